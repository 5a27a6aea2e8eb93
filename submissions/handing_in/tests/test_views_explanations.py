"""The boxes on the check page: what is typed there is stored, goes along with the hand-in, or comes
back."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from common.concurrency import fingerprint
from common.tests.responses import page_source
from submissions.handing_in.actions import submit
from submissions.handing_in.explanations import explain
from submissions.handing_in.typed_explanations import MAX_LENGTH, Typed
from submissions.models import Explanation, Version
from submissions.tests.builders import AFTER_CLOSING, add_line

RULE = "ends_before_long_term_date"

SAVE, HAND_IN = {"action": "explain"}, {"action": "submit"}


@pytest.fixture
def typed(contradiction: Version) -> Callable[..., dict[str, str]]:
    """typed("text", on="what stood there"): the fields of the form, as a browser sends them."""
    about = contradiction.lines.get().line_id
    return lambda text, on="": {
        f"toelichting-{RULE}-{about}": text,
        f"basis-{RULE}-{about}": fingerprint(on),
    }


def only(version: Version) -> str:
    return version.explanations.get().text


def test_warning_has_a_box_a_link_and_a_reminder_when_checked(
    as_editor: Client, url: Callable[..., str], contradiction: Version
) -> None:
    page = page_source(as_editor.get(url("check")))
    assert "Toelichting bij azc Assen" in page
    assert "De projectleider zal hier waarschijnlijk naar vragen." in page
    assert (
        f"{url('line', contradiction.lines.get().line_id)}?terug=controleren#id_available_until"
        in page
    )


def test_box_has_what_was_stored_and_no_reminder_when_explained(
    as_editor: Client,
    url: Callable[..., str],
    contradiction: Version,
    typed: Callable[..., dict[str, str]],
) -> None:
    as_editor.post(url("check"), typed("Wordt verlengd.") | SAVE)
    page = page_source(as_editor.get(url("check")))
    assert "Wordt verlengd.</textarea>" in page
    assert "waarschijnlijk naar vragen" not in page


def test_box_is_offered_when_the_line_explains_itself(
    as_editor: Client, url: Callable[..., str], contradiction: Version
) -> None:
    contradiction.lines.update(explanation="Verhuist <naar> Rolde.")
    page = page_source(as_editor.get(url("check")))
    assert "Bij de locatie staat al: Verhuist &lt;naar&gt; Rolde." in page
    assert "waarschijnlijk naar vragen" not in page
    assert "<textarea" in page


def test_saving_stays_on_the_page_and_submits_nothing(
    as_editor: Client,
    url: Callable[..., str],
    contradiction: Version,
    typed: Callable[..., dict[str, str]],
) -> None:
    answer = as_editor.post(url("check"), typed("Regel 1\r\nRegel 2 ") | SAVE, follow=True)
    assert answer.redirect_chain == [(url("check"), 302)]
    assert "Toelichtingen opgeslagen als concept om" in page_source(answer)
    assert only(contradiction) == "Regel 1\nRegel 2"
    assert not Version.objects.submitted().exists()


def test_typed_text_goes_along_when_submitted(
    as_editor: Client,
    url: Callable[..., str],
    contradiction: Version,
    typed: Callable[..., dict[str, str]],
) -> None:
    page = page_source(
        as_editor.post(url("check"), typed("Wordt verlengd.") | HAND_IN, follow=True)
    )
    assert "Ingediend: versie 1" in page
    assert "Toelichting van de gemeente: Wordt verlengd." in page
    assert only(Version.objects.submitted().get()) == "Wordt verlengd."


def test_only_saving_is_possible_when_errors_remain(
    as_editor: Client,
    url: Callable[..., str],
    contradiction: Version,
    typed: Callable[..., dict[str, str]],
) -> None:
    contradiction.lines.update(commitment="")
    page = page_source(as_editor.get(url("check")))
    assert "Toelichtingen opslaan</button>" in page
    assert "Bijdrage indienen</button>" not in page


def test_typed_text_comes_back_when_the_hand_in_is_refused(
    as_editor: Client,
    url: Callable[..., str],
    contradiction: Version,
    typed: Callable[..., dict[str, str]],
) -> None:
    contradiction.lines.update(commitment="")
    page = page_source(as_editor.post(url("check"), typed("Wordt verlengd.") | HAND_IN))
    assert "nog niet compleet" in page
    assert "Wordt verlengd.</textarea>" in page


def test_typed_text_comes_back_when_closed(
    as_editor: Client,
    url: Callable[..., str],
    contradiction: Version,
    typed: Callable[..., dict[str, str]],
    settings: Settings,
) -> None:
    settings.PRT_TODAY = AFTER_CLOSING
    page = page_source(as_editor.post(url("check"), typed("Wordt verlengd.") | SAVE))
    assert "gesloten sinds" in page
    assert "Wordt verlengd.</textarea>" in page
    assert "Toelichtingen opslaan</button>" not in page


def test_there_is_no_box_when_submitted(
    as_editor: Client, url: Callable[..., str], contradiction: Version, editor_assen: User
) -> None:
    submit(contradiction.submission, editor_assen)
    page = page_source(as_editor.get(url("check")))
    assert "vóór de peildatum 1 juli 2025" in page
    assert "<textarea" not in page


def test_long_text_is_kept_and_refused_with_a_sentence(
    as_editor: Client,
    url: Callable[..., str],
    contradiction: Version,
    typed: Callable[..., dict[str, str]],
) -> None:
    page = page_source(as_editor.post(url("check"), typed("x" * (MAX_LENGTH + 1)) | HAND_IN))
    assert "Kort uw tekst in tot hoogstens 1.000 tekens; het zijn er nu 1.001." in page
    assert "x" * (MAX_LENGTH + 1) in page
    assert not Explanation.objects.exists()


def test_text_of_the_longest_length_is_stored_when_it_has_line_ends(
    as_editor: Client,
    url: Callable[..., str],
    contradiction: Version,
    typed: Callable[..., dict[str, str]],
) -> None:
    as_editor.post(url("check"), typed("x" * (MAX_LENGTH - 2) + "\r\ny") | SAVE)
    assert len(only(contradiction)) == MAX_LENGTH


def test_both_texts_are_shown_when_a_colleague_explained_first(
    as_editor: Client,
    url: Callable[..., str],
    typed: Callable[..., dict[str, str]],
    contradiction: Version,
    approver_assen: User,
) -> None:
    colleague = Client()
    colleague.force_login(approver_assen)
    colleague.post(url("check"), typed("Van de collega.") | SAVE)
    page = as_editor.post(url("check"), typed("Van mij.") | HAND_IN)
    assert "Van de collega." in page_source(page)
    assert "Van mij.</textarea>" in page_source(page)
    assert only(contradiction) == "Van de collega."
    assert not Version.objects.submitted().exists()


def test_saving_once_more_is_a_choice_when_both_texts_were_shown(
    as_editor: Client,
    url: Callable[..., str],
    typed: Callable[..., dict[str, str]],
    contradiction: Version,
    editor_assen: User,
) -> None:
    explain(contradiction.submission, editor_assen, page_of(contradiction, "Van de collega."))
    again = as_editor.post(url("check"), typed("Van mij.") | SAVE).context["explanations"].data
    as_editor.post(url("check"), {name: again[name] for name in again})
    assert only(contradiction) == "Van mij."


def page_of(version: Version, text: str) -> list[Typed]:
    return [Typed(RULE, str(version.lines.get().line_id), text, fingerprint(""))]


def test_text_is_shown_when_its_warning_is_gone(
    as_editor: Client,
    url: Callable[..., str],
    contradiction: Version,
    typed: Callable[..., dict[str, str]],
) -> None:
    fields = typed("Wordt verlengd.")
    contradiction.lines.update(available_until=date(2033, 1, 1))
    page = page_source(as_editor.post(url("check"), fields | SAVE, follow=True))
    assert "Deze tekst is niet bewaard: Wordt verlengd." in page


def test_hostile_fields_do_no_harm(
    as_editor: Client, url: Callable[..., str], contradiction: Version
) -> None:
    fields = {
        "toelichting-": "a",
        "toelichting-x": "b",
        "toelichting-x-y-z": "c",
        "basis-x-y": "d",
        "toelichting-x-": "",
    }
    assert as_editor.post(url("check"), fields | SAVE).status_code == 302
    assert not Explanation.objects.exists()


def test_warnings_are_grouped_by_opgave_when_checked(
    as_editor: Client, url: Callable[..., str], contradiction: Version, editor_assen: User
) -> None:
    add_line(
        contradiction.submission,
        editor_assen,
        "flex",
        location_name="Flexpark",
        available_until=date(2024, 4, 1),
    )
    groups = as_editor.get(url("check")).context["explanations"].groups()
    assert [(title, len(boxes)) for title, boxes in groups] == [
        ("Reguliere opvang", 1),
        ("Flexwoningen", 2),
    ]


def test_confidential_warning_is_marked_when_checked(
    as_editor: Client, url: Callable[..., str], contradiction: Version
) -> None:
    page = page_source(as_editor.get(url("check")))
    assert "Vertrouwelijk" in page.split('id="opvalt"')[1].split("</section>")[0]
