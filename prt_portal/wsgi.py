import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from prt_portal.content_type import FormsInUtf8

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prt_portal.settings")
application = FormsInUtf8(get_wsgi_application())

# All pages now, and not at the first request.
get_resolver().url_patterns  # noqa: B018
# What is loaded stays: it is never looked through again, and processes share its memory.
gc.collect()
gc.freeze()
