"""The pages of one opgave: its lines, a new line, a changed line, a removed line, and the answer
without lines."""

import uuid
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from pytest_django import Settings

from accounts.models import Municipality, User
from common.tests.responses import Response, page_source
from rounds.models import Round
from submissions.editing import actions
from submissions.models import Line, Share, Submission, Version
from submissions.tests.builders import (
    AFTER_CLOSING,
    add_line,
    hand_in,
    line_fields,
    posted_line,
)


@pytest.fixture
def add(as_editor: Client, url: Callable[..., str]) -> Callable[..., Response]:
    """add(amount_short="1,5"): the page after saving a new line of reguliere opvang."""

    def post(shares: Sequence[tuple[str, str, str]] = (), **changes: Any) -> Response:
        return as_editor.post(url("line_add", "asiel"), posted_line(shares, **changes))

    return post


@pytest.fixture
def line(submission_assen: Submission, editor_assen: User) -> Line:
    return add_line(submission_assen, editor_assen)


@pytest.fixture
def change(as_editor: Client, url: Callable[..., str], line: Line) -> Callable[..., Response]:
    """change(explanation="..."): the page after saving the line of Assen, from the revision it has
    now."""
    started_from = str(line.revision)

    def post(shares: Sequence[tuple[str, str, str]] = (), **changes: Any) -> Response:
        return as_editor.post(
            url("line", line.line_id), posted_line(shares, revision=started_from, **changes)
        )

    return post


def messages(answer: Response) -> list[str]:
    return [str(message) for message in get_messages(answer.wsgi_request)]


# A new line


def test_line_is_stored_when_added(add: Callable[..., Response], url: Callable[..., str]) -> None:
    answer = add(amount_short="10.000", available_from="")
    assert answer["Location"] == url("opgave", "asiel")
    stored = Line.objects.get()
    assert (stored.location_name, stored.amount_short, stored.amount_long) == (
        "azc Assen",
        10000,
        120,
    )
    assert (stored.available_from, stored.available_until) == (None, date(2033, 5, 1))


def nothing_filled_in() -> dict[str, str]:
    """What a browser sends of a new form that nobody touched."""
    shares = {name: text for name, text in posted_line().items() if name.endswith("_FORMS")}
    return dict.fromkeys(posted_line(), "") | shares | {"nature": "existing"}


def test_empty_form_is_not_saved(add: Callable[..., Response]) -> None:
    page = page_source(add(**nothing_filled_in()))
    assert (
        "Er is nog niets ingevuld. Vul ten minste de naam van de locatie of een aantal in" in page
    )
    assert not Line.objects.exists()


def test_form_with_only_a_zero_is_saved(add: Callable[..., Response]) -> None:
    assert add(**nothing_filled_in() | {"amount_short": "0"}).status_code == 302
    assert Line.objects.get().amount_short == 0


def test_person_reads_when_it_was_saved_when_added(add: Callable[..., Response]) -> None:
    (message,) = messages(add())
    assert message.startswith("azc Assen bij Reguliere opvang: opgeslagen als concept om ")
    assert message.endswith(" uur.")
    assert "ingediend" not in message.lower()


@pytest.mark.parametrize("typed", ["1,5", "-3", "twaalf", "999999999999"])
def test_amount_stays_in_the_box_with_a_sentence_when_refused(
    typed: str, add: Callable[..., Response]
) -> None:
    page = page_source(add(amount_short=typed, explanation="Mijn lange verhaal."))
    assert f'value="{typed}"' in page
    assert "Mijn lange verhaal." in page
    assert "Er is een probleem" in page
    assert 'href="#id_amount_short"' in page
    assert not Version.objects.exists()


def test_dates_stay_in_their_boxes_when_the_last_lies_before_the_first(
    add: Callable[..., Response],
) -> None:
    page = page_source(add(available_from="2025-02-01", available_until="2025-01-01"))
    assert "De laatste dag ligt vóór de eerste dag" in page
    assert 'value="2025-02-01"' in page
    assert 'value="2025-01-01"' in page
    assert not Line.objects.exists()


