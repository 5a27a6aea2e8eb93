"""In which words the state of a municipality or of one of its numbers is written, on screen and in
every sheet."""

from regietafel.comparison.compare import MunicipalityCell
from submissions.enums import AnswerKind
from submissions.models import Version

NOT_HANDED_IN = "nog niet ingediend"


def hand_in_label(version: Version | None) -> str:
    """Of the version that counts, or of a draft that is looked at: `ingediend (versie 1)`."""
    if version is None:
        return NOT_HANDED_IN
    if version.number is None:
        return "concept, nog niet ingediend"
    return f"ingediend (versie {version.number}{', per brief' if version.letter_dated else ''})"


def cell_label(cell: MunicipalityCell, version: Version | None) -> str:
    """`ingediend (versie 1): nog niet bekend` and the like; why a number is there or not."""
    label = hand_in_label(version)
    if not cell.handed_in:
        return label
    if cell.answer == AnswerKind.NONE:
        has_share = cell.cell.tally and cell.cell.tally.everything
        return f"{label}: geen eigen locatie" if has_share else f"{label}: geen bijdrage"
    if not cell.cell.known:
        return f"{label}: nog niet bekend"
    return f"{label}: deels onbekend" if cell.cell.partial else label
