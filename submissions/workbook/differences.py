"""What would change in the draft when a workbook is taken over: the comparison of two versions,
applied to a file."""

from collections.abc import Iterable

from common.workbook import clean_text
from submissions.content.load import HEADER_FIELDS
from submissions.editing.forms import LINE_FIELDS
from submissions.enums import AnswerKind
from submissions.versions.compare import (
    ComparableContent,
    LineChangeKind,
    LineContent,
    compare_contents,
)
from submissions.versions.words import ChangesInWords, describe
from submissions.workbook.content import WorkbookContent, stored
from submissions.workbook.layout import Layout

HAS_LINES = {"kind": AnswerKind.LINES, "reason": ""}


def differences(old: WorkbookContent, new: WorkbookContent, layout: Layout) -> ChangesInWords:
    """Both sides name only opgaven of the round (`WorkbookContent.fits`)."""
    sides = (_comparable(side, {*old.answers, *new.answers}, layout) for side in (old, new))
    return describe(compare_contents(*sides), layout.round, layout.opgaven)


def _comparable(content: WorkbookContent, answered: set[str], layout: Layout) -> ComparableContent:
    """With the answers of the opgaven that one of the two sides answers without lines; lines speak
    for themselves."""
    with_lines = {line["opgave"] for line in content.lines.values()}
    implied = dict.fromkeys(answered & with_lines, HAS_LINES)
    return ComparableContent(
        header=_comparable_fields(content.header, HEADER_FIELDS),
        answers={
            code: _comparable_fields(answer, HAS_LINES)
            for code, answer in (content.answers | implied).items()
        },
        lines=tuple(
            _comparable_line(line_id, line, layout) for line_id, line in content.lines.items()
        ),
    )


def _comparable_line(line_id: str, line: dict, layout: Layout) -> LineContent:
    names = {partner.cbs_code: partner.name for partner in layout.partners}
    shares = {names[code]: tuple(amounts) for code, amounts in sorted(line["shares"].items())}
    return LineContent(
        line_id, line["opgave"], _comparable_fields(line, LINE_FIELDS) | {"shares": shares}
    )


def _comparable_fields(fields: dict, names: Iterable[str]) -> dict:
    """In the order of the form."""
    return {
        name: _normal(value)
        for name, value in stored({name: fields[name] for name in names}).items()
    }


def summary(changes: ChangesInWords) -> str:
    """`1 locatie erbij, 2 locaties gewijzigd, gegevens en besluit gewijzigd`."""
    parts = [
        (
            f"{number} {'locatie' if number == 1 else 'locaties'} "
            f"{'erbij' if kind == LineChangeKind.ADDED else kind.value}"
        )
        for kind, number in changes.lines_by_kind.items()
    ]
    answers = sum(bool(part.answer) for part in changes.opgaven)
    if answers:
        parts.append(f"{answers} {'antwoord' if answers == 1 else 'antwoorden'} gewijzigd")
    return ", ".join([*parts, *(["gegevens en besluit gewijzigd"] if changes.header else [])])


def changed_fields(old: dict, new: dict) -> dict:
    """The fields of the new one that say something else; a line break written in another way does
    not."""
    return {name: value for name, value in new.items() if _normal(value) != _normal(old.get(name))}


def _normal(value):
    if isinstance(value, str):
        return clean_text(value).replace("\r\n", "\n").replace("\r", "\n").strip()
    return value


def recognised(new: WorkbookContent, old: WorkbookContent) -> WorkbookContent:
    """A row without a number that says exactly what a line of the draft says, is that line.

    So somebody who takes over a workbook and reads the same one in again does not get every new
    line twice.
    """
    missing = {line_id: line for line_id, line in old.lines.items() if line_id not in new.lines}
    lines = {}
    for line_id, line in new.lines.items():
        same = next((i for i, other in missing.items() if not changed_fields(other, line)), None)
        if line_id in old.lines or same is None:
            lines[line_id] = line
        else:
            del missing[same]
            lines[same] = line
    return WorkbookContent(new.header, new.answers, lines)