def test_line_without_name_is_saved_when_it_is_a_draft(
    add: Callable[..., Response], url: Callable[..., str], as_editor: Client
) -> None:
    add(location_name="")
    page = page_source(as_editor.get(url("opgave", "asiel")))
    assert "Locatie zonder naam" in page
    assert "Bezig" in page


def test_joint_line_is_stored_when_the_shares_fit(
    add: Callable[..., Response], westerveld: Municipality
) -> None:
    add([("GM1701", "20", "1.0")], amount_short="20")
    assert not Share.objects.exists()
    add([("GM1701", "20", "30")], amount_short="20")
    share = Share.objects.get()
    assert (share.municipality, share.amount_short, share.amount_long) == (westerveld, 20, 30)


@pytest.mark.parametrize(
    ("shares", "sentence", "field"),
    [
        (
            [("GM1701", "101", "0")],
            "samen meer dan het aantal van deze locatie (100)",
            "aandeel-0-short",
        ),
        (
            [("GM1701", "0", "121")],
            "samen meer dan het aantal van deze locatie (120)",
            "aandeel-0-long",
        ),
        ([("GM0106", "1", "1")], "niet uw eigen gemeente", "aandeel-0-partner"),
        (
            [("GM1966", "1", "1")],
            "Kies een andere gemeente van deze regietafel",
            "aandeel-0-partner",
        ),
        (
            [("GM1701", "1", "1"), ("GM1701", "2", "2")],
            "staat al bij een ander aandeel",
            "aandeel-1-partner",
        ),
        ([("", "5", "5")], "Kies voor welke gemeente dit aandeel is", "aandeel-0-partner"),
    ],
    ids=["short too much", "long too much", "oneself", "stranger", "twice", "no partner"],
)
def test_shares_are_refused_with_a_link_when_wrong(
    shares: list[tuple[str, str, str]],
    sentence: str,
    field: str,
    add: Callable[..., Response],
    outsider: User,
) -> None:
    page = page_source(add(shares))
    assert sentence in page
    assert f'href="#id_{field}"' in page
    assert 'value="azc Assen"' in page
    assert not Line.objects.exists()


def test_post_without_the_part_about_shares_stores_nothing_when_tampered_with(
    as_editor: Client, url: Callable[..., str]
) -> None:
    data = {name: value for name, value in posted_line().items() if not name.startswith("aandeel")}
    assert "Er is een probleem" in page_source(as_editor.post(url("line_add", "asiel"), data))
    assert not Line.objects.exists()


@pytest.mark.parametrize("name", ["opgave", "line_add"])
@pytest.mark.parametrize("code", ["asiel_totaal", "bestaat-niet"])
def test_opgave_is_not_found_when_it_has_no_lines_or_does_not_exist(
    name: str, code: str, as_editor: Client, url: Callable[..., str], round_2024: Round
) -> None:
    assert as_editor.get(url(name, code)).status_code == 404
    assert as_editor.post(url(name, code), posted_line()).status_code == 404


def test_line_starts_confidential_when_the_opgave_is(
    as_editor: Client, url: Callable[..., str], round_2024: Round
) -> None:
    for code, confidential in (("asiel", False), ("amv", True)):
        form = as_editor.get(url("line_add", code)).context["form"]
        assert form["confidential"].value() is confidential


def test_copy_is_filled_in_without_name_when_asked_for(
    as_editor: Client, url: Callable[..., str], line: Line
) -> None:
    page = as_editor.get(url("line_add", "asiel") + f"?kopie={line.line_id}")
    boxes = {
        name: page.context["form"][name].value()
        for name in line_fields()
        if name in page.context["form"].fields
    }
    assert boxes.pop("location_name") in (None, "")
    assert boxes == {
        name: value for name, value in line_fields().items() if name != "location_name"
    }
    assert 'value="01-05-2033"' in page_source(page)


@pytest.mark.parametrize("copied", ["", "x", "5da068a5-bbe4-4230-ac4f-80b0fe4e7b24"])
def test_line_starts_empty_when_there_is_nothing_to_copy(
    copied: str, as_editor: Client, url: Callable[..., str], line: Line
) -> None:
    form = as_editor.get(url("line_add", "asiel") + f"?kopie={copied}").context["form"]
    assert form["place"].value() in (None, "")
    assert form["amount_short"].value() is None


