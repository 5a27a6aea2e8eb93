"""Every workbook in good/ is read as its .json says; every one in bad/ is refused as expected.py
says."""

import json
import time
import tracemalloc
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from accounts.models import Municipality, User
from submissions.content.load import load_content
from submissions.models import Submission
from submissions.tests.builders import working_copy
from submissions.tests.workbooks.case import fill_case
from submissions.tests.workbooks.expected import REFUSED
from submissions.versions.compare import LineChangeKind
from submissions.versions.words import FieldChange, LineInWords
from submissions.workbook.differences import differences
from submissions.workbook.faults import WorkbookFaults
from submissions.workbook.layout import layout_of
from submissions.workbook.read import Reading, read_workbook
from submissions.workbook.tests.workbook_upload import everything, upload

pytestmark = pytest.mark.any_database

FOLDER = Path(__file__).parents[2] / "tests" / "workbooks"

GOOD = sorted(path for path in (FOLDER / "good").iterdir() if path.suffix != ".json")

BAD = sorted((FOLDER / "bad").iterdir())

SECONDS = 15  # on a busy machine; by itself the slowest takes about two

MEMORY = 100 * 1024 * 1024


@pytest.fixture
def case(
    submission_assen: Submission,
    editor_assen: User,
    westerveld: Municipality,
    de_wolden: Municipality,
) -> Submission:
    fill_case(submission_assen, editor_assen, westerveld)
    return submission_assen


def read(path: Path, submission: Submission) -> Reading:
    with path.open("rb") as file:
        draft = load_content(working_copy(submission))
        return read_workbook(file, path.stat().st_size, draft, layout_of(draft))


def found(path: Path, submission: Submission) -> dict[str, Any]:
    """The differences in the shape of the .json files."""
    draft = load_content(working_copy(submission))
    said = differences(draft.plain, read(path, submission).content, layout_of(draft))
    lines = [line for part in said.opgaven for line in part.lines]
    sections = {
        "erbij": _by_title(lines, LineChangeKind.ADDED, lambda change: change.after),
        "gewijzigd": _by_title(lines, LineChangeKind.CHANGED, _both),
        "verwijderd": [line.title for line in lines if line.kind == LineChangeKind.REMOVED],
        "antwoorden": {
            part.opgave.name: _by_label(part.answer, _both) for part in said.opgaven if part.answer
        },
        "gegevens": _by_label(said.header, _both),
    }
    assert {line.kind for line in lines} <= {
        LineChangeKind.ADDED,
        LineChangeKind.CHANGED,
        LineChangeKind.REMOVED,
    }
    return {name: section for name, section in sections.items() if section}


def _by_title(
    lines: list[LineInWords], kind: LineChangeKind, value: Callable[[FieldChange], object]
) -> dict[str, dict[str, object]]:
    named = {}
    for line in lines:
        if line.kind == kind:
            name = f"{line.title} (2)" if line.title in named else line.title
            named[name] = _by_label(line.fields, value)
    return named


def _by_label(
    fields: tuple[FieldChange, ...], value: Callable[[FieldChange], object]
) -> dict[str, object]:
    return {field.label: value(field) for field in fields}


def _both(change: FieldChange) -> list[str]:
    return [change.before, change.after]


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.name)
def test_workbook_is_read(case: Submission, path: Path) -> None:
    expected = json.loads(path.with_name(f"{path.name}.json").read_text())
    got = found(path, case)
    for name, fields in expected.get(
        "erbij", {}
    ).items():  # of a new line the .json names only what the case is about
        got["erbij"][name] = {label: got["erbij"][name].get(label) for label in fields}
    assert got == expected


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.name)
def test_workbook_is_refused_and_nothing_is_stored(
    case: Submission, as_editor: Client, url: Callable[..., str], path: Path
) -> None:
    stage, word = REFUSED[path.name]
    before, start = everything(), time.monotonic()
    page = upload(as_editor, url, path.read_bytes(), path.name)
    assert (page.context["stage"].number, word in page.context["faults"][0].message) == (
        stage,
        True,
    )
    assert time.monotonic() - start < SECONDS
    assert everything() == before


@pytest.mark.parametrize(
    "path", [path for path in BAD if REFUSED[path.name][0] == 1], ids=lambda path: path.name
)
def test_hostile_workbook_takes_little_memory(case: Submission, path: Path) -> None:
    content, size = BytesIO(path.read_bytes()), path.stat().st_size
    draft = load_content(working_copy(case))
    tracemalloc.start()
    with pytest.raises(WorkbookFaults):
        read_workbook(content, size, draft, layout_of(draft))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < MEMORY


def test_the_corpus_has_its_size() -> None:
    assert len(GOOD) >= 15
    assert len(BAD) >= 40
    assert {path.name for path in BAD} == set(REFUSED)
