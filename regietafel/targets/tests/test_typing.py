"""Typing a new set: what is typed, what comes of it, and what is refused."""

import pytest
from django.test import Client

from accounts.enums import Role
from accounts.models import Municipality
from accounts.tests.builders import make_person
from common.tests.responses import page_text
from regietafel.targets.tests.desk import (
    SOURCE,
    address,
    all_targets,
    fixed,
    number_of,
    preview,
    typed,
)
from rounds.enums import Certainty
from rounds.models import Round, Target, TargetProposal, TargetSet
from rounds.targets import TargetNumber


def changed(client: Client) -> dict[tuple, str]:
    return {row.change.key: row.change.word for row in preview(client)["changes"]}


def test_new_number_gets_the_source_of_the_set_and_an_old_one_keeps_its_own(
    round_: Round, desk_client: Client
) -> None:
    answer = typed(desk_client, "asiel_totaal", short_GM0106="1.361", long_GM0119="200")
    assert answer["Location"] == address("new_targets")
    fixed(desk_client)
    assert number_of(round_, "asiel_totaal", "short", "GM0106") == TargetNumber(
        1361, Certainty.SEEN, SOURCE
    )
    assert number_of(round_, "asiel_totaal", "long", "GM0119").source == SOURCE
    kept = number_of(round_, "asiel_totaal", "long", "GM1730")
    assert (kept.amount, kept.certainty) == (224, Certainty.UNCERTAIN)
    assert "motie" in kept.source


def test_number_says_its_own_source_certainty_and_year(round_: Round, desk_client: Client) -> None:
    typed(
        desk_client,
        "flex",
        **{
            "short_GM0106": "40",
            "short_GM0106_certainty": "outdated",
            "short_GM0106_year": "2021",
            "short_GM0106_source": "krant",
        },
    )
    fixed(desk_client)
    assert number_of(round_, "flex", "short", "GM0106") == TargetNumber(
        40, Certainty.OUTDATED, "krant", 2021
    )


def test_empty_box_is_unknown_in_the_new_set(round_: Round, desk_client: Client) -> None:
    typed(desk_client, "amv", short_regio="")
    assert changed(desk_client) == {("amv", "short", None): "vervallen"}
    fixed(desk_client)
    assert number_of(round_, "amv", "short") is None
    assert number_of(round_, "amv", "long").amount == 228


def test_earlier_sets_stay_as_they_were(round_: Round, desk_client: Client) -> None:
    before = all_targets()
    typed(desk_client, "amv", short_GM0106="12")
    fixed(desk_client)
    assert all_targets()[: len(before)] == before
    made = TargetSet.objects.get(number=2)
    assert (made.source, made.made_by.email) == (SOURCE, "projectleider@test.example")


def test_new_numbers_have_a_history(round_: Round, desk_client: Client) -> None:
    typed(desk_client, "amv", short_GM0106="12")
    fixed(desk_client)
    made = Target.objects.filter(target_set__number=2)
    assert Target.history.filter(id__in=made).count() == made.count() > 0


def test_nothing_counts_before_it_is_fixed(round_: Round, desk_client: Client) -> None:
    typed(desk_client, "amv", short_GM0106="12")
    assert TargetSet.objects.count() == 1
    assert number_of(round_, "amv", "short", "GM0106") is None


def test_second_click_makes_no_second_set(round_: Round, desk_client: Client) -> None:
    typed(desk_client, "amv", short_GM0106="12")
    seen = preview(desk_client)["plan"].seen
    for _ in range(2):
        answer = desk_client.post(address("new_targets"), {"gezien": seen})
        assert answer["Location"] == address("targets")
    assert TargetSet.objects.count() == 2


def test_what_was_not_seen_is_not_fixed(round_: Round, desk_client: Client) -> None:
    typed(desk_client, "amv", short_GM0106="12")
    seen = preview(desk_client)["plan"].seen
    typed(desk_client, "amv", short_GM0106="13")
    answer = desk_client.post(address("new_targets"), {"gezien": seen})
    assert "Intussen is er iets veranderd" in page_text(answer)
    assert TargetSet.objects.count() == 1


