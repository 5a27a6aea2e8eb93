"""The addresses of the portal and one beside them, for the settings of the measuring only."""

from django.urls import path

from prt_portal.bench.yardstick import bare
from prt_portal.urls import handler500 as handler500
from prt_portal.urls import urlpatterns as portal

urlpatterns = [path("kaal/", bare, name="bare"), *portal]
