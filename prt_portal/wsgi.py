import os

from django.core.wsgi import get_wsgi_application

from prt_portal.content_type import FormsInUtf8

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prt_portal.settings")
application = FormsInUtf8(get_wsgi_application())
