from pathlib import Path

from django.utils.text import slugify

from accounts.models import Municipality, Regietafel
from common.reference import day, read_rows


def load_regietafel(folder: Path) -> Regietafel:
    """Create or update the regietafel of `regietafel.csv` and its municipalities of `gemeenten.csv`."""
    row = read_rows(folder / "regietafel.csv")[0]
    regietafel, _ = Regietafel.objects.update_or_create(
        slug=slugify(row["provincie"]),
        defaults={
            "name": row["naam"],
            "province": row["provincie"],
            "chair": row["voorzitter"],
            "project_leader": row["projectleider"],
            "contact_email": row["contact_email"],
            "contact_phone": row["contact_telefoon"],
        },
    )
    for row in read_rows(folder / "gemeenten.csv"):
        municipality, _ = Municipality.objects.update_or_create(
            cbs_code=row["cbs_code"], defaults=_municipality(row, regietafel)
        )
        municipality.full_clean()
    return regietafel


def _municipality(row: dict[str, str], regietafel: Regietafel) -> dict:
    return {
        "regietafel": regietafel,
        "slug": row["slug"],
        "name": row["naam"],
        "population": int(row["inwoners"]),
        "population_date": day(row["inwoners_peildatum"]),
        "population_source": row["inwoners_bron"],
        "tile_column": int(row["tegel_kolom"]),
        "tile_row": int(row["tegel_rij"]),
    }
