"""What the municipality says about a warning, as it was typed: a text, and the text it was typed on
top of."""

from collections.abc import Mapping
from dataclasses import dataclass

from common.concurrency import fingerprint

WarningKey = tuple[str, str]
"""The rule and what it is about, as in the model Explanation."""

MAX_LENGTH = 1000


@dataclass(frozen=True)
class Typed:
    """One box of the check page.

    `basis` is the fingerprint of the text that stood there when the page was opened.
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
        return fingerprint(self.text) != self.basis

    def overwrites(self, stored: str) -> bool:
        """Whether storing it would replace a text that the person has not seen."""
        return self.changed and fingerprint(stored) != self.basis and stored != self.text


def news(typed: list[Typed], stored: Mapping[WarningKey, str]) -> list[Typed]:
    """What says something else than is stored; a second click says nothing new."""
    return [box for box in typed if box.changed and box.text != stored.get(box.key, "")]
