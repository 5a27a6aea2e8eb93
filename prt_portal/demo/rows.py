"""The files of a stage: what happens, and what a hand-in says.

`locaties.csv` says in which version of a municipality something stands for the first time; a later
version keeps the rest of the one before it. A row without a municipality is about all of them.
"""

from pathlib import Path

from common.reference import Row, read_rows
from submissions.enums import AnswerKind

EXAMPLE = "Voorbeeldgegevens"


class StageData:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.story = read_rows(folder / "verhaal.csv")
        self._lines = read_rows(folder / "locaties.csv")
        self._answers = read_rows(folder / "antwoorden.csv")
        explanations = folder / "toelichtingen.csv"  # of a stage in which somebody explains
        self._explanations = read_rows(explanations) if explanations.is_file() else []

    def lines(self, cbs_code: str, number: int) -> list[Row]:
        return _of(self._lines, cbs_code, number)

    def explanations(self, cbs_code: str, number: int) -> list[Row]:
        return _of(self._explanations, cbs_code, number)

    def answers(self, cbs_code: str) -> dict[str, tuple[AnswerKind, str]]:
        """Kind and reason per code of an opgave; under no code those of all the others."""
        rows = [row for row in self._answers if row["cbs_code"] in ("", cbs_code)]
        return {
            row["opgave"]: (row.label(AnswerKind, "antwoord"), f"{EXAMPLE}{row['reden']}")
            for row in rows
        }


def _of(rows: list[Row], cbs_code: str, number: int) -> list[Row]:
    return [r for r in rows if (r["cbs_code"], r.whole("versie")) == (cbs_code, number)]


def line_fields(row: Row) -> dict[str, object]:
    """A location with places on the long term and no last day in its source is taken as
    open-ended."""
    return {
        "nature": row["aard"],
        "location_name": row["locatie"],
        "place": row["plaats"],
        "amount_short": row.whole("kort"),
        "amount_long": row.whole("lang"),
        "available_from": row.day_or_none("beschikbaar_vanaf"),
        "available_until": row.day_or_none("beschikbaar_tot"),
        "open_ended": not row["beschikbaar_tot"] and row.whole("lang") > 0,
        "commitment": row["toezegging"],
        "confidential": row.yes("vertrouwelijk"),
        "explanation": f"{EXAMPLE} ({row['zekerheid']}). {row['bron']}.",
    }


def share_of(row: Row) -> dict[str, tuple[int, int]]:
    """What the partner of a joint location takes, by its CBS code."""
    if not row["samen_met"]:
        return {}
    return {row["samen_met"]: (row.whole("deel_kort"), row.whole("deel_lang"))}
