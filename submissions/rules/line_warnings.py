"""What may be right about one line but looks contradictory.

Municipality and regietafel read the same sentence.
"""

from datetime import date

from django.utils.formats import date_format

from common.numbers import format_number
from rounds.enums import Term
from rounds.models import Round
from submissions.content.content import VersionContent
from submissions.counting.durable import expires_before
from submissions.enums import CollegeState, Commitment
from submissions.models import Line
from submissions.rules.amv import amv_places_also_in_a_regular_line
from submissions.rules.problem import LineRule
from submissions.rules.same_location import same_location_as_an_earlier_line

PASSED_BY_COLLEGE = {Commitment.COLLEGE_DECISION, Commitment.COUNCIL_DECISION}
NOT_YET_PLEDGED = {Commitment.UNDER_STUDY, Commitment.IDEA}


def ends_before_short_term_date(line: Line, content: VersionContent) -> str | None:
    return _ends_too_early(line, content.round, Term.SHORT, line.amount_short)


def ends_before_long_term_date(line: Line, content: VersionContent) -> str | None:
    return _ends_too_early(line, content.round, Term.LONG, line.amount_long)


def _ends_too_early(line: Line, round_: Round, term: Term, amount: int | None) -> str | None:
    peildatum = round_.term_date(term)
    last_day = line.available_until
    if not amount or last_day is None or not expires_before(last_day, peildatum):
        return None
    return (
        f"de laatste dag is {_day(last_day)}, vóór de peildatum {_day(peildatum)} van "
        f"de {term.label}, maar er tellen dan nog {_places(amount, line)} mee."
    )


def starts_after_short_term_date(line: Line, content: VersionContent) -> str | None:
    return _starts_too_late(line, content.round, Term.SHORT, line.amount_short)


def starts_after_long_term_date(line: Line, content: VersionContent) -> str | None:
    return _starts_too_late(line, content.round, Term.LONG, line.amount_long)


def _starts_too_late(line: Line, round_: Round, term: Term, amount: int | None) -> str | None:
    peildatum = round_.term_date(term)
    if not amount or line.available_from is None or line.available_from <= peildatum:
        return None
    return (
        f"de eerste dag is {_day(line.available_from)}, na de peildatum {_day(peildatum)} van de "
        f"{term.label}, maar er tellen dan al {_places(amount, line)} mee."
    )


def in_use_from_a_later_day(line: Line, content: VersionContent) -> str | None:
    """A first day after a peildatum on which the line counts has a warning of its own."""
    if line.commitment != Commitment.IN_USE or not line.available_from:
        return None
    counts_too_early = starts_after_short_term_date(line, content) or starts_after_long_term_date(
        line, content
    )
    if line.available_from <= content.context.today or counts_too_early:
        return None
    return f"hier staat ‘In gebruik’, maar de eerste dag is pas {_day(line.available_from)}."


def long_below_short(line: Line, content: VersionContent) -> str | None:
    """A last day before the long peildatum already says why."""
    if (
        line.amount_short is None
        or line.amount_long is None
        or line.amount_long >= line.amount_short
    ):
        return None
    if expires_before(line.available_until, content.round.long_term_date):
        return None
    return (
        f"op lange termijn tellen er {_places(line.amount_long, line)}, minder dan de "
        f"{format_number(line.amount_short)} op korte termijn. Stopt de locatie of wordt die "
        "kleiner?"
    )


def too_small_to_be_durable(line: Line, content: VersionContent) -> str | None:
    if (
        not _asks_about_durable(line, content)
        or content.is_at_a_large_location(line)
        or not content.lasts_long(line)
    ):
        return None
    have = (
        "de asiellocaties van de gemeente hebben samen"
        if content.round.sum_small_sites
        else "deze locatie heeft"
    )
    return (
        f"{have} op lange termijn minder dan {content.round.durable_places} asielplekken. "
        f"{_not_durable(content.round)}"
    )


def too_short_to_be_durable(line: Line, content: VersionContent) -> str | None:
    if (
        not _asks_about_durable(line, content)
        or not content.is_at_a_large_location(line)
        or content.lasts_long(line)
    ):
        return None
    years = content.round.durable_years
    if line.available_until is None:
        unknown = (
            f"de laatste dag is niet bekend, dus ook niet of de plekken er ten minste {years} "
            "jaar zijn."
        )
        return f"{unknown} {_not_durable(content.round)}"
    return f"de plekken zijn er korter dan {years} jaar. {_not_durable(content.round)}"


def _asks_about_durable(line: Line, content: VersionContent) -> bool:
    """Only of asylum places on the long term; a last day before that peildatum has a warning of its
    own."""
    counts = line.amount_long and line.opgave.code in content.asylum_parts.codes
    return bool(counts) and not expires_before(line.available_until, content.round.long_term_date)


def _not_durable(round_: Round) -> str:
    if round_.durable_only:
        return (
            "De plekken tellen dan niet als duurzaam, en deze ronde telt op lange termijn alleen "
            "duurzame plekken."
        )
    return "De plekken tellen dan wel mee, maar niet als duurzaam."


def idea_counted_on_the_short_term(line: Line, content: VersionContent) -> str | None:
    if line.commitment not in NOT_YET_PLEDGED or not line.amount_short:
        return None
    return (
        f"hier staat ‘{line.get_commitment_display()}’, maar op "
        f"{_day(content.round.short_term_date)} tellen er al "
        f"{_places(line.amount_short, line)} mee."
    )


def firmer_than_the_header(line: Line, content: VersionContent) -> str | None:
    if (
        line.commitment in PASSED_BY_COLLEGE
        and content.version.college_state == CollegeState.OFFICIAL_DRAFT
    ):
        return (
            f"hier staat ‘{line.get_commitment_display()}’, maar bij gegevens en besluit staat "
            "‘ambtelijk concept’."
        )
    return None


def nothing_left_for_the_own_municipality(line: Line, content: VersionContent) -> str | None:
    amounts = (line.amount_short or 0, line.amount_long or 0)
    shares = [(share.amount_short or 0, share.amount_long or 0) for share in line.shares.all()]
    if not any(amounts) or tuple(map(sum, zip(*shares, strict=True))) != amounts:
        return None
    return (
        "het hele aantal is een aandeel van andere gemeenten; voor de eigen gemeente blijft 0 "
        "over. Klopt dat?"
    )


def _places(amount: int, line: Line) -> str:
    return f"{format_number(amount)} {line.opgave.get_unit_display()}"


def _day(day: date) -> str:
    return date_format(day, "j F Y")


LINE_WARNINGS: tuple[tuple[str, LineRule], ...] = (
    ("available_until", ends_before_short_term_date),
    ("available_until", ends_before_long_term_date),
    ("available_from", starts_after_short_term_date),
    ("available_from", starts_after_long_term_date),
    ("available_from", in_use_from_a_later_day),
    ("amount_long", long_below_short),
    ("amount_long", too_small_to_be_durable),
    ("available_until", too_short_to_be_durable),
    ("commitment", idea_counted_on_the_short_term),
    ("commitment", firmer_than_the_header),
    ("amount_short", amv_places_also_in_a_regular_line),
    ("location_name", same_location_as_an_earlier_line),
    ("shares", nothing_left_for_the_own_municipality),
)
