"""What would change in the draft when a workbook is taken over, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from common.numbers import format_number
from common.workbook import clean_text
from submissions.enums import AnswerKind
from submissions.excel.content import DATE_FIELDS, Content
from submissions.excel.layout import NO, YES, Kind, Layout, Question

EMPTY = "leeg"
NO_ANSWER = "nog geen antwoord"


@dataclass(frozen=True)
class Change:
    """One field: what it was and what it becomes."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class LineChange:
    """One line with the fields that change; of a new or dropped line all that are filled in."""

    line_id: str
    opgave: str
    location: str
    fields: list[Change]


@dataclass(frozen=True)
class Differences:
    header: list[Change]
    answers: list[Change]
    added: list[LineChange]
    changed: list[LineChange]
    dropped: list[LineChange]

    def __bool__(self) -> bool:
        return any((self.header, self.answers, self.added, self.changed, self.dropped))

    @property
    def summary(self) -> str:
        """`1 locatie erbij, 2 locaties gewijzigd, gegevens en besluit gewijzigd`."""
        counted = ((self.added, "erbij"), (self.changed, "gewijzigd"), (self.dropped, "verwijderd"))
        parts = [f"{len(lines)} locatie{'s'[: len(lines) != 1]} {what}" for lines, what in counted if lines]
        if self.answers:
            parts.append(f"{len(self.answers)} antwoord{'en' if len(self.answers) != 1 else ''} gewijzigd")
        return ", ".join([*parts, *(["gegevens en besluit gewijzigd"] if self.header else [])])


def differences(old: Content, new: Content, layout: Layout) -> Differences:
    both = [line_id for line_id in new.lines if line_id in old.lines]
    return Differences(
        header=_changes(old.header, new.header, layout.header_questions),
        answers=_answer_changes(old, new, layout),
        added=[_whole_line(i, {}, new.lines[i], layout) for i in new.lines if i not in old.lines],
        changed=[_whole_line(i, old.lines[i], new.lines[i], layout) for i in both if changed_line(old, new, i)],
        dropped=[_whole_line(i, old.lines[i], {}, layout) for i in old.lines if i not in new.lines],
    )


def changed_fields(old: dict, new: dict) -> dict:
    """The fields of the new one that say something else; a line break written in another way does not."""
    return {name: value for name, value in new.items() if _normal(value) != _normal(old.get(name))}


def changed_line(old: Content, new: Content, line_id: str) -> bool:
    return bool(changed_fields(old.lines[line_id], new.lines[line_id]))


def _normal(value):
    if isinstance(value, str):
        return clean_text(value).replace("\r\n", "\n").replace("\r", "\n").strip()
    return value


def _whole_line(line_id: str, old: dict, new: dict, layout: Layout) -> LineChange:
    line = new or old
    return LineChange(
        line_id,
        dict(layout.opgave.choices).get(line["opgave"], line["opgave"]),
        location_label(line),
        _line_changes(old, new, layout),
    )


def location_label(line: dict) -> str:
    if line["location_name"]:
        return line["location_name"]
    return "Locatie nog niet bekend" if line["location_unknown"] else "Locatie zonder naam"


def _line_changes(old: dict, new: dict, layout: Layout) -> list[Change]:
    questions = [q for q in layout.line_questions if not q.name.startswith("aandeel-")]
    if not (old and new):
        questions = [q for q in questions if _tells_something(q, new or old)]
    shares = Change("Aandelen van andere gemeenten", _shares(old, layout), _shares(new, layout))
    return _changes(old, new, questions) + ([shares] if shares.old != shares.new else [])


def _tells_something(question: Question, line: dict) -> bool:
    """Of a whole line: not what its heading says already, nor that something is not the case."""
    if question.name in ("opgave", "location_name"):
        return False
    return question.name == "confidential" or question.kind != Kind.YES_NO or bool(line.get(question.name))


def _shares(line: dict, layout: Layout) -> str:
    names = {partner.cbs_code: partner.name for partner in layout.partners}
    parts = [
        f"{names.get(code, code)}: {format_number(short)} kort, {format_number(long)} lang"
        for code, (short, long) in sorted(line.get("shares", {}).items())
    ]
    return "; ".join(parts) or EMPTY


def _changes(old: dict, new: dict, questions: Iterable[Question]) -> list[Change]:
    pairs = [(q, _words(old, q), _words(new, q)) for q in questions]
    return [Change(q.title, a, b) for q, a, b in pairs if _normal(a) != _normal(b)]


def _words(fields: dict, question: Question) -> str:
    """A value as a person reads it. Of a line that is not there every field is empty, also yes and no."""
    value = fields.get(question.name)
    if value in (None, ""):
        return EMPTY
    if question.kind == Kind.YES_NO:
        return YES if value else NO
    if question.kind == Kind.CHOICE:
        return dict(question.choices).get(value, str(value))
    if question.name in DATE_FIELDS:
        return f"{date.fromisoformat(value):%d-%m-%Y}"
    return format_number(value) if isinstance(value, int) else str(value)


def _answer_changes(old: Content, new: Content, layout: Layout) -> list[Change]:
    """Answers without lines that come, go or change; that an opgave has lines is told by the lines."""
    labels = dict(layout.opgave.choices)
    pairs = [(code, old.answers.get(code), new.answers.get(code)) for code in labels]
    return [Change(labels[code], _answer(old, code), _answer(new, code)) for code, a, b in pairs if a != b]


def _answer(content: Content, code: str) -> str:
    answer = content.answers.get(code)
    if answer is None:
        has_lines = any(line["opgave"] == code for line in content.lines.values())
        return str(AnswerKind.LINES.label) if has_lines else NO_ANSWER
    label = str(AnswerKind(answer["kind"]).label)
    return f"{label}: {answer['reason']}" if answer["reason"] else label


def recognised(new: Content, old: Content) -> Content:
    """A row without a number that says exactly what a line of the draft says, is that line.

    So somebody who takes over a workbook and reads the same one in again does not get every new line twice.
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
    return Content(new.header, new.answers, lines)