def test_line_of_another_municipality_is_not_copied_when_asked_for(
    as_editor: Client,
    url: Callable[..., str],
    submission_westerveld: Submission,
    editor_westerveld: User,
) -> None:
    line = add_line(submission_westerveld, editor_westerveld, place="Vledder")
    assert "Vledder" not in page_source(
        as_editor.get(url("line_add", "asiel") + f"?kopie={line.line_id}")
    )


# A changed line


def test_line_is_changed_when_saved(
    change: Callable[..., Response], line: Line, url: Callable[..., str]
) -> None:
    assert change(amount_short="7")["Location"] == url("opgave", "asiel")
    assert Line.objects.get(pk=line.pk).amount_short == 7


def test_line_shows_what_is_stored_when_opened(
    as_editor: Client, url: Callable[..., str], line: Line
) -> None:
    page = page_source(as_editor.get(url("line", line.line_id)))
    assert 'value="azc Assen"' in page
    assert 'value="100"' in page
    assert 'value="01-05-2033"' in page
    assert "Verlengd in 2023." in page


def test_both_texts_are_shown_and_nothing_overwritten_when_a_colleague_saved(
    change: Callable[..., Response], line: Line, approver_assen: User
) -> None:
    colleague = line_fields(explanation="Van mijn collega.", amount_short=55)
    actions.change_line(
        line.version.submission, approver_assen, line.line_id, colleague, {}, line.revision
    )
    page = page_source(change(explanation="Mijn lange verhaal."))
    assert "Een collega heeft dit intussen gewijzigd" in page
    assert "Van mijn collega." in page
    assert ">55</p>" in page
    assert ">\nMijn lange verhaal.</textarea>" in page
    assert Line.objects.get(pk=line.pk).explanation == "Van mijn collega."


def test_typed_text_is_stored_when_saved_once_more_after_seeing_both(
    change: Callable[..., Response],
    as_editor: Client,
    url: Callable[..., str],
    line: Line,
    approver_assen: User,
) -> None:
    colleague = line_fields(explanation="Van mijn collega.")
    actions.change_line(
        line.version.submission, approver_assen, line.line_id, colleague, {}, line.revision
    )
    again = change(explanation="Van mij.").context["form"]["revision"].value()
    as_editor.post(url("line", line.line_id), posted_line(explanation="Van mij.", revision=again))
    assert Line.objects.get(pk=line.pk).explanation == "Van mij."


def test_both_shares_are_shown_when_a_colleague_changed_them(
    change: Callable[..., Response], line: Line, approver_assen: User, westerveld: Municipality
) -> None:
    actions.change_line(
        line.version.submission,
        approver_assen,
        line.line_id,
        line_fields(),
        {westerveld: (41, 42)},
        line.revision,
    )
    page = page_source(change([("GM1701", "7", "8")]))
    assert 'value="7"' in page
    assert "Westerveld: 41 kort, 42 lang" in page


def test_typed_text_is_kept_when_a_colleague_removed_the_line(
    change: Callable[..., Response],
    as_editor: Client,
    line: Line,
    approver_assen: User,
    url: Callable[..., str],
) -> None:
    actions.remove_line(line.version.submission, approver_assen, line.line_id)
    page = change(explanation="Mijn lange verhaal.", opgave="asiel")
    assert "Een collega heeft deze regel intussen verwijderd" in page_source(page)
    assert "Mijn lange verhaal." in page_source(page)
    assert f'action="{url("line_add", "asiel")}"' in page_source(page)
    as_editor.post(page.context["action"], posted_line(explanation="Mijn lange verhaal."))
    assert Line.objects.get().explanation == "Mijn lange verhaal."


@pytest.mark.parametrize("name", ["line", "line_remove"])
def test_line_is_not_found_when_it_never_was(
    name: str, as_editor: Client, url: Callable[..., str], line: Line
) -> None:
    assert as_editor.get(url(name, uuid.uuid4())).status_code == 404


