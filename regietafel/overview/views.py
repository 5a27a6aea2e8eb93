"""The chair's page and its ways out."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.export_log import log_export
from accounts.http import AuthenticatedHttpRequest
from common import tables_csv, tables_ods, tables_xlsx
from common.facts import facts_of
from common.file_response import Download, file_response
from regietafel.comparison.desk import load_desk
from regietafel.comparison.pictures.bars import LEGEND
from regietafel.comparison.tables import desk_round, load_desk_for, term_table
from regietafel.comparison.told import findings_of
from regietafel.overview.build import heading_of, overview_of
from regietafel.overview.content import Overview
from regietafel.overview.methodology import methodology_texts
from regietafel.overview.paper import paper_order
from regietafel.overview.redaction import Reader, redact
from regietafel.overview.tables import file_name, overview_tables
from rounds.enums import Term
from submissions.counting.count import Attribution


def overview(request: AuthenticatedHttpRequest, round_slug: str) -> HttpResponse:
    """The chair's page: reads from top to bottom as the paper for the bestuurlijk PRT.

    It shows no lines, so it reads none.
    """
    desk = load_desk_for(request, round_slug)
    comparison = desk.comparison(Attribution.COUNTED)
    context = {
        "round": desk.round,
        "heading": heading_of(desk),
        "findings": findings_of(desk, comparison),
        "total": desk.headline,
        "terms": [term_table(desk, comparison, term) for term in Term],
        "legend": LEGEND,
        "methodology": methodology_texts(desk.round),
        "has_confidential": desk.has_confidential,
    }
    return render(request, "regietafel/overview/overview.html", context)


WRITERS = {
    "xlsx": (tables_xlsx.xlsx_bytes, tables_xlsx.MEDIA_TYPE, "Excel"),
    "ods": (tables_ods.ods_bytes, tables_ods.MEDIA_TYPE, "ODS"),
    "csv.zip": (tables_csv.csv_zip_bytes, tables_csv.MEDIA_TYPE, "CSV"),
}


def overview_file(request: AuthenticatedHttpRequest, round_slug: str, kind: str) -> HttpResponse:
    """The tables of the overview, as one of `WRITERS`."""
    write, media_type, label = WRITERS[kind]
    content = _asked_for(request, round_slug)
    log_export(request, f"Overzicht van {round_slug}, {label}{_with_confidential(content)}")
    answer = HttpResponse(write(overview_tables(content)), content_type=media_type)
    name = file_name(round_slug, kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def overview_pdf(request: AuthenticatedHttpRequest, round_slug: str) -> HttpResponse:
    """Made by the worker: with all its lines it may take long."""
    content = _asked_for(request, round_slug)
    which = f"overzicht van {round_slug}{_with_confidential(content)}"
    log_export(request, f"{which.capitalize()}, PDF")
    return file_response(
        request,
        Download(
            name=file_name(round_slug, "pdf"),
            media_type="application/pdf",
            subject=which,
            order=lambda: paper_order(content, which),
            back=reverse("regietafel:overview", args=[round_slug]),
            query=request.GET.urlencode(),
        ),
    )


def _asked_for(request: AuthenticatedHttpRequest, round_slug: str) -> Overview:
    """Confidential locations are blanked, unless somebody deliberately asks for them."""
    round_ = desk_round(request, round_slug)
    desk, steps = load_desk(round_, with_warnings=True), facts_of(round_, request.user).steps
    asks = request.GET.get("vertrouwelijk") == "ja"
    return redact(overview_of(desk, steps), Reader(asks_confidential=asks))


def _with_confidential(content: Overview) -> str:
    return ", met vertrouwelijke locaties" if content.shows_confidential else ""
