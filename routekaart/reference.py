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


def load_milestones(folder: Path, round_: Round) -> None:
    """Create or update the milestones of `routekaart.csv`.

    What people reported as done afterwards stays.
    """
    for order, row in enumerate(read_rows(folder / "routekaart.csv"), start=1):
        create_or_change(
            Milestone,
            {"round": round_, "code": row["code"]},
            _planned(row, order),
            at_first={"completed_on": row.day("afgerond_op")},
        )


def _planned(row: Row, order: int) -> dict[str, object]:
    return {
        "title": row["titel"],
        "period": row["periode"],
        "planned_start": row.day("begint"),
        "planned_end": row.day("uiterlijk"),
        "who": row["wie"],
        "description": row["omschrijving"],
        "fact": row.one_of(FACTS, "feit"),
        "order": order,
    }