@pytest.mark.parametrize("name", ["line", "line_remove"])
def test_line_is_not_found_when_it_is_of_another_municipality(
    name: str,
    as_editor: Client,
    url: Callable[..., str],
    submission_westerveld: Submission,
    editor_westerveld: User,
) -> None:
    line = add_line(submission_westerveld, editor_westerveld)
    assert as_editor.get(url(name, line.line_id)).status_code == 404
    as_editor.post(url(name, line.line_id), posted_line(revision="1", amount_short="1"))
    assert Line.objects.get().amount_short == 100


def test_line_of_another_opgave_keeps_its_opgave_when_the_post_says_otherwise(
    change: Callable[..., Response], line: Line
) -> None:
    change(opgave="amv", amount_short="7")
    assert Line.objects.get().opgave.code == "asiel"


# A removed line


def test_line_is_still_there_when_removal_is_only_asked(
    as_editor: Client, url: Callable[..., str], line: Line
) -> None:
    assert "azc Assen verwijderen?" in page_source(as_editor.get(url("line_remove", line.line_id)))
    assert Line.objects.exists()


def test_line_is_gone_when_removal_is_confirmed(
    as_editor: Client, url: Callable[..., str], line: Line
) -> None:
    answer = as_editor.post(url("line_remove", line.line_id))
    assert answer["Location"] == url("opgave", "asiel")
    assert messages(answer) == ["azc Assen is verwijderd."]
    assert not Line.objects.exists()


def test_second_click_on_remove_is_quiet_when_the_line_is_gone(
    as_editor: Client, url: Callable[..., str], line: Line
) -> None:
    as_editor.post(url("line_remove", line.line_id))
    assert as_editor.post(url("line_remove", line.line_id), follow=True).status_code == 200


# Refused because of the moment: the text stays


def test_all_typed_text_stays_when_a_line_is_saved_after_closing(
    add: Callable[..., Response], settings: Settings, round_2024: Round
) -> None:
    settings.PRT_TODAY = AFTER_CLOSING
    page = page_source(
        add(
            [("GM1701", "11", "12")],
            explanation="Mijn lange verhaal.",
            amount_short="77",
            place="Peelo",
        )
    )
    assert "gesloten sinds 15 april 2024, 23.59 uur" in page
    assert "projectleider@prt-drenthe.example" in page
    for text in (
        'value="77"',
        'value="Peelo"',
        "Mijn lange verhaal.",
        'value="11"',
        'value="01-05-2033"',
    ):
        assert text in page
    assert not Version.objects.exists()


def test_all_typed_text_stays_when_a_line_is_changed_after_closing(
    change: Callable[..., Response], line: Line, settings: Settings
) -> None:
    settings.PRT_TODAY = AFTER_CLOSING
    page = page_source(change(explanation="Mijn lange verhaal.", amount_short="77"))
    assert "Er is niets opgeslagen" in page
    assert "Mijn lange verhaal." in page
    assert 'value="77"' in page
    assert Line.objects.get().amount_short == 100


def test_typed_reason_stays_when_an_answer_is_saved_after_closing(
    as_editor: Client, url: Callable[..., str], settings: Settings, round_2024: Round
) -> None:
    settings.PRT_TODAY = AFTER_CLOSING
    page = page_source(
        as_editor.post(url("opgave", "flex"), {"kind": "none", "reason": "Mijn lange verhaal."})
    )
    assert "gesloten sinds" in page
    assert "Mijn lange verhaal." in page


def test_line_stays_with_a_sentence_when_removed_after_closing(
    as_editor: Client, url: Callable[..., str], line: Line, settings: Settings
) -> None:
    settings.PRT_TODAY = AFTER_CLOSING
    assert "gesloten sinds" in page_source(as_editor.post(url("line_remove", line.line_id)))
    assert Line.objects.exists()


def test_typed_text_stays_when_a_colleague_submitted_meanwhile(
    as_editor: Client,
    url: Callable[..., str],
    submission_assen: Submission,
    editor_assen: User,
    approver_assen: User,
) -> None:
    hand_in(submission_assen, approver_assen)
    page = page_source(
        as_editor.post(url("line_add", "asiel"), posted_line(explanation="Mijn lange verhaal."))
    )
    assert "Aanvullen of wijzigen" in page
    assert "Mijn lange verhaal." in page
    assert Line.objects.count() == 1
