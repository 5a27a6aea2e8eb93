"""In which words the state of a municipality or of one of its numbers is written, on screen and in
every sheet."""

from regietafel.comparison.compare import MunicipalityCell
from submissions.enums import AnswerKind

NOT_HANDED_IN = "nog niet ingediend"


def hand_in_label(latest_number: int | None, is_draft: bool = False) -> str:
    if is_draft:
        return "concept, nog niet ingediend"
    return f"ingediend (versie {latest_number})" if latest_number else NOT_HANDED_IN


def cell_label(cell: MunicipalityCell, latest_number: int | None, is_draft: bool = False) -> str:
    """`ingediend (versie 1): nog niet bekend` and the like; why a number is there or not."""
    label = hand_in_label(latest_number, is_draft)
    if not cell.handed_in:
        return label
    if cell.answer == AnswerKind.NONE:
        has_share = cell.cell.tally and cell.cell.tally.everything
        return f"{label}: geen eigen locatie" if has_share else f"{label}: geen bijdrage"
    if not cell.cell.known:
        return f"{label}: nog niet bekend"
    return f"{label}: deels onbekend" if cell.cell.partial else label
