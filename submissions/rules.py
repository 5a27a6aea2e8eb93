"""What must be right before a hand-in (errors) and what asks for an explanation (warnings).

One rule is one function is one sentence. Saving never asks these rules; handing in does.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from submissions.counting import expires_before
from submissions.enums import AnswerKind, CollegeState, Commitment, Term
from submissions.models import Answer, Contribution, Opgave, Round, Version

PASSED_BY_COLLEGE = {Commitment.COLLEGE_DECISION, Commitment.COUNCIL_DECISION}


@dataclass(frozen=True)
class Draft:
    """A version with all that the rules read, loaded once."""

    round: Round
    version: Version
    opgaven: list[Opgave]
    answers: dict[str, Answer]
    contributions: list[Contribution]

    def lines_of(self, opgave: Opgave) -> list[Contribution]:
        return [line for line in self.contributions if line.opgave_id == opgave.pk]


@dataclass(frozen=True)
class Problem:
    """A sentence and the place to mend it: a field of a line, of an opgave, or of the header."""

    message: str
    field: str
    line: Contribution | None = None
    opgave: Opgave | None = None
    explained: bool = False


LineRule = Callable[[Contribution, Draft], str | None]


def errors(draft: Draft) -> list[Problem]:
    """What stops a hand-in, in the order of the form."""
    return (
        _opgave_problems(draft)
        + _line_problems(LINE_ERRORS, draft, (line for line in draft.contributions if line.counts))
        + header_errors(draft.version)
    )


def header_errors(version: Version) -> list[Problem]:
    return [Problem(message, field) for field, rule in HEADER_ERRORS if (message := rule(version))]


def warnings(draft: Draft) -> list[Problem]:
    """What may be right but looks contradictory; `explained` when the line says why."""
    return _line_problems(LINE_WARNINGS, draft, (line for line in draft.contributions if line.counts))


def _line_problems(rules, draft: Draft, lines: Iterable[Contribution]) -> list[Problem]:
    found = [(field, rule(line, draft), line) for line in lines for field, rule in rules]
    return [
        Problem(
            f"{line.opgave.name}, {line.location_label}: {message}", field, line, line.opgave, bool(line.explanation)
        )
        for field, message, line in found
        if message
    ]


def _opgave_problems(draft: Draft) -> list[Problem]:
    found = [(opgave, field, rule(opgave, draft)) for opgave in draft.opgaven for field, rule in OPGAVE_ERRORS]
    return [Problem(f"{opgave.name}: {message}", field, opgave=opgave) for opgave, field, message in found if message]


def opgave_needs_an_answer(opgave: Opgave, draft: Draft) -> str | None:
    answer = draft.answers.get(opgave.code)
    if answer is None:
        return "geef een antwoord. Voeg een locatie toe, of kies 'geen bijdrage' of 'nog niet bekend'."
    if answer.kind == AnswerKind.LINES and not any(line.counts for line in draft.lines_of(opgave)):
        return "alle locaties zijn vervallen en tellen niet mee. Verwijder ze en kies een antwoord, of voeg er een toe."
    return None


def no_contribution_needs_a_reason(opgave: Opgave, draft: Draft) -> str | None:
    answer = draft.answers.get(opgave.code)
    if answer and answer.kind == AnswerKind.NONE and not answer.reason:
        return "vul in waarom uw gemeente hier geen bijdrage levert."
    return None


def line_needs_a_location(line: Contribution, draft: Draft) -> str | None:
    if not line.location_name and not line.location_unknown:
        return "vul de naam van de locatie in, of kies 'nog niet bekend'."
    return None


def line_needs_a_short_amount(line: Contribution, draft: Draft) -> str | None:
    return _amount_missing(line.amount_short, line, "korte")


def line_needs_a_long_amount(line: Contribution, draft: Draft) -> str | None:
    return _amount_missing(line.amount_long, line, "lange")


def _amount_missing(amount: int | None, line: Contribution, term: str) -> str | None:
    if amount is None:
        return (
            f"vul het aantal {line.opgave.get_unit_display()} voor de {term} termijn in. Vul 0 in als er dan geen zijn."
        )
    return None


def line_needs_a_commitment(line: Contribution, draft: Draft) -> str | None:
    return None if line.commitment else "kies hoe vast dit staat."


def shares_need_amounts(line: Contribution, draft: Draft) -> str | None:
    if any(share.amount_short is None or share.amount_long is None for share in line.shares.all()):
        return "vul voor elke andere gemeente het aandeel op korte en lange termijn in. Vul 0 in als er dan geen is."
    return None


def shares_fit_in_the_line(line: Contribution, draft: Draft) -> str | None:
    shares = list(line.shares.all())
    short, long = (sum(s.amount_short or 0 for s in shares), sum(s.amount_long or 0 for s in shares))
    if short > (line.amount_short or 0) or long > (line.amount_long or 0):
        return "de aandelen van de andere gemeenten zijn samen meer dan het aantal van deze locatie."
    return None


def header_needs_a_name(version: Version) -> str | None:
    return None if version.contact_name else "Gegevens en besluit: vul in wie vragen over deze bijdrage beantwoordt."


def header_needs_an_email(version: Version) -> str | None:
    return None if version.contact_email else "Gegevens en besluit: vul het e-mailadres voor vragen in."


def header_needs_a_college_state(version: Version) -> str | None:
    return None if version.college_state else "Gegevens en besluit: kies waar deze bijdrage staat in het college."


def header_needs_a_council_state(version: Version) -> str | None:
    return None if version.council_state else "Gegevens en besluit: kies waar deze bijdrage staat in de gemeenteraad."


def ends_before_short_term_date(line: Contribution, draft: Draft) -> str | None:
    return _ends_too_early(line, draft.round, Term.SHORT, line.amount_short)


def ends_before_long_term_date(line: Contribution, draft: Draft) -> str | None:
    return _ends_too_early(line, draft.round, Term.LONG, line.amount_long)


def _ends_too_early(line: Contribution, round_: Round, term: Term, amount: int | None) -> str | None:
    peildatum = round_.term_date(term)
    if not amount or not expires_before(line.available_until, peildatum):
        return None
    return (
        f"de laatste dag is {_day(line.available_until)}, vóór de peildatum {_day(peildatum)} van de {term.label}, "
        f"maar u telt dan nog {amount} {line.opgave.get_unit_display()}."
    )


def starts_after_short_term_date(line: Contribution, draft: Draft) -> str | None:
    return _starts_too_late(line, draft.round, Term.SHORT, line.amount_short)


def starts_after_long_term_date(line: Contribution, draft: Draft) -> str | None:
    return _starts_too_late(line, draft.round, Term.LONG, line.amount_long)


def _starts_too_late(line: Contribution, round_: Round, term: Term, amount: int | None) -> str | None:
    peildatum = round_.term_date(term)
    if not amount or line.available_from is None or line.available_from <= peildatum:
        return None
    return (
        f"de eerste dag is {_day(line.available_from)}, na de peildatum {_day(peildatum)} van de {term.label}, "
        f"maar u telt dan al {amount} {line.opgave.get_unit_display()}."
    )


def firmer_than_the_header(line: Contribution, draft: Draft) -> str | None:
    if line.commitment in PASSED_BY_COLLEGE and draft.version.college_state == CollegeState.OFFICIAL_DRAFT:
        return f"hier staat '{line.get_commitment_display()}', maar bij gegevens en besluit staat 'ambtelijk concept'."
    return None


def _day(day: date) -> str:
    return date_format(day, "j F Y")


OPGAVE_ERRORS = (("kind", opgave_needs_an_answer), ("reason", no_contribution_needs_a_reason))
LINE_ERRORS: tuple[tuple[str, LineRule], ...] = (
    ("location_name", line_needs_a_location),
    ("amount_short", line_needs_a_short_amount),
    ("amount_long", line_needs_a_long_amount),
    ("commitment", line_needs_a_commitment),
    ("shares", shares_need_amounts),
    ("shares", shares_fit_in_the_line),
)
LINE_WARNINGS: tuple[tuple[str, LineRule], ...] = (
    ("explanation", ends_before_short_term_date),
    ("explanation", ends_before_long_term_date),
    ("explanation", starts_after_short_term_date),
    ("explanation", starts_after_long_term_date),
    ("explanation", firmer_than_the_header),
)
HEADER_ERRORS = (
    ("contact_name", header_needs_a_name),
    ("contact_email", header_needs_an_email),
    ("college_state", header_needs_a_college_state),
    ("council_state", header_needs_a_council_state),
)


def counts_as_complete(line: Contribution, draft: Draft) -> bool:
    """Nothing of this line would stop a hand-in."""
    return not any(rule(line, draft) for _, rule in LINE_ERRORS)
