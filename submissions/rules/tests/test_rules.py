"""Each rule that stops a hand-in: when it speaks, which sentence, and when it is silent."""

from collections.abc import Mapping

import pytest
from django.db.models import Model

from accounts.models import Municipality
from submissions import rules
from submissions.content.content import VersionContent
from submissions.content.load import load_content
from submissions.enums import AnswerKind
from submissions.models import Answer, Line, Share, Submission, Version
from submissions.rules.problem import Problem


@pytest.fixture
def draft(draft_assen: Version) -> VersionContent:
    """The complete draft of Assen: one line, the rest not yet known.

    Tests break one thing of it in memory.
    """
    return load_content(draft_assen)


@pytest.fixture
def line(draft: VersionContent) -> Line:
    return draft.lines[0]


def change(record: Model, changes: Mapping[str, object]) -> None:
    for name, value in changes.items():
        setattr(record, name, value)


def messages(problems: list[Problem]) -> list[str]:
    return [problem.message for problem in problems]


def test_complete_draft_has_no_errors(draft: VersionContent) -> None:
    assert rules.errors(draft) == []


LINE_ERRORS = [
    ({"location_name": ""}, "location_name", "vul de naam van de locatie in"),
    ({"amount_short": None}, "amount_short", "vul het aantal plekken voor de korte termijn in"),
    ({"amount_long": None}, "amount_long", "vul het aantal plekken voor de lange termijn in"),
    ({"commitment": ""}, "commitment", "kies hoe vast dit staat"),
]


@pytest.mark.parametrize(
    ("changes", "field", "sentence"), LINE_ERRORS, ids=[field for _, field, _ in LINE_ERRORS]
)
def test_line_is_an_error_when_something_is_missing(
    changes: dict[str, object], field: str, sentence: str, draft: VersionContent, line: Line
) -> None:
    change(line, changes)
    (problem,) = rules.errors(draft)
    assert sentence in problem.message
    assert (problem.field, problem.line) == (field, line)


def test_error_names_opgave_and_location_when_about_a_line(
    draft: VersionContent, line: Line
) -> None:
    line.commitment = ""
    assert messages(rules.errors(draft))[0].startswith("Reguliere opvang, azc Assen: ")


@pytest.mark.parametrize(
    "changes",
    [
        {"location_name": "", "location_unknown": True},
        {"amount_short": 0},
        {"amount_long": 0},
        {"available_from": None, "available_until": None},
        {
            "place": "",
            "address": "",
            "explanation": "",
            "prospect": "",
            "inspection": "",
            "operator": "",
        },
    ],
)
def test_line_is_no_error_when_it_may_be_so(
    changes: Mapping[str, object],
    draft: VersionContent,
    line: Line,
) -> None:
    change(line, changes)
    assert rules.errors(draft) == []


def test_dropped_line_needs_nothing_when_another_line_answers(
    draft: VersionContent, line: Line
) -> None:
    dropped = Line(opgave=line.opgave, version=line.version, commitment="dropped")
    draft.lines.append(dropped)
    assert rules.errors(draft) == []


def test_amount_is_asked_in_the_unit_of_the_opgave_when_missing(
    draft: VersionContent, line: Line
) -> None:
    line.opgave = draft.round.opgaven.get(code="flex")
    line.amount_short = None
    assert "aantal woningen voor de korte termijn" in messages(rules.errors(draft))[-1]


# Answers


def test_opgave_is_an_error_when_unanswered(draft: VersionContent) -> None:
    del draft.answers["flex"]
    (problem,) = rules.errors(draft)
    assert problem.message.startswith("Flexwoningen: geef een antwoord")
    assert (problem.opgave.code, problem.field) == ("flex", "kind")


def test_every_opgave_is_an_error_when_nothing_was_entered(submission_assen: Submission) -> None:
    empty = Version(submission=submission_assen)
    found = messages(rules.errors(load_content(empty)))
    assert [message for message in found if "geef een antwoord" in message] == [
        (
            "Reguliere opvang: geef een antwoord. Voeg een locatie toe, of kies ‘geen bijdrage’ "
            "of ‘nog niet bekend’."
        ),
        (
            "Opvang amv: geef een antwoord. Voeg een locatie toe, of kies ‘geen bijdrage’ of ‘nog "
            "niet bekend’."
        ),
        (
            "Flexwoningen: geef een antwoord. Voeg een locatie toe, of kies ‘geen bijdrage’ of "
            "‘nog niet bekend’."
        ),
    ]
    assert len(found) == 5


def test_opgave_is_an_error_when_all_its_lines_are_dropped(
    draft: VersionContent, line: Line
) -> None:
    line.commitment = "dropped"
    assert "alle locaties zijn vervallen" in messages(rules.errors(draft))[0]


@pytest.mark.parametrize(
    ("kind", "reason", "sentence"),
    [
        (AnswerKind.NONE, "", "Flexwoningen: vul in waarom uw gemeente hier geen bijdrage levert."),
        (AnswerKind.NONE, "Geen grond.", None),
        (AnswerKind.NOT_YET_KNOWN, "", None),
    ],
)
def test_reason_is_asked_when_there_is_no_contribution(
    kind: AnswerKind, reason: str, sentence: str | None, draft: VersionContent
) -> None:
    draft.answers["flex"] = Answer(kind=kind, reason=reason)
    assert messages(rules.errors(draft)) == ([sentence] if sentence else [])


# Shares


@pytest.mark.parametrize(
    ("short", "long", "sentence"),
    [
        (100, 120, None),
        (0, 0, None),
        (101, 0, "samen meer dan het aantal"),
        (0, 121, "samen meer dan het aantal"),
        (None, 0, "het aandeel op korte en lange termijn"),
        (0, None, "het aandeel op korte en lange termijn"),
    ],
)
def test_share_is_an_error_when_it_is_missing_or_too_much(
    short: int | None,
    long: int | None,
    sentence: str | None,
    draft_assen: Version,
    westerveld: Municipality,
) -> None:
    line = draft_assen.lines.get()
    Share.objects.create(line=line, municipality=westerveld, amount_short=short, amount_long=long)
    problems = rules.errors(load_content(draft_assen))
    assert [problem.field for problem in problems] == (["shares"] if sentence else [])
    assert all(str(sentence) in problem.message for problem in problems)


def test_shares_are_an_error_when_together_too_much(
    draft_assen: Version, westerveld: Municipality, de_wolden: Municipality
) -> None:
    line = draft_assen.lines.get()
    for partner, short in ((westerveld, 60), (de_wolden, 41)):
        Share.objects.create(line=line, municipality=partner, amount_short=short, amount_long=0)
    assert "samen meer" in messages(rules.errors(load_content(draft_assen)))[0]


# The header


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ("college_state", "kies hoe ver het college is"),
        ("council_state", "kies hoe ver de gemeenteraad is"),
    ],
)
def test_header_is_an_error_when_something_is_missing(
    field: str, sentence: str, draft: VersionContent
) -> None:
    setattr(draft.version, field, "")
    (problem,) = rules.errors(draft)
    assert problem.message == f"Gegevens en besluit: {sentence}."
    assert (problem.field, problem.line, problem.opgave) == (field, None, None)


@pytest.mark.parametrize(
    "field", ["contact_name", "contact_email", "contact_phone", "college_date", "remarks"]
)
def test_header_is_no_error_when_it_may_be_empty(field: str, draft: VersionContent) -> None:
    setattr(draft.version, field, None if field.endswith("date") else "")
    assert rules.errors(draft) == []
