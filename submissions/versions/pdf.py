"""A version as an accessible PDF (PDF/UA-1): the content of the screen, on A4."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.template.loader import render_to_string

from common import clock
from submissions import rules
from submissions.content.content import VersionContent
from submissions.content.load import load_content
from submissions.content.rule_context import with_context
from submissions.content.sections import attachments_of, read_version
from submissions.editing.task_list import total_rows
from submissions.lifecycle.offer import offer_of
from submissions.lifecycle.window import closing_moment
from submissions.models import Version

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcher

# Not a real address: what stands behind it comes from the portal's own folder of static files.
STATIC = "https://static.invalid/"

STYLESHEET = "css/pdf.css"

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


def pdf_download(version: Version, path: str) -> HttpResponse:
    """`path` is where this reader finds the version on the portal."""
    return _download(version_pdf(version, path), file_name(version))


def draft_pdf_download(content: VersionContent, path: str) -> HttpResponse:
    """For the college to read before the hand-in; `path` is the page where it is handed in."""
    return _download(draft_pdf(content, path), file_name(content.version))


def _download(pdf: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def file_name(version: Version) -> str:
    submission = version.submission
    mark = "-voorbeeldgegevens" if settings.PRT_DEMO else ""
    of_whom = f"{submission.municipality.slug}-{submission.round.slug}"
    which = f"versie-{version.number}" if version.number else "concept"
    return f"bijlage-3-{of_whom}-{which}{mark}.pdf"


def version_pdf(version: Version, path: str) -> bytes:
    return _as_pdf(version_html(version, path), _identifier(version))


def draft_pdf(content: VersionContent, path: str) -> bytes:
    return _as_pdf(draft_html(content, path), _identifier(content.version))


def _as_pdf(html: str, identifier: bytes) -> bytes:
    """Imported here and not above: the libraries behind it are large, and only this needs them."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fetcher, fonts = _fetcher(), FontConfiguration()
    style = CSS(
        string=_static_file(STYLESHEET).read_text(),
        base_url=STATIC + STYLESHEET,
        url_fetcher=fetcher,
        font_config=fonts,
    )
    document = HTML(string=html, base_url=settings.PRT_BASE_URL, url_fetcher=fetcher)
    return document.write_pdf(
        stylesheets=[style],
        font_config=fonts,
        pdf_variant="pdf/ua-1",
        pdf_identifier=identifier,
    )


def version_html(version: Version, path: str) -> str:
    content = with_context(load_content(version))
    return _render("submissions/versions/version_pdf.html", content, path)


def draft_html(content: VersionContent, path: str) -> str:
    """With everything that is still missing, so that nobody takes it for what was handed in."""
    submission = content.version.submission
    return _render(
        "submissions/versions/draft_pdf.html",
        with_context(content),
        path,
        errors=rules.errors(content),
        offer=offer_of(submission),
        counts=submission.versions.submitted().order_by("number").last(),
        closes_at=closing_moment(submission),
    )


def _render(template: str, content: VersionContent, path: str, **extra: object) -> str:
    version = content.version
    context = extra | {
        "version": version,
        "round": content.round,
        "municipality": version.submission.municipality,
        "rows": total_rows(content),
        "warnings": rules.warnings(content),
        "sections": read_version(content),
        "attachments": attachments_of(version),
        "address": settings.PRT_BASE_URL + path,
        "made_at": clock.now(),
        "demo": settings.PRT_DEMO,
    }
    html = render_to_string(template, context)
    return LIST.sub(_as_table, CONTROL_CHARACTERS.sub("", html))


def _as_table(found: re.Match) -> str:
    """What people typed is escaped, so no tag in here is theirs."""

    def replaced(tag: re.Match) -> str:
        end, name, rest = tag.groups()
        scope = ' scope="row"' if name == "dt" and not end else ""
        return f"<{end}{TABLE_TAGS[name]}{scope}{rest}"

    return PART_OF_LIST.sub(replaced, found[0])


def _identifier(version: Version) -> bytes:
    submission = version.submission
    which = version.number or f"concept/{clock.now().isoformat()}"
    return f"{submission.round.slug}/{submission.municipality.cbs_code}/{which}".encode()


def _fetcher() -> "URLFetcher":
    """Serves the portal's own style and fonts; refuses every other address, also of this
    machine."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnStaticFiles(URLFetcher):
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
