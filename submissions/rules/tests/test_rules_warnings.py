"""Each rule that asks for an explanation: when it speaks, which sentence, and when it is silent."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.db.models import Model

from accounts.models import Municipality, User
from common.known import known
from rounds.enums import Certainty, Term
from rounds.models import Round, Target, TargetSet
from submissions import rules
from submissions.content.content import VersionContent
from submissions.content.load import load_content
from submissions.content.rule_context import with_context
from submissions.handing_in import actions
from submissions.models import Answer, Explanation, Line, Share, Submission, Version
from submissions.tests.builders import add_line, hand_in, opgave, working_copy

# A line of 100 short and 120 long, in use from 1 May 2023 until 1 May 2033, on 12 March 2024.


@pytest.fixture
def draft(draft_assen: Version) -> VersionContent:
    """The complete draft of Assen: one line, the rest not yet known.

    Tests change one thing of it in memory.
    """
    return checked(draft_assen)


@pytest.fixture
def line(draft: VersionContent) -> Line:
    return draft.lines[0]


def checked(version: Version) -> VersionContent:
    return with_context(load_content(version))


def change(record: Model, changes: dict[str, object]) -> None:
    for name, value in changes.items():
        setattr(record, name, value)


def found(draft: VersionContent) -> dict[str, str]:
    """{rule: sentence with what it is about}"""
    return {warning.rule: warning.message for warning in rules.warnings(draft)}


def test_complete_draft_asks_nothing(draft: VersionContent) -> None:
    assert found(draft) == {}


def test_nothing_is_asked_when_nothing_was_entered(submission_assen: Submission) -> None:
    assert found(checked(Version(submission=submission_assen))) == {}


def test_warnings_refuse_a_content_without_context(draft_assen: Version) -> None:
    with pytest.raises(ValueError, match="context"):
        rules.warnings(load_content(draft_assen))


# One line. Per rule: what is changed, and words of the sentence.
SPEAKS = [
    (
        "ends_before_short_term_date",
        {"available_until": date(2024, 12, 30)},
        "vóór de peildatum 31 december 2024",
    ),
    (
        "ends_before_long_term_date",
        {"available_until": date(2025, 6, 30)},
        "vóór de peildatum 1 juli 2025",
    ),
    (
        "starts_after_short_term_date",
        {"available_from": date(2025, 1, 1)},
        "na de peildatum 31 december 2024",
    ),
    (
        "starts_after_long_term_date",
        {"available_from": date(2025, 7, 2)},
        "na de peildatum 1 juli 2025",
    ),
    (
        "in_use_from_a_later_day",
        {"available_from": date(2024, 3, 13)},
        "de eerste dag is pas 13 maart 2024",
    ),
    (
        "long_below_short",
        {"amount_long": 99, "amount_short": 100},
        "99 plekken, minder dan de 100 op korte termijn",
    ),
    (
        "too_small_to_be_durable",
        {"amount_short": 0, "amount_long": 99},
        "minder dan 100 asielplekken",
    ),
    ("too_short_to_be_durable", {"available_until": date(2028, 4, 29)}, "korter dan 5 jaar"),
    ("too_short_to_be_durable", {"available_until": None}, "de laatste dag is niet bekend"),
    (
        "idea_counted_on_the_short_term",
        {"commitment": "idea"},
        "‘Idee’, maar op 31 december 2024 tellen er al 100 plekken",
    ),
    ("idea_counted_on_the_short_term", {"commitment": "under_study"}, "‘In onderzoek’, maar op"),
]


@pytest.mark.parametrize(
    ("rule", "changes", "words"), SPEAKS, ids=[f"{row[0]}-{row[2]}" for row in SPEAKS]
)
def test_line_is_asked_about_when_it_contradicts_itself(
    rule: str, changes: dict[str, object], words: str, draft: VersionContent, line: Line
) -> None:
    change(line, changes)
    sentence = found(draft)[rule]
    assert sentence.startswith("Reguliere opvang, azc Assen: ")
    assert words in sentence
    assert rules.errors(draft) == []


SILENT = [
    ("ends_before_short_term_date", {"available_until": date(2024, 12, 31)}),
    ("ends_before_short_term_date", {"available_until": date(2024, 4, 1), "amount_short": 0}),
    ("ends_before_short_term_date", {"available_until": date(2024, 4, 1), "amount_short": None}),
    ("ends_before_long_term_date", {"available_until": date(2025, 7, 1)}),
    ("starts_after_short_term_date", {"available_from": date(2024, 12, 31)}),
    ("starts_after_long_term_date", {"available_from": date(2025, 7, 1)}),
    ("in_use_from_a_later_day", {"available_from": date(2024, 3, 12)}),
    ("in_use_from_a_later_day", {"available_from": date(2024, 3, 13), "commitment": "pledged"}),
    (
        "in_use_from_a_later_day",
        {"available_from": date(2025, 1, 1)},
    ),  # the peildatum is asked about already
    ("long_below_short", {"amount_long": 100}),
    (
        "long_below_short",
        {"amount_long": 0, "available_until": date(2025, 6, 30)},
    ),  # the last day says why
    ("long_below_short", {"amount_long": None}),
    ("too_small_to_be_durable", {"amount_long": 100}),
    ("too_small_to_be_durable", {"amount_long": 0}),
    (
        "too_small_to_be_durable",
        {"amount_long": 99, "available_until": date(2028, 4, 29)},
    ),  # small and short
    ("too_short_to_be_durable", {"available_until": date(2028, 4, 30)}),
    ("too_short_to_be_durable", {"available_until": None, "open_ended": True}),
    (
        "too_short_to_be_durable",
        {"available_until": date(2025, 6, 30)},
    ),  # ends before the peildatum at all
    ("idea_counted_on_the_short_term", {"commitment": "idea", "amount_short": 0}),
    ("idea_counted_on_the_short_term", {"commitment": "pledged"}),
]


@pytest.mark.parametrize(("rule", "changes"), SILENT)
def test_line_is_not_asked_about_when_it_may_be_so(
    rule: str, changes: dict[str, object], draft: VersionContent, line: Line
) -> None:
    change(line, changes)
    assert rule not in found(draft)


def test_dropped_line_is_never_asked_about(draft: VersionContent, line: Line) -> None:
    change(line, {"available_until": date(2024, 4, 1), "amount_long": 1, "commitment": "dropped"})
    assert found(draft) == {}


def test_sentence_says_that_the_places_do_not_count_when_only_durable_places_do(
    draft: VersionContent, line: Line
) -> None:
    draft.round.durable_only = True
    line.available_until = date(2028, 4, 29)
    assert (
        "telt op lange termijn alleen duurzame plekken" in found(draft)["too_short_to_be_durable"]
    )


def test_small_lines_are_durable_together_when_at_one_location(
    draft_assen: Version, editor_assen: User
) -> None:
    draft_assen.lines.update(amount_short=0, amount_long=60)
    add_line(
        draft_assen.submission, editor_assen, amount_short=0, amount_long=60, nature="existing"
    )
    assert found(checked(draft_assen)) == {}


def test_homes_are_never_durable_so_never_asked_about(draft: VersionContent, line: Line) -> None:
    line.opgave = draft.round.opgaven.get(code="flex")
    line.available_until = None
    assert found(draft) == {}


@pytest.mark.parametrize(
    ("commitment", "college_state", "asked"),
    [
        ("college_decision", "official_draft", True),
        ("council_decision", "official_draft", True),
        ("college_decision", "adopted", False),
        ("college_decision", "on_agenda", False),
        ("in_use", "official_draft", False),
        ("pledged", "official_draft", False),
    ],
)
def test_line_is_asked_about_when_firmer_than_the_header(
    commitment: str, college_state: str, asked: bool, draft: VersionContent, line: Line
) -> None:
    line.commitment, draft.version.college_state = commitment, college_state
    assert ("firmer_than_the_header" in found(draft)) is asked


@pytest.mark.parametrize(
    ("short", "long", "asked"), [(100, 120, True), (100, 119, False), (0, 0, False)]
)
def test_line_is_asked_about_when_all_of_it_is_for_others(
    short: int, long: int, asked: bool, draft_assen: Version, westerveld: Municipality
) -> None:
    line = draft_assen.lines.get()
    Share.objects.create(line=line, municipality=westerveld, amount_short=short, amount_long=long)
    assert ("nothing_left_for_the_own_municipality" in found(checked(draft_assen))) is asked


# Amv and the regular line (100 short, 120 long, at azc Assen in Assen)

AMV_AT_THE_SAME_LOCATION = {"amount_short": 20, "amount_long": 20}

AMV_ELSEWHERE = AMV_AT_THE_SAME_LOCATION | {"location_name": "Huize Amv", "place": "Rolde"}

AMV = [
    ("same location", AMV_AT_THE_SAME_LOCATION, {}, True),
    (
        "same location, written otherwise",
        {"location_name": "AZC  assen", "amount_short": 20},
        {},
        True,
    ),
    ("same location, more amv than regular", {"amount_short": 101, "amount_long": 121}, {}, False),
    (
        "same location, regular says without",
        AMV_AT_THE_SAME_LOCATION,
        {"explanation": "Exclusief amv."},
        False,
    ),
    (
        "same location, regular says 20 apart",
        AMV_AT_THE_SAME_LOCATION,
        {"explanation": "Zonder 20 amv"},
        False,
    ),
    ("elsewhere", AMV_ELSEWHERE, {}, False),
    (
        "elsewhere, regular mentions amv",
        AMV_ELSEWHERE,
        {"explanation": "Waarvan 20 plekken voor amv."},
        True,
    ),
    (
        "elsewhere, regular dropped",
        AMV_ELSEWHERE,
        {"explanation": "met amv", "commitment": "dropped"},
        False,
    ),
    (
        "same place and amounts",
        {"location_name": "B", "amount_short": 100, "amount_long": 120},
        {},
        True,
    ),
    (
        "same place, one amount other",
        {"location_name": "B", "amount_short": 100, "amount_long": 119},
        {},
        False,
    ),
    (
        "no location known",
        {"location_name": "", "place": "", "location_unknown": True},
        {"location_name": ""},
        False,
    ),
    ("no amv yet", {"amount_short": 0, "amount_long": 0}, {}, False),
]


@pytest.mark.parametrize(
    ("amv", "regular", "asked"), [row[1:] for row in AMV], ids=[row[0] for row in AMV]
)
def test_amv_is_asked_about_when_it_may_be_in_the_regular_line_too(
    amv: dict[str, Any],
    regular: dict[str, Any],
    asked: bool,
    draft_assen: Version,
    editor_assen: User,
) -> None:
    draft_assen.lines.update(**regular)
    add_line(draft_assen.submission, editor_assen, "amv", **amv)
    sentence = found(checked(draft_assen)).get("amv_places_also_in_a_regular_line", "")
    assert (
        "niet ook bij Reguliere opvang staan, bij azc Assen (100 kort, 120 lang)" in sentence
    ) is asked


# The last version


@pytest.fixture
def addition(version_assen: Version, editor_assen: User) -> Version:
    actions.start_addition(version_assen.submission, editor_assen)
    return working_copy(version_assen.submission)


@pytest.mark.parametrize(
    ("short", "asked"),
    [(100, False), (51, False), (50, True), (149, False), (150, True), (0, True), (1000, True)],
)
def test_number_is_asked_about_when_far_from_the_last_version(
    short: int, asked: bool, addition: Version
) -> None:
    addition.lines.update(amount_short=short)
    assert ("far_from_the_last_version" in found(checked(addition))) is asked


def test_few_places_more_or_less_are_not_asked_about(
    submission_assen: Submission, editor_assen: User
) -> None:
    hand_in(submission_assen, editor_assen, amount_short=24)
    actions.start_addition(submission_assen, editor_assen)
    addition = working_copy(submission_assen)
    addition.lines.update(amount_short=0)
    assert "far_from_the_last_version" not in found(checked(addition))


def test_both_numbers_and_terms_are_in_one_sentence_when_far_from_the_last_version(
    addition: Version,
) -> None:
    addition.lines.update(amount_short=10, amount_long=1000)
    assert found(checked(addition))["far_from_the_last_version"] == (
        "Reguliere opvang: op korte termijn is het aantal nu 10 en in versie 1 100; op lange "
        "termijn is het aantal nu 1.000 en in versie 1 120. Klopt dat?"
    )


def test_number_is_not_asked_about_when_unknown_in_the_last_version(
    addition: Version, editor_assen: User
) -> None:
    add_line(addition.submission, editor_assen, "flex", amount_short=500, amount_long=500)
    assert "far_from_the_last_version" not in found(checked(addition))


def test_first_version_is_not_set_beside_itself_when_a_second_follows(
    addition: Version, editor_assen: User, version_assen: Version
) -> None:
    addition.lines.update(amount_short=1000)
    second = actions.submit(addition.submission, editor_assen)
    assert "far_from_the_last_version" not in found(checked(version_assen))
    assert "far_from_the_last_version" in found(checked(second))


# The indicative share


@pytest.fixture
def share(round_2024: Round, assen: Municipality) -> Callable[..., None]:
    """share(193): the indicative share of Assen in asylum places, on the long term."""

    def make(
        amount: int,
        code: str = "asiel_totaal",
        number: int = 1,
        made_at: datetime | None = None,
        **fields: Any,
    ) -> None:
        made = TargetSet.objects.create(
            round=round_2024,
            number=number,
            source="brief",
            made_at=made_at or round_2024.opens_at,
        )
        fields = {
            "certainty": Certainty.SEEN,
            "term": Term.LONG,
            "municipality": assen,
            "source": "brief",
        } | fields
        Target.objects.create(
            target_set=made, opgave=round_2024.opgaven.get(code=code), amount=amount, **fields
        )

    return make


@pytest.mark.parametrize(
    ("amount", "asked"), [(240, False), (241, True), (60, False), (59, True), (0, True)]
)
def test_number_is_asked_about_when_far_from_the_share(
    amount: int, asked: bool, share: Callable[..., None], draft_assen: Version
) -> None:
    share(amount)  # the line has 120 on the long term
    assert ("far_from_the_share" in found(checked(draft_assen))) is asked


def test_sentence_has_both_numbers_when_far_from_the_share(
    share: Callable[..., None], draft_assen: Version
) -> None:
    share(1193, certainty=Certainty.UNCERTAIN)
    assert found(checked(draft_assen))["far_from_the_share"] == (
        "Opvang totaal: op lange termijn is de bijdrage 120 (een deel is nog niet bekend) en het "
        "indicatief aandeel 1.193 (onzeker). Klopt dat?"
    )


def test_number_is_not_asked_about_when_the_share_is_outdated_or_of_the_region(
    share: Callable[..., None], draft_assen: Version
) -> None:
    share(1193, certainty=Certainty.OUTDATED, year=2022)
    share(1193, number=2, municipality=None)
    assert found(checked(draft_assen)) == {}


def test_number_is_not_asked_about_when_unknown(
    share: Callable[..., None], draft_assen: Version
) -> None:
    share(1193, code="flex")
    assert found(checked(draft_assen)) == {}


def test_version_keeps_the_share_of_its_day_when_a_new_number_comes(
    share: Callable[..., None], version_assen: Version, editor_assen: User
) -> None:
    share(120)
    share(1193, number=2, made_at=version_assen.submitted_at.replace(year=2025))
    assert found(checked(version_assen)) == {}
    actions.start_addition(version_assen.submission, editor_assen)
    assert "far_from_the_share" in found(checked(working_copy(version_assen.submission)))


# The header


@pytest.mark.parametrize(
    ("empty", "field", "words"),
    [
        (["contact_name"], "contact_name", "nog een naam."),
        (["contact_email"], "contact_email", "nog een e-mailadres."),
        (["contact_name", "contact_email"], "contact_name", "nog een naam en een e-mailadres."),
    ],
)
def test_contact_is_asked_once_when_missing(
    empty: list[str], field: str, words: str, draft: VersionContent
) -> None:
    change(draft.version, dict.fromkeys(empty, ""))
    (warning,) = rules.warnings(draft)
    assert (warning.field, warning.about, warning.line, warning.opgave) == (field, "", None, None)
    assert warning.message.startswith("Gegevens en besluit: bij de contactpersoon")
    assert words in warning.message


# Explained, and in which order


@pytest.mark.parametrize(
    ("at_the_line", "here"), [("", ""), ("Verhuist.", ""), ("", "Verhuist."), ("A.", "B.")]
)
def test_warning_says_whether_it_was_explained(
    at_the_line: str, here: str, draft_assen: Version
) -> None:
    draft_assen.lines.update(available_until=date(2025, 6, 30), explanation=at_the_line)
    about = str(draft_assen.lines.get().line_id)
    Explanation.objects.create(
        version=draft_assen, rule="ends_before_long_term_date", about=about, text=here
    )
    (warning,) = rules.warnings(checked(draft_assen))
    assert (warning.explanation, warning.explained) == (here, bool(at_the_line or here))


def test_explanation_of_another_line_or_rule_explains_nothing(draft_assen: Version) -> None:
    draft_assen.lines.update(available_until=date(2025, 6, 30), explanation="")
    line_id = str(draft_assen.lines.get().line_id)
    for rule, about in (
        ("ends_before_short_term_date", line_id),
        ("ends_before_long_term_date", "asiel"),
    ):
        Explanation.objects.create(version=draft_assen, rule=rule, about=about, text="Iets anders.")
    (warning,) = rules.warnings(checked(draft_assen))
    assert not warning.explained


def test_warnings_follow_the_order_of_bijlage_3(
    draft_assen: Version, editor_assen: User, share: Callable[..., None]
) -> None:
    share(1193)
    draft_assen.lines.update(available_until=None)
    add_line(draft_assen.submission, editor_assen, "flex", available_until=date(2024, 4, 1))
    draft_assen.contact_name = ""
    groups = [warning.group for warning in rules.warnings(checked(draft_assen))]
    assert list(dict.fromkeys(groups)) == [
        "Opvang totaal",
        "Reguliere opvang",
        "Flexwoningen",
        "Gegevens en besluit",
    ]


def test_key_of_every_rule_fits_where_it_is_stored() -> None:
    named = [
        rule.__name__ for table in (rules.LINE_WARNINGS, rules.OPGAVE_WARNINGS) for _, rule in table
    ]
    assert max(map(len, named)) <= known(Explanation._meta.get_field("rule").max_length)
    assert len(named) == len(set(named))


def test_nothing_is_asked_of_an_opgave_without_lines(draft: VersionContent) -> None:
    del draft.answers["flex"]
    assert found(draft) == {}
    draft.answers["flex"] = Answer(
        opgave=opgave(draft.version.submission, "flex"), kind="none", reason="Geen grond."
    )
    assert found(draft) == {}
