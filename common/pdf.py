"""HTML as an accessible PDF (PDF/UA-1), with the style and fonts of the portal and nothing from
outside."""

import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcher

# Not a real address: what stands behind it comes from the portal's own folder of static files.
STATIC = "https://static.invalid/"

TYPES = {".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2"}

# Allowed in a text field, forbidden in HTML and in XML; a PDF viewer would show nothing for them.
CONTROL_CHARACTERS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)

# The tags of a PDF know no list of labels and values; as a table with row heads each value is read
# with its label.
LIST = re.compile('<dl class="summary-list">.*?</dl>', re.DOTALL)

PART_OF_LIST = re.compile("<(/?)(dl|div|dt|dd)([ >])")

TABLE_TAGS = {"dl": "table", "div": "tr", "dt": "th", "dd": "td"}


class NotOurs(ValueError):
    """The document asked for something from outside."""


def render_for_pdf(template: str, context: Mapping[str, object]) -> str:
    """The HTML that `make_pdf` takes; the template names its stylesheet below `STATIC`."""
    html = render_to_string(template, {**context, "static_address": STATIC})
    return LIST.sub(_as_table, CONTROL_CHARACTERS.sub("", html))


def _as_table(found: re.Match[str]) -> str:
    """What people typed is escaped, so no tag in here is theirs."""

    def replaced(tag: re.Match[str]) -> str:
        end, name, rest = tag.groups()
        scope = ' scope="row"' if name == "dt" and not end else ""
        return f"<{end}{TABLE_TAGS[name]}{scope}{rest}"

    return PART_OF_LIST.sub(replaced, found[0])


def make_pdf(html: str) -> bytes:
    """The same HTML gives the same bytes.

    Imported here and not above: the libraries behind it are large, and only this needs them.
    """
    from weasyprint import HTML

    from common.pdf_tags import with_complete_tags

    document = HTML(string=html, base_url=settings.PRT_BASE_URL, url_fetcher=_fetcher())
    made = document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=sha256(html.encode()).digest())
    return with_complete_tags(made)


def _fetcher() -> "URLFetcher":
    """Serves the portal's own style and fonts; refuses every other address, also of this
    machine."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnStaticFiles(URLFetcher):  # type: ignore[misc]  # weasyprint has no types
        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
            if not url.startswith(STATIC):
                raise NotOurs(f"Not fetched: {url}")
            file = _static_file(url.removeprefix(STATIC))
            return URLFetcherResponse(url, file.read_bytes(), {"Content-Type": TYPES[file.suffix]})

    return OwnStaticFiles()


def _static_file(name: str) -> Path:
    """As it stands in the source, or as collectstatic put it down."""
    found = finders.find(name)
    return Path(found) if found else Path(settings.STATIC_ROOT) / name
