from django.urls import path

from submissions.views import (
    attachments,
    bijdrage,
    check,
    hand_in,
    lines,
    more_time,
    open_draft,
    questions,
    shares,
    versions,
)

app_name = "submissions"
urlpatterns = [
    path("", bijdrage.choose, name="choose"),
    path("<cbs:cbs_code>/", bijdrage.task_list, name="task_list"),
    path("<cbs:cbs_code>/overige-opgaven/", bijdrage.answer_remaining, name="answer_remaining"),
    path("<cbs:cbs_code>/gegevens/", bijdrage.header, name="header"),
    path("<cbs:cbs_code>/opgaven/<slug:opgave_code>/", lines.opgave, name="opgave"),
    path("<cbs:cbs_code>/opgaven/<slug:opgave_code>/toevoegen/", lines.add, name="line_add"),
    path("<cbs:cbs_code>/regels/<uuid:line_id>/", lines.change, name="line"),
    path("<cbs:cbs_code>/regels/<uuid:line_id>/verwijderen/", lines.remove, name="line_remove"),
    path("<cbs:cbs_code>/controleren/", check.check, name="check"),
    path("<cbs:cbs_code>/concept-inzien/", open_draft.open_draft, name="open_draft"),
    path("<cbs:cbs_code>/aanvullen/", hand_in.start_addition, name="start_addition"),
    path("<cbs:cbs_code>/verwerpen/", hand_in.discard_addition, name="discard_addition"),
    path("<cbs:cbs_code>/verzoek/", more_time.ask_more_time, name="ask_more_time"),
    path("<cbs:cbs_code>/versies/<int:number>/", hand_in.version, name="version"),
    path("<cbs:cbs_code>/versies/<int:number>.pdf", versions.pdf, name="version_pdf"),
    path("<cbs:cbs_code>/versies/<int:earlier>/verschil/<int:later>/", versions.compare, name="compare"),
    path("<cbs:cbs_code>/verschil/", versions.compare_addition, name="compare_addition"),
    path("<cbs:cbs_code>/aandelen/", shares.shares, name="shares"),
    path("<cbs:cbs_code>/aandelen/<int:confirmation_id>/", shares.share, name="share"),
    path("<cbs:cbs_code>/vragen/", questions.questions, name="questions"),
    path("<cbs:cbs_code>/vragen/nieuw/", questions.question_new, name="question_new"),
    path("<cbs:cbs_code>/vragen/<int:question_id>/", questions.question, name="question"),
    path("<cbs:cbs_code>/vragen/<int:question_id>/afronden/", questions.question_close, name="question_close"),
    path("<cbs:cbs_code>/bijlagen/", attachments.attachments, name="attachments"),
    path("<cbs:cbs_code>/bijlagen/<int:attachment_id>/", attachments.attachment, name="attachment"),
    path(
        "<cbs:cbs_code>/bijlagen/<int:attachment_id>/verwijderen/",
        attachments.attachment_remove,
        name="attachment_remove",
    ),
]
