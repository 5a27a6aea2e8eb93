from pathlib import Path

from django.utils.text import slugify

from accounts.models import Municipality, Regietafel
from common.reference import Row, create_or_change, read_rows


def load_regietafel(folder: Path) -> Regietafel:
    """Create or update the regietafel of `regietafel.csv` and its municipalities of
    `gemeenten.csv`."""
    row = read_rows(folder / "regietafel.csv")[0]
    regietafel = create_or_change(
        Regietafel,
        {"slug": _slug(row)},
        {
            "name": row["naam"],
            "province": row["provincie"],
            "chair": row["voorzitter"],
            "project_leader": row["projectleider"],
            "contact_email": row["contact_email"],
            "contact_phone": row["contact_telefoon"],
        },
    )
    for row in read_rows(folder / "gemeenten.csv"):
        create_or_change(
            Municipality, {"cbs_code": row["cbs_code"]}, _municipality(row, regietafel)
        )
    return regietafel


def regietafel_slug(folder: Path) -> str:
    """Under which code the regietafel of this folder stands in the database."""
    return _slug(read_rows(folder / "regietafel.csv")[0])


def _slug(row: Row) -> str:
    return slugify(row["provincie"])


def _municipality(row: Row, regietafel: Regietafel) -> dict[str, object]:
    return {
        "regietafel": regietafel,
        "slug": row["slug"],
        "name": row["naam"],
        "population": row.whole("inwoners"),
        "population_date": row.day("inwoners_peildatum"),
        "population_source": row["inwoners_bron"],
        "tile_column": row.whole("tegel_kolom"),
        "tile_row": row.whole("tegel_rij"),
    }
