"""What several pages of the desk show: the desk itself, the chosen view, the tables per term, the
warnings."""

from accounts.http import AuthenticatedHttpRequest
from regietafel.comparison.chart import bar_of
from regietafel.comparison.compare import Comparison
from regietafel.comparison.desk import Desk, load_desk
from regietafel.lookup import get_desk_round
from regietafel.permissions import may_read_open_drafts
from rounds.enums import Term
from rounds.models import Round
from submissions.counting.count import Attribution
from submissions.counting.levels import Level


def desk_round(request: AuthenticatedHttpRequest, round_slug: str) -> Round:
    return get_desk_round(request.user, round_slug)


def load_desk_for(request: AuthenticatedHttpRequest, round_slug: str) -> Desk:
    return load_desk(desk_round(request, round_slug))


def chosen_view(request: AuthenticatedHttpRequest) -> Attribution:
    return (
        Attribution.LOCATED if request.GET.get("weergave") == "gevestigd" else Attribution.COUNTED
    )


def with_drafts(request: AuthenticatedHttpRequest, round_: Round) -> bool:
    """Asked only by the screens of the comparison: what leaves the portal never holds a draft."""
    return request.GET.get("concepten") == "ja" and may_read_open_drafts(request.user, round_)


def term_tables(desk: Desk, comparison: Comparison) -> list[dict]:
    """The rows of each term with their opgave and bar, ready for a table."""
    return [
        {
            "term": term,
            "words": desk.round.short_term if term == Term.SHORT else desk.round.long_term,
            "peildatum": desk.round.term_date(term),
            "rows": [
                {
                    "opgave": desk.opgaven[row.opgave],
                    "row": row,
                    "bar": bar_of(row, desk.opgaven[row.opgave].name),
                    "differences": [row.differences[level] for level in Level],
                }
                for row in comparison.of_term(term)
            ],
        }
        for term in Term
    ]
