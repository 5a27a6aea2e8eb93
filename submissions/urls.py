from django.urls import path

from submissions.views import bijdrage, excel, hand_in, lines

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
    path("<cbs:cbs_code>/controleren/", hand_in.check, name="check"),
    path("<cbs:cbs_code>/aanvullen/", hand_in.start_addition, name="start_addition"),
    path("<cbs:cbs_code>/verwerpen/", hand_in.discard_addition, name="discard_addition"),
    path("<cbs:cbs_code>/excel/", excel.page, name="excel"),
    path("<cbs:cbs_code>/excel.xlsx", excel.download, {"kind": "xlsx"}, name="excel_xlsx"),
    path("<cbs:cbs_code>/excel.ods", excel.download, {"kind": "ods"}, name="excel_ods"),
    path("<cbs:cbs_code>/excel/fouten.csv", excel.faults, name="excel_faults"),
    path("<cbs:cbs_code>/excel/voorstel/", excel.proposal, name="excel_proposal"),
    path("<cbs:cbs_code>/versies/<int:number>/", hand_in.version, name="version"),
]
