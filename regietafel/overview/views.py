"""The chair's page and its ways out."""

from django.http import HttpResponse
from django.shortcuts import render

from accounts.export_log import log_export
from accounts.http import AuthenticatedHttpRequest
from common import clock
from regietafel.comparison.tables import load_desk_for, term_tables
from regietafel.overview.methodology import methodology_texts
from regietafel.overview.xlsx import file_name, overview_workbook
from submissions.counting.count import Attribution

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def overview(request: AuthenticatedHttpRequest, round_slug: str) -> HttpResponse:
    """The chair's page: reads from top to bottom as the paper for the bestuurlijk PRT."""
    desk = load_desk_for(request, round_slug)
    context = {
        "round": desk.round,
        "made_at": clock.now(),
        "handed_in": desk.loaded.count,
        "total": desk.loaded.total,
        "not_handed_in": [s.municipality for s in desk.loaded.submissions if not s.latest_number],
        "by_letter": desk.by_letter,
        "terms": term_tables(desk, desk.comparison(Attribution.COUNTED)),
        "methodology": methodology_texts(desk.round),
        "has_confidential": desk.has_confidential,
    }
    return render(request, "regietafel/overview/overview.html", context)


def overview_xlsx(request: AuthenticatedHttpRequest, round_slug: str) -> HttpResponse:
    desk = load_desk_for(request, round_slug)
    log_export(request, f"overview of {round_slug}")
    answer = HttpResponse(overview_workbook(desk), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{file_name(desk)}"'
    return answer
