"""The moments in the round at which the demonstration can stand, in their order.

A stage has a day, a folder of data of its own beside the reference data, and a database of its own.
The settings and script/server read this file, so it imports nothing of the portal.
"""

import sys
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Stage:
    """`says` is what a visitor finds, in one sentence."""

    name: str
    today: date
    says: str

    @property
    def database(self) -> str:
        """The file in var/ when no DATABASE_URL is given; the first one had a name already."""
        return "portal.sqlite3" if self == STAGES[0] else f"portal-{self.name}.sqlite3"

    @property
    def command(self) -> str:
        return "script/server" if self == STAGES[0] else f"PRT_STAGE={self.name} script/server"

    @property
    def others(self) -> tuple["Stage", ...]:
        return tuple(stage for stage in STAGES if stage != self)


STAGES = (
    Stage(
        "maart",
        date(2024, 3, 12),
        "De ronde is open: vijf gemeenten hebben ingediend, drie zijn bezig.",
    ),
    # A week after the round closed, and before the regietafel speaks about it (until 30 April).
    Stage(
        "april",
        date(2024, 4, 23),
        "De ronde is gesloten: alle twaalf gemeenten hebben ingediend, tekorten en "
        "over-aanmeldingen zijn te zien.",
    ),
)


def find_stage(name: str) -> Stage:
    """The first one for an empty name. Raises ValueError with the list of stages."""
    for stage in STAGES:
        if stage.name == (name or STAGES[0].name):
            return stage
    known = ", ".join(stage.name for stage in STAGES)
    raise ValueError(f"‘{name}’ is geen stand van de demonstratie. Kies een van: {known}.")


if __name__ == "__main__":
    try:
        find_stage(sys.argv[1])
    except ValueError as error:
        sys.exit(str(error))
