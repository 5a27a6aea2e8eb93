"""What several pages of the desk show: the desk, what was chosen, and the table of a term."""

from collections.abc import Iterable, Sequence

from django.utils.safestring import SafeString

from accounts.http import AuthenticatedHttpRequest
from common.rendered import rendered
from regietafel.comparison.compare import Comparison, ComparisonRow
from regietafel.comparison.desk import Desk, load_desk
from regietafel.comparison.pictures.axis import Axis, axis_of
from regietafel.comparison.pictures.bars import region_bar
from regietafel.lookup import get_desk_round
from regietafel.permissions import may_read_open_drafts
from rounds.enums import Term
from rounds.models import Round
from submissions.counting.count import Attribution
from submissions.counting.levels import Level

TERM_WORDS = {"kort": Term.SHORT, "lang": Term.LONG}


def desk_round(request: AuthenticatedHttpRequest, round_slug: str) -> Round:
    return get_desk_round(request.user, round_slug)


def load_desk_for(request: AuthenticatedHttpRequest, round_slug: str) -> Desk:
    return load_desk(desk_round(request, round_slug))


def chosen_view(request: AuthenticatedHttpRequest) -> Attribution:
    return (
        Attribution.LOCATED if request.GET.get("weergave") == "gevestigd" else Attribution.COUNTED
    )


def chosen_term(request: AuthenticatedHttpRequest) -> Term:
    return TERM_WORDS.get(request.GET.get("termijn", ""), Term.SHORT)


def term_tabs(chosen: Term) -> list[tuple[str, str, bool]]:
    return [(word, term.label.capitalize(), term == chosen) for word, term in TERM_WORDS.items()]


def with_drafts(request: AuthenticatedHttpRequest, round_: Round) -> bool:
    """Asked only by the screens of the comparison: what leaves the portal never holds a draft."""
    return request.GET.get("concepten") == "ja" and may_read_open_drafts(request.user, round_)


def term_table(desk: Desk, comparison: Comparison, term: Term, link_suffix: str = "") -> dict:
    """Of one term the words, the peildatum and the table as HTML.

    `link_suffix` is what the links in it carry on of the view that was chosen.
    """
    return {
        "term": term,
        "words": desk.round.short_term if term == Term.SHORT else desk.round.long_term,
        "peildatum": desk.round.term_date(term),
        "table": _table(desk, comparison, term, link_suffix),
    }


def axes_of(desk: Desk, comparison: Comparison) -> dict[str, Axis]:
    """By unit, the same on both terms: who looks at the other term sees the same lengths."""
    units = {opgave.unit for opgave in desk.loaded.opgaven}
    return {
        unit: axis_of(row for row in comparison.rows if desk.opgaven[row.opgave].unit == unit)
        for unit in units
    }


def _table(desk: Desk, comparison: Comparison, term: Term, link_suffix: str) -> SafeString:
    rows, axes = comparison.of_term(term), axes_of(desk, comparison)
    opgaven = [desk.opgaven[row.opgave] for row in rows]
    context = {
        "round_slug": desk.round.slug,
        "term": term,
        "link_suffix": link_suffix,
        "rows": list(_table_rows(desk, rows, axes)),
    }
    shown = [(o.code, o.name, o.unit, o.has_lines, o.part_of_id is not None) for o in opgaven]
    lengths = sorted((unit, axis.largest) for unit, axis in axes.items())
    made_of = (
        desk.round.slug,
        term,
        link_suffix,
        shown,
        sorted(desk.may_be_durable),
        lengths,
        rows,
    )
    return rendered("regietafel/comparison/includes/comparison_table.html", context, made_of)


def _table_rows(desk: Desk, rows: Sequence[ComparisonRow], axes: dict[str, Axis]) -> Iterable[dict]:
    units = [desk.opgaven[row.opgave].unit for row in rows]
    for number, row in enumerate(rows):
        opgave = desk.opgaven[row.opgave]
        axis, is_last_of_unit = axes[opgave.unit], units[number + 1 : number + 2] != [opgave.unit]
        yield {
            "opgave": opgave,
            "may_be_durable": opgave.code in desk.may_be_durable,
            "row": row,
            "bar": region_bar(row, opgave.name, axis),
            "missing": row.municipalities - row.known,
            "axis": axis if is_last_of_unit else None,
            "differences": [row.differences[level] for level in Level],
            "net": row.tally.net_at(Level.PLEDGED) if row.tally else None,
            "difference": row.differences[Level.PLEDGED],
            "net_difference": row.net_differences[Level.PLEDGED],
        }
