"""Two versions of Assen and what changed between them, in words."""

from typing import Any

import pytest

from accounts.models import Municipality, User
from rounds.enums import Term
from rounds.targets import load_targets
from submissions.content.content import VersionContent
from submissions.content.fields import HEADER_FIELDS, LINE_FIELDS
from submissions.content.load import load_content
from submissions.counting.levels import Level
from submissions.editing.actions import answer_opgave, change_line, remove_line, save_header
from submissions.editing.task_list import task_rows
from submissions.enums import AnswerKind, Commitment, CouncilState
from submissions.handing_in.actions import start_addition
from submissions.models import Line, Submission, Version
from submissions.tests.builders import (
    HEADER,
    Shares,
    add_line,
    line_fields,
    opgave,
    submission_of,
    working_copy,
)
from submissions.versions.compare import LineChangeKind
from submissions.versions.totals import totals_between
from submissions.versions.words import (
    ChangesInWords,
    FieldChange,
    LineInWords,
    changes_between,
)

# Of every field of a complete line (builders.line_fields) another value, and how the old and the
# new one read.
OTHER = {
    "nature": ("existing", "Uitbreiding van een bestaande locatie", "Bestaande locatie"),
    "location_name": ("azc Nieuw", "azc Assen", "azc Nieuw"),
    "place": ("Rolde", "Assen", "Rolde"),
    "address": ("", "Schepersmaat 3", "leeg"),
    "amount_short": (1250, "100", "1.250"),
    "amount_long": (0, "120", "0"),
    "available_from": (None, "1 mei 2023", "leeg"),
    "available_until": (None, "1 mei 2033", "leeg"),
    "open_ended": (True, "nee", "ja"),
    "prospect": ("oral", "Schriftelijk toegezegd", "Mondeling toegezegd"),
    "commitment": (Commitment.PLEDGED, "In gebruik", "Toegezegd, nog geen besluit"),
    "inspection": ("paper", "Geschikt bevonden", "Op papier beoordeeld"),
    "operator": ("municipality", "COA", "Gemeente"),
    "confidential": (False, "ja", "nee"),
    "explanation": ("Anders.", "Verlengd in 2023.", "Anders."),
}


@pytest.fixture
def addition(version_assen: Version, editor_assen: User) -> "Addition":
    """Version 1 handed in, an addition begun; `change(…)` changes its line, `between()` compares
    the two."""
    submission = version_assen.submission
    start_addition(submission, editor_assen)
    return Addition(submission, editor_assen, version_assen)


class Addition:
    def __init__(self, submission: Submission, user: User, version: Version) -> None:
        self.submission, self.user, self.version = submission, user, version

    @property
    def line(self) -> Line:
        return working_copy(self.submission).lines.get(opgave__code="asiel")

    def change(self, shares: Shares | None = None, **changes: object) -> None:
        line = self.line
        fields = line_fields(**changes)
        kept = dict(shares or {})
        change_line(self.submission, self.user, line.line_id, fields, kept, line.revision)

    @property
    def drafts(self) -> tuple[VersionContent, VersionContent]:
        return load_content(self.version), load_content(working_copy(self.submission))

    def between(self) -> ChangesInWords:
        return changes_between(*self.drafts)


def only_line(changes: ChangesInWords) -> LineInWords:
    (part,) = changes.opgaven
    (line,) = part.lines
    return line


def fields_of(changes: tuple[FieldChange, ...]) -> list[tuple[str, str, str]]:
    return [(field.label, field.before, field.after) for field in changes]


def test_every_field_has_another_value_in_this_test() -> None:
    assert set(OTHER) | {"location_unknown"} == set(LINE_FIELDS)


@pytest.mark.parametrize("name", OTHER)
def test_field_is_told_in_words_when_it_changed(addition: Addition, name: str) -> None:
    value, before, after = OTHER[name]
    changes: dict[str, Any] = {name: value} | (
        {"available_until": None} if name == "open_ended" else {}
    )
    addition.change(**changes)
    found = fields_of(only_line(addition.between()).fields)
    assert (before, after) in [field[1:] for field in found]
    assert len(found) == len(changes)


def test_amount_is_labelled_with_unit_and_day_when_it_changed(addition: Addition) -> None:
    addition.change(amount_short=90)
    assert fields_of(only_line(addition.between()).fields) == [
        ("Aantal plekken op 31 december 2024 (korte termijn)", "100", "90")
    ]


def test_location_is_told_once_when_it_became_unknown(addition: Addition) -> None:
    addition.change(location_name="", location_unknown=True)
    line = only_line(addition.between())
    assert line.title == "Locatie nog niet bekend, Assen"
    assert ("De locatie is nog niet bekend", "nee", "ja") in fields_of(line.fields)


def test_shares_are_one_field_when_they_changed(
    addition: Addition, westerveld: Municipality
) -> None:
    addition.change(shares={westerveld: (20, 30)})
    assert fields_of(only_line(addition.between()).fields) == [
        ("Aandelen van andere gemeenten", "leeg", "Westerveld: 20 kort, 30 lang")
    ]


