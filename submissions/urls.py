from django.urls import path

from submissions.attachments import views as attachments
from submissions.editing import views as editing
from submissions.editing import views_task_list as task_list
from submissions.handing_in import additions
from submissions.handing_in import views as handing_in
from submissions.more_time import views as more_time
from submissions.municipality import views as municipality
from submissions.questions import views as questions
from submissions.shares import views as shares
from submissions.versions import views as versions
from submissions.workbook import views as workbook

app_name = "submissions"
urlpatterns = [
    path("", task_list.choose, name="choose"),
    path("<cbs:cbs_code>/", task_list.task_list, name="task_list"),
    path("<cbs:cbs_code>/overige-opgaven/", task_list.answer_remaining, name="answer_remaining"),
    path("<cbs:cbs_code>/gegevens/", editing.header, name="header"),
    path("<cbs:cbs_code>/opgaven/<slug:opgave_code>/", editing.opgave, name="opgave"),
    path("<cbs:cbs_code>/opgaven/<slug:opgave_code>/toevoegen/", editing.add, name="line_add"),
    path("<cbs:cbs_code>/regels/<uuid:line_id>/", editing.change, name="line"),
    path("<cbs:cbs_code>/regels/<uuid:line_id>/verwijderen/", editing.remove, name="line_remove"),
    path("<cbs:cbs_code>/controleren/", handing_in.check, name="check"),
    path("<cbs:cbs_code>/concept-inzien/", handing_in.open_draft, name="open_draft"),
    path("<cbs:cbs_code>/aanvullen/", additions.start_addition, name="start_addition"),
    path("<cbs:cbs_code>/verwerpen/", additions.discard_addition, name="discard_addition"),
    path("<cbs:cbs_code>/gemeente/", municipality.municipality, name="municipality"),
    path("<cbs:cbs_code>/verzoek/", more_time.ask_more_time, name="ask_more_time"),
    path("<cbs:cbs_code>/excel/", workbook.page, name="excel"),
    path("<cbs:cbs_code>/excel.xlsx", workbook.download, {"kind": "xlsx"}, name="excel_xlsx"),
    path("<cbs:cbs_code>/excel.ods", workbook.download, {"kind": "ods"}, name="excel_ods"),
    path("<cbs:cbs_code>/excel/fouten.csv", workbook.faults, name="excel_faults"),
    path("<cbs:cbs_code>/excel/voorstel/", workbook.proposal, name="excel_proposal"),
    path("<cbs:cbs_code>/versies/<int:number>/", versions.version, name="version"),
    path("<cbs:cbs_code>/versies/<int:number>.pdf", versions.pdf, name="version_pdf"),
    path("<cbs:cbs_code>/concept.pdf", versions.draft_pdf, name="draft_pdf"),
    path(
        "<cbs:cbs_code>/versies/<int:earlier>/verschil/<int:later>/",
        versions.compare,
        name="compare",
    ),
    path("<cbs:cbs_code>/verschil/", versions.compare_addition, name="compare_addition"),
    path("<cbs:cbs_code>/aandelen/", shares.shares, name="shares"),
    path("<cbs:cbs_code>/aandelen/<int:confirmation_id>/", shares.share, name="share"),
    path("<cbs:cbs_code>/vragen/", questions.questions, name="questions"),
    path("<cbs:cbs_code>/vragen/nieuw/", questions.question_new, name="question_new"),
    path("<cbs:cbs_code>/vragen/<int:question_id>/", questions.question, name="question"),
    path(
        "<cbs:cbs_code>/vragen/<int:question_id>/afronden/",
        questions.question_close,
        name="question_close",
    ),
    path("<cbs:cbs_code>/bijlagen/", attachments.attachments, name="attachments"),
    path("<cbs:cbs_code>/bijlagen/<int:attachment_id>/", attachments.attachment, name="attachment"),
    path(
        "<cbs:cbs_code>/bijlagen/<int:attachment_id>/verwijderen/",
        attachments.attachment_remove,
        name="attachment_remove",
    ),
]
