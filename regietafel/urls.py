from django.urls import path

from regietafel import questions
from regietafel.comparison import lists, maps
from regietafel.comparison import views as comparison
from regietafel.dashboard import extend, remind
from regietafel.dashboard import views as dashboard
from regietafel.municipality import attachments, by_letter, draft, more_time, versions
from regietafel.municipality import views as municipality
from regietafel.overview import views as overview

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
    path("overzicht.xlsx", overview.overview_xlsx, name="overview_xlsx"),
    path("overzicht.pdf", overview.overview_pdf, name="overview_pdf"),
]
