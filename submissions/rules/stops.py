"""What stops a hand-in: what is missing, and what can never be right."""

from rounds.models import Opgave
from submissions.content.content import VersionContent
from submissions.enums import AnswerKind
from submissions.models import Line
from submissions.rules.problem import LineRule


def opgave_needs_an_answer(opgave: Opgave, content: VersionContent) -> str | None:
    answer = content.answers.get(opgave.code)
    if answer is None:
        return (
            "geef een antwoord. Voeg een locatie toe, of kies ‘geen bijdrage’ of ‘nog niet bekend’."
        )
    if answer.kind == AnswerKind.LINES and not content.counting_lines_of(opgave):
        return (
            "alle locaties zijn vervallen en tellen niet mee. Kies een antwoord, of voeg een "
            "locatie toe."
        )
    return None


def no_contribution_needs_a_reason(opgave: Opgave, content: VersionContent) -> str | None:
    answer = content.answers.get(opgave.code)
    if answer and answer.kind == AnswerKind.NONE and not answer.reason:
        return "vul in waarom uw gemeente hier geen bijdrage levert."
    return None


def line_needs_a_location(line: Line, content: VersionContent) -> str | None:
    if not line.location_name and not line.location_unknown:
        return "vul de naam van de locatie in, of kies ‘nog niet bekend’."
    return None


def line_needs_a_short_amount(line: Line, content: VersionContent) -> str | None:
    return _amount_missing(line.amount_short, line, "korte")


def line_needs_a_long_amount(line: Line, content: VersionContent) -> str | None:
    return _amount_missing(line.amount_long, line, "lange")


def _amount_missing(amount: int | None, line: Line, term: str) -> str | None:
    if amount is None:
        return (
            f"vul het aantal {line.opgave.get_unit_display()} voor de {term} termijn in. Vul 0 in "
            "als er dan geen zijn."
        )
    return None


def line_needs_a_commitment(line: Line, content: VersionContent) -> str | None:
    return None if line.commitment else "kies hoe vast dit staat."


def shares_need_amounts(line: Line, content: VersionContent) -> str | None:
    if any(share.amount_short is None or share.amount_long is None for share in line.shares.all()):
        return (
            "vul voor elke andere gemeente het aandeel op korte en lange termijn in. Vul 0 in als "
            "er dan geen is."
        )
    return None


def shares_fit_in_the_line(line: Line, content: VersionContent) -> str | None:
    shares = list(line.shares.all())
    short, long = (
        sum(s.amount_short or 0 for s in shares),
        sum(s.amount_long or 0 for s in shares),
    )
    if short > (line.amount_short or 0) or long > (line.amount_long or 0):
        return (
            "de aandelen van de andere gemeenten zijn samen meer dan het aantal van deze locatie."
        )
    return None


OPGAVE_ERRORS = (("kind", opgave_needs_an_answer), ("reason", no_contribution_needs_a_reason))
LINE_ERRORS: tuple[tuple[str, LineRule], ...] = (
    ("location_name", line_needs_a_location),
    ("amount_short", line_needs_a_short_amount),
    ("amount_long", line_needs_a_long_amount),
    ("commitment", line_needs_a_commitment),
    ("shares", shares_need_amounts),
    ("shares", shares_fit_in_the_line),
)
