from django.urls import path

from regietafel import version_views, views

app_name = "regietafel"
urlpatterns = [
    path("", views.dashboard, name="dashboard"),
    path("vergelijking/", views.comparison, name="comparison"),
    path("vergelijking/<slug:opgave_code>/", views.comparison_opgave, name="comparison_opgave"),
    path("gemeenten/<cbs:cbs_code>/", views.municipality, name="municipality"),
    path("gemeenten/<cbs:cbs_code>/uitstel/", views.extend, name="extend"),
    path("gemeenten/<cbs:cbs_code>/versies/<int:number>/", views.version, name="version"),
    path("gemeenten/<cbs:cbs_code>/versies/<int:number>.pdf", version_views.pdf, name="version_pdf"),
    path("gemeenten/<cbs:cbs_code>/versies/<int:earlier>/verschil/<int:later>/", version_views.compare, name="compare"),
    path("overzicht/", views.overview, name="overview"),
    path("overzicht.xlsx", views.overview_xlsx, name="overview_xlsx"),
]
