from pathlib import Path

from common.reference import Row, create_or_change, read_rows
from rounds.models import Round
from routekaart.enums import Fact
from routekaart.models import Milestone

FACTS = {
    "": "",
    "ronde": Fact.ROUND,
    "publicatie": Fact.PUBLICATION,
    "verdeling": Fact.DISTRIBUTION,
}

# The columns of the file, with the field of the model that each becomes.
MILESTONE = {
    "code": "code",
    "titel": "title",
    "periode": "period",
    "begint": "planned_start",
    "uiterlijk": "planned_end",
    "wie": "who",
    "afgerond_op": "completed_on",
    "feit": "fact",
    "omschrijving": "description",
}


def load_milestones(folder: Path, round_: Round) -> None:
    """Create or update the milestones of `routekaart.csv`.

    What people reported as done afterwards stays.
    """
    rows = read_rows(folder / "routekaart.csv", MILESTONE, key=["code"])
    for order, row in enumerate(rows, start=1):
        create_or_change(
            row,
            Milestone,
            {"round": round_, "code": row["code"]},
            _planned(row, order),
            at_first={"completed_on": row.day_or_none("afgerond_op")},
        )


def _planned(row: Row, order: int) -> dict[str, object]:
    return {
        "title": row.title("titel"),
        "period": row["periode"],
        "planned_start": row.day_or_none("begint"),
        "planned_end": row.day_or_none("uiterlijk"),
        "who": row["wie"],
        "description": row["omschrijving"],
        "fact": row.one_of(FACTS, "feit"),
        "order": order,
    }
