from django.urls import path

from routekaart import views

app_name = "routekaart"
urlpatterns = [path("", views.timeline, name="timeline")]
