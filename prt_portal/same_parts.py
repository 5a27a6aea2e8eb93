"""Parts of a page that are the same on every page and for everybody."""

from functools import lru_cache

from django import template
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def same_part(name: str) -> SafeString:
    """The links to static files: rendered once for the files as they were collected. Who develops
    sees a changed template at once."""
    collected = getattr(staticfiles_storage, "manifest_hash", None)
    if settings.DEBUG or not collected:
        return render_to_string(name)
    return _rendered(name, str(settings.STATIC_URL), collected)


@lru_cache
def _rendered(name: str, base_url: str, collected: str) -> SafeString:
    return render_to_string(name)
