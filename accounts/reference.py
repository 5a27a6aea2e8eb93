from pathlib import Path

from django.utils.text import slugify

from accounts.models import Municipality, Regietafel
from common.reference import Row, create_or_change, read_only_row, read_rows

# The columns of each file, with the field of the model that each becomes.
REGIETAFEL = {
    "naam": "name",
    "provincie": "province",
    "voorzitter": "chair",
    "projectleider": "project_leader",
    "contact_email": "contact_email",
    "contact_telefoon": "contact_phone",
}
MUNICIPALITY = {
    "cbs_code": "cbs_code",
    "naam": "name",
    "slug": "slug",
    "inwoners": "population",
    "inwoners_peildatum": "population_date",
    "inwoners_bron": "population_source",
    "tegel_kolom": "tile_column",
    "tegel_rij": "tile_row",
}

POPULATION = {column: MUNICIPALITY[column] for column in MUNICIPALITY if "inwoners" in column}


def load_regietafel(folder: Path) -> Regietafel:
    """Create or update the regietafel of `regietafel.csv` and its municipalities of
    `gemeenten.csv`."""
    row = _regietafel_row(folder)
    regietafel = create_or_change(
        row,
        Regietafel,
        {"slug": _slug(row)},
        {
            "name": row.name("naam"),
            "province": row.name("provincie"),
            "chair": row.name("voorzitter"),
            "project_leader": row.name("projectleider"),
            "contact_email": row["contact_email"],
            "contact_phone": row["contact_telefoon"],
        },
    )
    for row in read_rows(folder / "gemeenten.csv", MUNICIPALITY, key=["cbs_code"]):
        create_or_change(
            row, Municipality, {"cbs_code": row["cbs_code"]}, _municipality(row, regietafel)
        )
    return regietafel


def load_population(folder: Path, regietafel: Regietafel) -> None:
    """Other inhabitants, of `inwoners.csv`, for the municipalities that are there."""
    present = {known.cbs_code: known for known in regietafel.municipalities.all()}
    columns = {"cbs_code": MUNICIPALITY["cbs_code"]} | POPULATION
    for row in read_rows(folder / "inwoners.csv", columns, key=["cbs_code"]):
        municipality = row.one_of(present, "cbs_code")
        create_or_change(row, Municipality, {"pk": municipality.pk}, _population(row))


def regietafel_slug(folder: Path) -> str:
    """Under which code the regietafel of this folder stands in the database."""
    return _slug(_regietafel_row(folder))


def _regietafel_row(folder: Path) -> Row:
    return read_only_row(folder / "regietafel.csv", REGIETAFEL)


def _slug(row: Row) -> str:
    return slugify(row["provincie"])


def _municipality(row: Row, regietafel: Regietafel) -> dict[str, object]:
    return {
        "regietafel": regietafel,
        "slug": row["slug"],
        "name": row.name("naam"),
        "tile_column": row.whole("tegel_kolom"),
        "tile_row": row.whole("tegel_rij"),
    } | _population(row)


def _population(row: Row) -> dict[str, object]:
    return {
        "population": row.whole("inwoners"),
        "population_date": row.day("inwoners_peildatum"),
        "population_source": row["inwoners_bron"],
    }
