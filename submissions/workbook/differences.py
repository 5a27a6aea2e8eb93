"""What would change in the draft when a workbook is taken over: the comparison of two versions,
applied to a file."""

from dataclasses import replace

from common.texts import normalise
from common.workbook import clean_text
from submissions.content.plain import PlainContent, Value, Values
from submissions.enums import AnswerKind
from submissions.versions.compare import LineChangeKind, compare_contents
from submissions.versions.words import ChangesInWords, describe
from submissions.workbook.layout import Layout


def differences(old: PlainContent, new: PlainContent, layout: Layout) -> ChangesInWords:
    """Both sides name only opgaven of the round (see `fits`)."""
    change = compare_contents(_comparable(old, new), _comparable(new, old))
    partners = {partner.cbs_code: partner.name for partner in layout.partners}
    return describe(change, layout.round, layout.opgaven, partners)


def _comparable(content: PlainContent, other: PlainContent) -> PlainContent:
    """Without the answers that only say that there are lines, unless the other side answers without
    lines: lines speak for themselves."""
    return PlainContent(
        header=_normal(content.header),
        answers={
            code: _normal(answer)
            for code, answer in content.answers.items()
            if not _has_lines(answer) or not _has_lines(other.answers.get(code))
        },
        lines=tuple(replace(line, values=_normal(line.values)) for line in content.lines),
    )


def _has_lines(answer: Values | None) -> bool:
    return answer is None or answer["kind"] == AnswerKind.LINES


def _normal(values: Values) -> dict[str, Value]:
    return {name: _normal_value(value) for name, value in values.items()}


def _normal_value(value: Value) -> Value:
    """A text without what a workbook cannot hold."""
    return normalise(clean_text(value)) if isinstance(value, str) else value


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


def changed_fields(old: Values, new: Values) -> dict[str, Value]:
    """The fields of the new one that say something else; a line break written in another way does
    not."""
    return {
        name: value
        for name, value in new.items()
        if _normal_value(value) != _normal_value(old.get(name))
    }
