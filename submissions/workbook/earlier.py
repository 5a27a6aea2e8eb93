"""What earlier templates called things.

People fill in what they downloaded weeks ago: the words of such a workbook are read as those of
today, in a workbook of today too.
"""

from submissions.enums import AnswerKind
from submissions.workbook.open_cells import same_name

EARLIER_TEMPLATES = ("1",)

EARLIER_ANSWERS = ((AnswerKind.LINES.value, "regels"),)

EARLIER_ROWS = {
    "Waar staat deze bijdrage in het college van B&W?": "Hoe ver is het college?",
}

PRESENT_NAMES = {same_name(was): same_name(now) for was, now in EARLIER_ROWS.items()}


def row_name(text: str) -> str:
    """By what a row is known: its name of today, compared as all names are."""
    name = same_name(text)
    return PRESENT_NAMES.get(name, name)
