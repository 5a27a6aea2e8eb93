"""What changed between two sets of opgaven, number by number; plain data in and out."""

from collections.abc import Mapping
from dataclasses import dataclass

from rounds.targets import TargetKey, TargetNumber


@dataclass(frozen=True)
class TargetChange:
    """One number that was added (`before` is None), removed (`after` is None) or changed, be it
    only its source or certainty."""

    key: TargetKey
    before: TargetNumber | None
    after: TargetNumber | None

    @property
    def word(self) -> str:
        if self.before is None:
            return "toegevoegd"
        return "vervallen" if self.after is None else "gewijzigd"

    @property
    def has_other_amount(self) -> bool:
        return self._differs("amount")

    @property
    def has_other_certainty(self) -> bool:
        return self._differs("certainty") or self._differs("year")

    @property
    def has_other_source(self) -> bool:
        return self._differs("source")

    def _differs(self, name: str) -> bool:
        return getattr(self.before, name, None) != getattr(self.after, name, None)


def target_changes(
    before: Mapping[TargetKey, TargetNumber], after: Mapping[TargetKey, TargetNumber]
) -> list[TargetChange]:
    """In the order in which the keys come, those of `after` first."""
    keys = [*after, *(key for key in before if key not in after)]
    return [
        TargetChange(key, before.get(key), after.get(key))
        for key in keys
        if before.get(key) != after.get(key)
    ]
