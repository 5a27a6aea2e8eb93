"""The chair's page and its ways out."""

from django.http import HttpResponse
from django.shortcuts import render

from accounts.export_log import log_export
from accounts.http import AuthenticatedHttpRequest
from regietafel.comparison.desk import load_desk
from regietafel.comparison.pictures.bars import LEGEND
from regietafel.comparison.tables import desk_round, load_desk_for, term_table
from regietafel.comparison.told import findings_of
from regietafel.overview.build import heading_of, overview_of
from regietafel.overview.content import Overview
from regietafel.overview.methodology import methodology_texts
from regietafel.overview.redaction import Reader, redact
from regietafel.overview.xlsx import file_name, overview_workbook
from rounds.enums import Term
from submissions.counting.count import Attribution

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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


def overview_xlsx(request: AuthenticatedHttpRequest, round_slug: str) -> HttpResponse:
    content = _asked_for(request, round_slug)
    log_export(request, f"Overzicht van {round_slug}, Excel{_with_confidential(content)}")
    answer = HttpResponse(overview_workbook(content), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{file_name(round_slug)}"'
    return answer


def _asked_for(request: AuthenticatedHttpRequest, round_slug: str) -> Overview:
    """Confidential locations are blanked, unless somebody deliberately asks for them."""
    desk = load_desk(desk_round(request, round_slug), with_warnings=True)
    asks = request.GET.get("vertrouwelijk") == "ja"
    return redact(overview_of(desk), Reader(asks_confidential=asks))


def _with_confidential(content: Overview) -> str:
    return ", met vertrouwelijke locaties" if content.shows_confidential else ""
