from django.urls import path

from regietafel.views import comparison, dashboard, draft, municipality, overview

app_name = "regietafel"
urlpatterns = [
    path("", dashboard.dashboard, name="dashboard"),
    path("vergelijking/", comparison.comparison, name="comparison"),
    path("vergelijking/<slug:opgave_code>/", comparison.comparison_opgave, name="comparison_opgave"),
    path("gemeenten/<cbs:cbs_code>/", municipality.municipality, name="municipality"),
    path("gemeenten/<cbs:cbs_code>/concept/", draft.draft, name="draft"),
    path("gemeenten/<cbs:cbs_code>/uitstel/", municipality.extend, name="extend"),
    path("gemeenten/<cbs:cbs_code>/versies/<int:number>/", municipality.version, name="version"),
    path("overzicht/", overview.overview, name="overview"),
    path("overzicht.xlsx", overview.overview_xlsx, name="overview_xlsx"),
]
