from django.urls import path

from regietafel import views

app_name = "regietafel"
urlpatterns = [
    path("", views.dashboard, name="dashboard"),
    path("vergelijking/", views.comparison, name="comparison"),
    path("vergelijking/<slug:opgave_code>/", views.comparison_opgave, name="comparison_opgave"),
    path("gemeenten/<cbs:cbs_code>/", views.municipality, name="municipality"),
    path("gemeenten/<cbs:cbs_code>/uitstel/", views.extend, name="extend"),
    path("gemeenten/<cbs:cbs_code>/versies/<int:number>/", views.version, name="version"),
    path("overzicht/", views.overview, name="overview"),
    path("overzicht.xlsx", views.overview_xlsx, name="overview_xlsx"),
]