def test_set_of_a_colleague_is_not_undone_by_a_proposal_of_before(
    round_: Round, desk_client: Client
) -> None:
    typed(desk_client, "amv", short_GM0106="12")
    seen = preview(desk_client)["plan"].seen
    colleague = Client()
    colleague.force_login(
        make_person("beheer@test.example", Role.ADMINISTRATOR, regietafel=round_.regietafel)
    )
    typed(colleague, "flex", short_GM0114="7")
    fixed(colleague)
    refused = desk_client.post(address("new_targets"), {"gezien": seen})
    assert "Leg vast als versie 3" in page_text(refused)
    fixed(desk_client)
    assert number_of(round_, "flex", "short", "GM0114").amount == 7
    assert number_of(round_, "amv", "short", "GM0106").amount == 12


def test_same_number_again_is_no_change(round_: Round, desk_client: Client) -> None:
    typed(desk_client, "asiel_totaal", short_GM0119="193")
    assert "Er verandert niets" in page_text(desk_client.get(address("new_targets")))
    fixed(desk_client)
    assert TargetSet.objects.count() == 1


def test_proposal_goes_when_it_is_thrown_away(round_: Round, desk_client: Client) -> None:
    typed(desk_client, "amv", short_GM0106="12")
    desk_client.post(address("discard_targets"))
    assert not TargetProposal.objects.exists()
    assert TargetSet.objects.count() == 1


WRONG = {
    "12,5": "heel aantal",
    "-4": "zonder minteken",
    "80 120": "twee aantallen",
    "onbekend": "Laat dit leeg",
    "ca. 12": "zonder letters",
    "999999": "te groot",
}


def test_every_wrong_number_is_told_at_once_and_stays_as_typed(
    round_: Round, desk_client: Client
) -> None:
    codes = list(Municipality.objects.order_by("cbs_code").values_list("cbs_code", flat=True))
    places = dict(zip(codes, WRONG, strict=False))
    answer = typed(
        desk_client,
        "asiel_totaal",
        **{f"short_{code}": text for code, text in places.items()},
        long_GM0106="300",
    )
    form = answer.context["form"]
    for code, text in places.items():
        assert WRONG[text] in str(form.errors[f"short-{code}"])
        assert f'value="{text}"' in answer.content.decode()
    assert 'value="300"' in answer.content.decode()
    assert len(form.errors) == len(WRONG)
    assert not TargetProposal.objects.exists()


@pytest.mark.parametrize(
    ("boxes", "where", "words"),
    [
        ({"short_GM0106_certainty": "outdated"}, "year", "Vul bij een verouderd"),
        (
            {"short_GM0106_certainty": "seen", "short_GM0106_year": "2022"},
            "year",
            "alleen bij een verouderd",
        ),
        ({"short_GM0106_year": "22"}, "year", "met vier cijfers"),
        ({"short_GM0106_certainty": "zeker"}, "certainty", "zeker"),
        ({"short_GM0106_source": "x" * 301}, "source", "300 tekens"),
    ],
)
def test_what_stands_beside_a_number_is_judged_too(
    round_: Round, desk_client: Client, boxes: dict[str, str], where: str, words: str
) -> None:
    answer = typed(desk_client, "flex", short_GM0106="40", **boxes)
    assert words in str(answer.context["form"].errors[f"short-GM0106-{where}"])
    assert 'value="40"' in answer.content.decode()
    assert "<details open>" in answer.content.decode()


def test_source_is_asked_for(round_: Round, desk_client: Client) -> None:
    answer = typed(desk_client, "flex", short_GM0106="40", source=" ")
    assert "Vul in waar de getallen vandaan komen" in page_text(answer)


def test_typed_text_is_given_back_when_it_was_refused(round_: Round, desk_client: Client) -> None:
    typed(desk_client, "flex", short_GM0106="vier", short_GM0109="9")
    again = desk_client.get(address("type_targets", "flex")).content.decode()
    assert 'value="vier"' in again
    assert 'value="9"' in again


def test_inhabitants_are_kept_with_the_municipality_and_make_no_set(
    round_: Round, desk_client: Client
) -> None:
    typed(desk_client, "inwoners", source="CBS", year="2024", aantal_GM0106="69.101")
    fixed(desk_client)
    assen = Municipality.objects.get(cbs_code="GM0106")
    assert (assen.population, assen.population_date.year) == (69_101, 2024)
    assert assen.population_source == "CBS"
    assert TargetSet.objects.count() == 1
    assert Municipality.objects.get(cbs_code="GM0114").population_source != "CBS"


def test_inhabitants_may_be_unknown(round_: Round, desk_client: Client) -> None:
    typed(desk_client, "inwoners", source="CBS", year="2024", aantal_GM0106="")
    fixed(desk_client)
    assen = Municipality.objects.get(cbs_code="GM0106")
    assert (assen.population, assen.usable_population) == (None, None)
