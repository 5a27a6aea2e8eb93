"""What several pages of the desk show: the desk itself, the chosen view, the tables per term, the
warnings."""

from django.utils.safestring import SafeString

from accounts.http import AuthenticatedHttpRequest
from common.rendered import rendered
from regietafel.comparison.chart import bar_of
from regietafel.comparison.compare import Comparison, ComparisonRow
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


def term_tables(desk: Desk, comparison: Comparison, link_suffix: str = "") -> list[dict]:
    """Of each term the words, the peildatum and the table as HTML.

    `link_suffix` is what the links in it carry on of the view that was chosen.
    """
    return [
        {
            "term": term,
            "words": desk.round.short_term if term == Term.SHORT else desk.round.long_term,
            "peildatum": desk.round.term_date(term),
            "table": _table(desk, term, comparison.of_term(term), link_suffix),
        }
        for term in Term
    ]


def _table(desk: Desk, term: Term, rows: list[ComparisonRow], link_suffix: str) -> SafeString:
    opgaven = [desk.opgaven[row.opgave] for row in rows]
    context = {
        "round_slug": desk.round.slug,
        "term": term,
        "link_suffix": link_suffix,
        "rows": [
            {
                "opgave": opgave,
                "may_be_durable": opgave.code in desk.may_be_durable,
                "row": row,
                "bar": bar_of(row, opgave.name),
                "differences": [row.differences[level] for level in Level],
                "net": row.tally.net_at(Level.PLEDGED) if row.tally else None,
                "net_difference": row.net_differences[Level.PLEDGED],
            }
            for opgave, row in zip(opgaven, rows, strict=True)
        ],
    }
    shown = [(o.code, o.name, o.unit, o.has_lines, o.part_of_id is not None) for o in opgaven]
    made_of = (desk.round.slug, term, link_suffix, shown, sorted(desk.may_be_durable), rows)
    return rendered("regietafel/comparison/includes/comparison_table.html", context, made_of)
