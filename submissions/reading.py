"""One version as it is read: per opgave the answer and the lines. Screen and later the PDF show this."""

from dataclasses import dataclass

from submissions.models import Answer, Contribution, Opgave
from submissions.rules import Draft


@dataclass(frozen=True)
class Section:
    opgave: Opgave
    answer: Answer | None
    lines: list[Contribution]


def read_version(draft: Draft) -> list[Section]:
    return [Section(opgave, draft.answers.get(opgave.code), draft.lines_of(opgave)) for opgave in draft.opgaven]
