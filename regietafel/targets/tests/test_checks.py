"""What does not add up is said before a set is fixed, and refuses nothing."""

import pytest
from django.test import Client

from regietafel.targets.tests.desk import fixed, pasted, preview, typed
from rounds.models import Round, TargetSet

CODES = (
    *("GM1680", "GM0106", "GM1681", "GM0109", "GM1690", "GM0114"),
    *("GM0118", "GM0119", "GM1731", "GM1699", "GM1730", "GM1701"),
)


def checks(client: Client, subject: str, **boxes: str) -> str:
    typed(client, subject, **boxes)
    return " ".join(preview(client)["checks"])


@pytest.mark.parametrize(
    ("subject", "boxes", "words"),
    [
        (
            "flex",
            {"short_regio": "10"} | {f"short_{code}": "1" for code in CODES},
            "zijn samen 12, de regionale opgave is 10 (+2)",
        ),
        ("flex", {"short_GM0106": "1"}, "de regionale opgave is niet bekend"),
        (
            "flex",
            {"short_regio": "10", "short_GM0106": "11"},
            "de 1 bekende aandelen zijn samen 11, al meer dan de regionale opgave van 10",
        ),
        (
            "amv",
            {"short_GM0119": "200"},
            "Meppel, korte termijn: Opvang alleenstaande minderjarige vreemdelingen (amv) is 200, "
            "Opvang asielzoekers totaal is 193",
        ),
        (
            "flex",
            {"short_regio": "10", "long_regio": "9"},
            "op de lange termijn minder dan op de korte bij Regio",
        ),
        ("flex", {"short_regio": "10"}, "op maar één termijn bekend bij Regio"),
        (
            "asiel_totaal",
            {
                "short_regio": "2.700",
                "short_regio_source": "zelfde getal als lang: de raming "
                "vraagt de plekken op 1 januari 2025",
            },
            "de bron bleef dezelfde",
        ),
    ],
)
def test_what_does_not_add_up_is_said(
    round_: Round, desk_client: Client, subject: str, boxes: dict[str, str], words: str
) -> None:
    assert words in checks(desk_client, subject, **boxes)
    fixed(desk_client)
    assert TargetSet.objects.count() == 2


def test_shares_that_add_up_are_not_named(round_: Round, desk_client: Client) -> None:
    boxes = {f"{term}_{code}": "1" for term in ("short", "long") for code in CODES}
    found = checks(desk_client, "flex", short_regio="12", long_regio="12", **boxes)
    assert "Flexwoningen" not in found


def test_outdated_number_is_added_to_nothing(round_: Round, desk_client: Client) -> None:
    """The 600 of 2023 for the region."""
    boxes = {f"short_{code}": "100" for code in CODES}
    found = checks(desk_client, "statushouders", **boxes)
    assert "600" not in found
    assert "de regionale opgave is niet bekend" in found


def test_inhabitants_that_cannot_be_used_are_named(round_: Round, desk_client: Client) -> None:
    pasted(desk_client, "Assen\t70.000", "inwoners")
    assert "zonder jaar of bron" in " ".join(preview(desk_client)["checks"])
