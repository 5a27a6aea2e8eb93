"""What the municipality says about a warning, as it was typed: a text, and the text it was typed on
top of."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

WarningKey = tuple[str, str]
"""The rule and what it is about, as in the model Explanation."""

MAX_LENGTH = 1000


@dataclass(frozen=True)
class Typed:
    """One box of the check page.

    `basis` is the mark of the text that stood there when the page was opened.
    """

    rule: str
    about: str
    text: str
    basis: str

    @property
    def key(self) -> WarningKey:
        return self.rule, self.about

    @property
    def changed(self) -> bool:
        return mark(self.text) != self.basis

    def overwrites(self, stored: str) -> bool:
        """Whether storing it would replace a text that the person has not seen."""
        return self.changed and mark(stored) != self.basis and stored != self.text


def mark(text: str) -> str:
    """A short mark of a text, to see later whether it is still the same."""
    return sha256(text.encode()).hexdigest()[:16]


def news(typed: list[Typed], stored: Mapping[WarningKey, str]) -> list[Typed]:
    """What says something else than is stored; a second click says nothing new."""
    return [box for box in typed if box.changed and box.text != stored.get(box.key, "")]
