"""What is wrong with a workbook, as a person reads it: tab, cells, what was entered, and what to
do."""

import csv
import io
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import Enum
from itertools import groupby

from openpyxl.utils import coordinate_to_tuple

from common.workbook import guard_csv

LONGEST_ENTERED = 80

EXAMPLES = 3


class Stage(Enum):
    """The workbook passes from one stage to the next only without a fault."""

    OPENS = (1, "het bestand openen")
    IDENTITY = (2, "het juiste sjabloon, de ronde en de gemeente")
    SHEETS = (3, "de bladen en kolommen")
    CELLS = (4, "wat u heeft ingevuld")

    @property
    def number(self) -> int:
        return self.value[0]

    @property
    def label(self) -> str:
        return self.value[1]


@dataclass(frozen=True)
class Fault:
    message: str
    tab: str = ""
    cell: str = ""
    entered: str = ""


class WorkbookFaults(Exception):
    """The workbook is refused; these are all the faults of the stage that it did not pass."""

    def __init__(self, stage: Stage, faults: Iterable[Fault]):
        super().__init__(stage)
        self.stage, self.faults = stage, list(faults)


@dataclass(frozen=True)
class FaultRow:
    """One row of the table: the same message for one or more cells of a tab."""

    tab: str
    cells: str
    entered: str
    message: str

    def as_json(self) -> dict:
        return asdict(self)


def joined(faults: Iterable[Fault]) -> list[FaultRow]:
    """Equal messages of a tab as one row, in the order in which they were found."""
    groups: dict[tuple[str, str], list[Fault]] = {}
    for fault in faults:
        groups.setdefault((fault.tab, fault.message), []).append(fault)
    return [
        FaultRow(
            tab, cell_ranges(fault.cell for fault in group if fault.cell), _entered(group), message
        )
        for (tab, message), group in groups.items()
    ]


def cell_ranges(cells: Iterable[str]) -> str:
    """`F2, F4:F6`: cells below each other as a range."""
    places = sorted({coordinate_to_tuple(cell)[::-1]: cell for cell in cells}.items())
    runs = groupby(enumerate(places), key=lambda item: (item[1][0][0], item[1][0][1] - item[0]))
    found = []
    for _, run in runs:
        names = [name for _, (_, name) in run]
        found.append(names[0] if len(names) == 1 else f"{names[0]}:{names[-1]}")
    return ", ".join(found)


def _entered(group: list[Fault]) -> str:
    texts = list(dict.fromkeys(_short(fault.entered) for fault in group if fault.entered))
    more = [f"en nog {len(texts) - EXAMPLES} andere"] if len(texts) > EXAMPLES else []
    return "; ".join(texts[:EXAMPLES] + more)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_ENTERED else f"{text[: LONGEST_ENTERED - 1]}…"


def faults_csv(rows: Iterable[FaultRow]) -> bytes:
    """For Excel in Dutch: semicolons, a byte order mark, and no cell that becomes a formula."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";")
    writer.writerow(["Tabblad", "Cel", "Ingevuld", "Wat kunt u doen?"])
    for row in rows:
        writer.writerow(
            [guard_csv(text) for text in (row.tab, row.cells, row.entered, row.message)]
        )
    return stream.getvalue().encode("utf-8-sig")
