from django.urls import path

from regietafel import questions
from regietafel.comparison import lists, maps
from regietafel.comparison import views as comparison
from regietafel.dashboard import extend, remind
from regietafel.dashboard import views as dashboard
from regietafel.municipality import attachments, by_letter, draft, more_time, versions
from regietafel.municipality import views as municipality
from regietafel.overview import views as overview
from regietafel.targets import files as target_files
from regietafel.targets import views as targets

app_name = "regietafel"
urlpatterns = [
    path("", dashboard.dashboard, name="dashboard"),
    path("herinneren/", remind.remind, name="remind"),
    path("uitstel/", extend.extend, name="extend_several"),
    path("vergelijking/", comparison.comparison, name="comparison"),
    path(
        "vergelijking/<slug:opgave_code>/", comparison.comparison_opgave, name="comparison_opgave"
    ),
    path("vervalt/", lists.expiring, name="expiring"),
    path("kaart/", maps.tile_map, name="tile_map"),
    path("maanden/", maps.months, name="months"),
    path("aandelen/", lists.unconfirmed, name="unconfirmed"),
    path("valt-op/", lists.warnings, name="warnings"),
    path("gemeenten/<cbs:cbs_code>/", municipality.municipality, name="municipality"),
    path("gemeenten/<cbs:cbs_code>/uitstel/", more_time.extend, name="extend"),
    path("gemeenten/<cbs:cbs_code>/heropenen/", more_time.reopen, name="reopen"),
    path("gemeenten/<cbs:cbs_code>/afwijzen/", more_time.decline, name="decline"),
    path("gemeenten/<cbs:cbs_code>/brief/", by_letter.by_letter, name="by_letter"),
    path(
        "gemeenten/<cbs:cbs_code>/brief/bijlage-3.xlsx",
        by_letter.download,
        {"kind": "xlsx"},
        name="by_letter_xlsx",
    ),
    path(
        "gemeenten/<cbs:cbs_code>/brief/bijlage-3.ods",
        by_letter.download,
        {"kind": "ods"},
        name="by_letter_ods",
    ),
    path("gemeenten/<cbs:cbs_code>/brief/voorstel/", by_letter.proposal, name="by_letter_proposal"),
    path("gemeenten/<cbs:cbs_code>/concept/", draft.draft, name="draft"),
    path("gemeenten/<cbs:cbs_code>/versies/<int:number>/", municipality.version, name="version"),
    path("gemeenten/<cbs:cbs_code>/versies/<int:number>.pdf", versions.pdf, name="version_pdf"),
    path(
        "gemeenten/<cbs:cbs_code>/versies/<int:earlier>/verschil/<int:later>/",
        versions.compare,
        name="compare",
    ),
    path("gemeenten/<cbs:cbs_code>/vragen/", questions.questions, name="questions"),
    path("gemeenten/<cbs:cbs_code>/vragen/nieuw/", questions.question_new, name="question_new"),
    path("gemeenten/<cbs:cbs_code>/vragen/<int:question_id>/", questions.question, name="question"),
    path(
        "gemeenten/<cbs:cbs_code>/vragen/<int:question_id>/afronden/",
        questions.question_close,
        name="question_close",
    ),
    path(
        "gemeenten/<cbs:cbs_code>/bijlagen/<int:attachment_id>/",
        attachments.attachment,
        name="attachment",
    ),
    path("vragen/", questions.open_questions, name="open_questions"),
    path("overzicht/", overview.overview, name="overview"),
    *(
        path(f"overzicht.{kind}", overview.overview_file, {"kind": kind}, f"overview_{name}")
        for kind, name in (("xlsx", "xlsx"), ("ods", "ods"), ("csv.zip", "csv"))
    ),
    path("overzicht.pdf", overview.overview_pdf, name="overview_pdf"),
    path("opgaven/", targets.targets, name="targets"),
    path("opgaven/<int:number>/", targets.targets, name="target_set"),
    path("opgaven/verschil/", targets.difference, name="targets_difference"),
    path("opgaven/nieuw/", targets.new_set, name="new_targets"),
    path("opgaven/nieuw/weggooien/", targets.discard, name="discard_targets"),
    path("opgaven/nieuw/getallen/<slug:subject>/", targets.numbers, name="type_targets"),
    path("opgaven/nieuw/bestand/", target_files.upload, name="upload_targets"),
    path("opgaven/nieuw/plakken/", target_files.paste, name="paste_targets"),
    path("opgaven/sjabloon.xlsx", target_files.template, {"kind": "xlsx"}, name="targets_xlsx"),
    path("opgaven/sjabloon.ods", target_files.template, {"kind": "ods"}, name="targets_ods"),
    path("opgaven/sjabloon.csv", target_files.template, {"kind": "csv"}, name="targets_csv"),
]