def test_nothing_is_told_when_the_addition_only_began(addition: Addition) -> None:
    changes = addition.between()
    assert changes.is_empty
    assert changes.tallies == [("ongewijzigd", 1)]


def test_line_is_vervallen_when_it_was_dropped(addition: Addition) -> None:
    addition.change(commitment=Commitment.DROPPED)
    line = only_line(addition.between())
    assert line.kind == LineChangeKind.DROPPED
    assert fields_of(line.fields) == [
        ("Hoe vast staat dit?", "In gebruik", "Vervallen (telt niet mee)")
    ]


def test_new_line_and_answer_are_told_when_an_opgave_is_answered_with_a_line(
    addition: Addition,
) -> None:
    add_line(
        addition.submission, addition.user, "flex", location_name="Flexpark", confidential=False
    )
    (part,) = addition.between().opgaven
    assert fields_of(part.answer) == [
        ("Antwoord", "nog niet bekend", "locaties"),
        ("Reden", "Na de zomer.", "leeg"),
    ]
    assert ("Naam van de locatie", "leeg", "Flexpark") in fields_of(part.lines[0].fields)
    assert "Opgave" not in [field.label for field in part.lines[0].fields]


def test_line_is_told_with_what_it_was_when_removed(addition: Addition) -> None:
    remove_line(addition.submission, addition.user, addition.line.line_id)
    (part,) = addition.between().opgaven
    assert part.lines[0].kind == LineChangeKind.REMOVED
    assert ("Naam van de locatie", "azc Assen", "leeg") in fields_of(part.lines[0].fields)


def test_line_stays_marked_when_it_is_no_longer_confidential(addition: Addition) -> None:
    addition.change(confidential=False)
    assert only_line(addition.between()).confidential


def test_reason_is_told_when_it_changed(addition: Addition) -> None:
    amv = opgave(addition.submission, "amv")
    answer_opgave(addition.submission, addition.user, amv, AnswerKind.NONE, "Geen pand.")
    (part,) = addition.between().opgaven
    assert fields_of(part.answer) == [
        ("Antwoord", "nog niet bekend", "geen bijdrage"),
        ("Reden", "Na de zomer.", "Geen pand."),
    ]


def test_header_is_told_in_the_words_of_the_form_when_it_changed(addition: Addition) -> None:
    fields = HEADER | {"council_state": CouncilState.DECIDED, "contact_phone": ""}
    save_header(
        addition.submission, addition.user, fields, working_copy(addition.submission).revision
    )
    assert sorted(fields_of(addition.between().header)) == [
        ("En in de gemeenteraad?", "Moet nog naar de raad", "De raad heeft besloten"),
        ("Telefoonnummer", "0592 123456", "leeg"),
    ]


def test_content_holds_every_field_when_read(version_assen: Version) -> None:
    content = load_content(version_assen).plain
    assert set(content.header) == set(HEADER_FIELDS)
    assert set(content.lines[0].values) == {*LINE_FIELDS, "shares"}


def test_whole_bijdrage_is_new_when_compared_with_an_empty_one(
    version_assen: Version, westerveld: Municipality
) -> None:
    empty = submission_of(version_assen.submission.round, westerveld)
    changes = changes_between(load_content(Version(submission=empty)), load_content(version_assen))
    assert [line.kind for part in changes.opgaven for line in part.lines] == [LineChangeKind.ADDED]
    assert len(changes.header) == len(HEADER_FIELDS)


def test_totals_are_those_of_the_task_list_when_compared(addition: Addition) -> None:
    addition.change(amount_short=90)
    opgaven = list(addition.submission.round.opgaven.select_related("part_of"))
    targets = load_targets(addition.submission.round)
    for side, draft in zip(("before", "after"), addition.drafts, strict=True):
        for row, total in zip(
            task_rows(draft, targets, opgaven), totals_between(*addition.drafts), strict=True
        ):
            for cell, term in zip((row.short, row.long), total.terms, strict=True):
                assert getattr(term, side) == (cell.tally.everything if cell.tally else None)


def test_totals_are_told_per_level_when_they_differ(addition: Addition) -> None:
    addition.change(commitment="under_study", amount_short=90)
    rows = [row for row in totals_between(*addition.drafts) if row.opgave.code == "asiel"]
    short = [(row.level, row.terms[0].before, row.terms[0].after) for row in rows]
    assert short == [(Level.FIRM, 100, 0), (Level.PLEDGED, 100, 0), (Level.ALL, 100, 90)]
    assert [row.is_first for row in rows] == [True, False, False]


def test_total_has_no_difference_when_one_side_is_unknown(addition: Addition) -> None:
    add_line(addition.submission, addition.user, "flex", amount_short=5)
    totals = {row.opgave.code: row.terms[0] for row in totals_between(*addition.drafts)}
    assert (totals["flex"].term, totals["flex"].before, totals["flex"].after) == (
        Term.SHORT,
        None,
        5,
    )
    assert totals["flex"].difference is None
    assert totals["asiel"].difference == 0
