"""What a form refuses and in which words; what is merely missing, it accepts."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.forms import BaseForm
from django.test import Client

from accounts.models import Municipality, User
from common.tests.responses import page_source
from rounds.models import Round
from submissions.editing.forms import AnswerForm, HeaderForm
from submissions.editing.line_form import LineForm
from submissions.editing.share_forms import (
    BaseShareFormSet,
    ShareFormSet,
    initial_shares,
    partners_for,
)
from submissions.models import Line, Share, Submission, Version
from submissions.tests.builders import HEADER, posted_header, posted_line


@pytest.fixture
def line_form(round_2024: Round) -> Callable[..., LineForm]:
    """line_form(amount_short="1,5"): the form of a line as a person filled it in."""

    def form(**changes: Any) -> LineForm:
        opgave = round_2024.opgaven.get(code="asiel")
        return LineForm(posted_line(**changes), opgave=opgave, round_=round_2024)

    return form


@pytest.fixture
def share_forms(round_2024: Round, assen: Municipality) -> Callable[..., BaseShareFormSet]:
    """share_forms(("GM1701", "20", "30")): the part about partners, as the people of Assen filled
    it in."""

    def forms(*shares: tuple[str, str, str]) -> BaseShareFormSet:
        partners = partners_for(round_2024, assen)
        return ShareFormSet(
            posted_line(shares), prefix="aandeel", form_kwargs={"partners": partners}
        )

    return forms


def errors(form: BaseForm) -> dict[str, str]:
    return {name: " ".join(map(str, found)) for name, found in form.errors.items()}


def test_line_is_accepted_when_nothing_is_filled_in(line_form: Callable[..., LineForm]) -> None:
    rows = {name: text for name, text in posted_line().items() if name.endswith("_FORMS")}
    form = line_form(**dict.fromkeys(posted_line(), "") | rows | {"nature": "existing"})
    assert form.is_valid(), form.errors
    assert form.stored_fields()["amount_short"] is None


@pytest.mark.parametrize("name", ["amount_short", "amount_long"])
@pytest.mark.parametrize(
    ("typed", "stored"),
    [("10000", 10000), ("10.000", 10000), ("10 000", 10000), ("0", 0), ("", None), (" 12 ", 12)],
)
def test_amount_is_stored_whole_when_typed_the_dutch_way(
    typed: str, stored: int | None, name: str, line_form: Callable[..., LineForm]
) -> None:
    form = line_form(**{name: typed})
    assert form.is_valid(), form.errors
    assert form.stored_fields()[name] == stored


@pytest.mark.parametrize("name", ["amount_short", "amount_long"])
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("1,5", "Vul een heel aantal in"),
        ("1.5", "Vul een heel aantal in"),
        ("10.00", "Vul een heel aantal in"),
        ("veertig", "Vul een heel aantal in"),
        ("40 plekken", "Vul een heel aantal in"),
        ("-5", "zonder minteken"),
        ("−5", "zonder minteken"),
        ("100001", "te groot"),
        ("9" * 40, "te groot"),
    ],
)
def test_amount_is_refused_with_a_sentence_when_it_is_no_whole_number(
    typed: str, sentence: str, name: str, line_form: Callable[..., LineForm]
) -> None:
    form = line_form(**{name: typed})
    assert sentence in errors(form)[name]
    assert f'value="{typed}"' in str(form[name])


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("2033-05-01", date(2033, 5, 1)),
        ("1-5-2033", date(2033, 5, 1)),
        ("01/05/2033", date(2033, 5, 1)),
    ],
)
def test_day_is_stored_when_typed_in_a_usual_way(
    typed: str, stored: date, line_form: Callable[..., LineForm]
) -> None:
    form = line_form(available_until=typed)
    assert form.is_valid(), form.errors
    assert form.stored_fields()["available_until"] == stored


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31-02-2025", "bestaande datum"),
        ("morgen", "bestaande datum"),
        ("0024-04-01", "jaartal"),
        ("20244-04-01", "bestaande datum"),
        ("2101-01-01", "jaartal"),
    ],
)
def test_day_is_refused_with_a_sentence_when_it_cannot_be(
    typed: str, sentence: str, line_form: Callable[..., LineForm]
) -> None:
    assert sentence in errors(line_form(available_until=typed))["available_until"]


def test_stored_day_is_written_the_dutch_way_when_shown_again(round_2024: Round) -> None:
    line = Line(available_until=date(2025, 4, 17))
    form = LineForm(instance=line, opgave=round_2024.opgaven.get(code="asiel"), round_=round_2024)
    assert 'value="17-04-2025"' in str(form["available_until"])


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        (
            {"available_from": "2025-01-02", "available_until": "2025-01-01"},
            "available_until",
            "vóór de eerste dag",
        ),
        ({"open_ended": "on"}, "available_until", "niet allebei"),
        ({"location_unknown": "on"}, "location_name", "niet allebei"),
        ({"location_name": "x" * 151}, "location_name", "150"),
        ({"explanation": "x" * 4001}, "explanation", "4.000"),
        ({"commitment": "promised"}, "commitment", "promised"),
    ],
)
def test_line_is_refused_at_the_field_when_it_contradicts_itself(
    changes: dict[str, str], field: str, sentence: str, line_form: Callable[..., LineForm]
) -> None:
    found = errors(line_form(**changes))
    assert found.keys() == {field}
    assert sentence in found[field]


@pytest.mark.parametrize("name", ["location_name", "place", "address", "explanation"])
def test_text_of_a_line_is_empty_when_nothing_of_it_can_be_seen(
    name: str, line_form: Callable[..., LineForm]
) -> None:
    form = line_form(**{name: "\u200b\u2060 \ufeff"})
    assert form.is_valid(), form.errors
    assert form.stored_fields()[name] == ""


def test_more_about_the_location_is_unfolded_when_the_error_is_there(
    line_form: Callable[..., LineForm],
) -> None:
    assert line_form(address="x" * 201).shows_more
    assert not line_form(location_name="x" * 151).shows_more


def test_copy_starts_without_name_when_made_of_a_line(round_2024: Round) -> None:
    initial = LineForm.initial_from(Line(location_name="azc Assen", place="Assen", amount_short=5))
    assert "location_name" not in initial
    assert (initial["place"], initial["amount_short"]) == ("Assen", 5)


# Shares


def test_shares_are_read_when_filled_in(
    share_forms: Callable[..., BaseShareFormSet], westerveld: Municipality, de_wolden: Municipality
) -> None:
    forms = share_forms(("GM1701", "20", "1.000"), ("GM1690", "", "0"))
    assert forms.is_valid(), forms.errors
    assert forms.shares() == {westerveld: (20, 1000), de_wolden: (None, 0)}


def test_empty_shares_are_left_out_when_the_rest_is_filled_in(
    share_forms: Callable[..., BaseShareFormSet],
) -> None:
    forms = share_forms(("", "", ""), ("", "", ""))
    assert forms.is_valid()
    assert forms.shares() == {}


@pytest.mark.parametrize(
    "partner", ["GM0106", "GM1966", "GM9999", "x"], ids=["oneself", "stranger", "nobody", "text"]
)
def test_partner_is_refused_when_not_another_municipality_of_the_table(
    partner: str, share_forms: Callable[..., BaseShareFormSet], outsider: User
) -> None:
    forms = share_forms((partner, "20", "30"))
    assert "Kies een andere gemeente van deze regietafel" in errors(forms[0])["partner"]


def test_partner_is_refused_when_it_is_there_twice(
    share_forms: Callable[..., BaseShareFormSet],
) -> None:
    forms = share_forms(("GM1701", "20", "30"), ("GM1701", "1", "1"))
    assert not forms.is_valid()
    assert "staat al bij een ander aandeel" in errors(forms[1])["partner"]


@pytest.mark.parametrize(("short", "long"), [("20", ""), ("", "30"), ("0", "0")])
def test_share_is_refused_when_it_has_amounts_and_no_partner(
    short: str, long: str, share_forms: Callable[..., BaseShareFormSet]
) -> None:
    assert "Kies voor welke gemeente" in errors(share_forms(("", short, long))[0])["partner"]


@pytest.mark.parametrize("typed", ["1,5", "-1", "veel"])
def test_share_is_refused_when_it_is_no_whole_number(
    typed: str, share_forms: Callable[..., BaseShareFormSet]
) -> None:
    forms = share_forms(("GM1701", typed, "0"))
    assert not forms.is_valid()
    assert "Vul een" in errors(forms[0])["short"]


@pytest.mark.parametrize(
    ("short", "long", "fits"),
    [(50, 60, True), (49, 60, False), (50, 59, False), (None, None, True), (None, 59, False)],
)
def test_shares_fit_when_together_within_the_line(
    short: int | None, long: int | None, fits: bool, share_forms: Callable[..., BaseShareFormSet]
) -> None:
    forms = share_forms(("GM1701", "20", "30"), ("GM1690", "30", "30"))
    forms.is_valid()
    assert forms.fits_in(short, long) is fits


def test_too_large_share_is_told_at_its_field_when_refused(
    share_forms: Callable[..., BaseShareFormSet],
) -> None:
    forms = share_forms(("GM1701", "20", "30"), ("GM1690", "30", "30"))
    forms.is_valid()
    forms.fits_in(49, 60)
    assert "samen meer dan het aantal van deze locatie (49)" in errors(forms[1])["short"]


def test_stored_shares_are_in_the_form_when_opened_again(
    draft_assen: Version, westerveld: Municipality
) -> None:
    line = draft_assen.lines.get()
    Share.objects.create(line=line, municipality=westerveld, amount_short=20, amount_long=None)
    assert initial_shares(line) == [{"partner": "GM1701", "short": 20, "long": None}]
    assert initial_shares(None) == []


# Answers


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"kind": "none", "reason": ""}, "reason", "Vul in waarom"),
        ({"kind": "none", "reason": "   "}, "reason", "Vul in waarom"),
        ({"kind": "none", "reason": "\u200b"}, "reason", "Vul in waarom"),
        ({"kind": "not_yet_known", "reason": "x" * 501}, "reason", "500 tekens"),
        ({"reason": "Geen grond."}, "kind", "Kies ‘geen bijdrage’ of ‘nog niet bekend’"),
        ({"kind": "lines"}, "kind", "lines"),
    ],
)
def test_answer_is_refused_with_a_sentence_when_incomplete(
    typed: dict[str, str], field: str, sentence: str
) -> None:
    assert sentence in errors(AnswerForm(typed))[field]


@pytest.mark.parametrize(
    "typed", [{"kind": "none", "reason": "Geen grond."}, {"kind": "not_yet_known", "reason": ""}]
)
def test_answer_is_accepted_when_complete(typed: dict[str, str]) -> None:
    form = AnswerForm(typed)
    assert form.is_valid()
    assert form.stored_fields() == typed


# The header


def test_header_is_stored_in_full_when_filled_in() -> None:
    form = HeaderForm(posted_header(), instance=Version())
    assert form.is_valid(), form.errors
    assert form.stored_fields() == HEADER


@pytest.mark.parametrize("name", ["contact_name", "contact_email", "contact_phone", "remarks"])
def test_text_of_the_header_is_empty_when_nothing_of_it_can_be_seen(name: str) -> None:
    form = HeaderForm(posted_header(**{name: "\u200b\u2060 \ufeff"}), instance=Version())
    assert form.is_valid(), form.errors
    assert form.stored_fields()[name] == ""


def test_header_is_accepted_when_nothing_is_filled_in() -> None:
    form = HeaderForm({"revision": "0"}, instance=Version())
    assert form.is_valid(), form.errors


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"contact_email": "jan"}, "naam@gemeente.nl"),
        ({"contact_name": "x" * 151}, "150"),
        ({"contact_phone": "1" * 61}, "60"),
        ({"remarks": "x" * 4001}, "4.000"),
        ({"college_date": "5 maart"}, "bestaande datum"),
        ({"council_date": "0024-04-18"}, "jaartal"),
        ({"college_state": "ja"}, "ja"),
    ],
)
def test_header_is_refused_at_the_field_when_wrong(changes: dict[str, str], sentence: str) -> None:
    found = errors(HeaderForm(posted_header(**changes), instance=Version()))
    assert found.keys() == changes.keys()
    assert sentence in " ".join(found.values())


def test_every_line_of_the_summary_names_its_field(
    submission_assen: Submission, as_editor: Client, url: Callable[..., str]
) -> None:
    shares = [("GM1701", "x", "x"), ("GM1690", "x", "x")]
    wrong = posted_line(shares, amount_short="x", amount_long="x", available_from="x")
    page = page_source(as_editor.post(url("line_add", "asiel"), wrong))
    summary = page.split('<ul class="error-summary__list">')[1].split("</ul>")[0]
    lines = re.findall(r"<a [^>]*>(.*?)</a>", summary)
    assert len(lines) == 7
    assert len(set(lines)) == 7
    assert any(line.startswith("Aandeel 2, Aandeel lange termijn: ") for line in lines)
    assert any(line.startswith("Eerste dag: ") for line in lines)
