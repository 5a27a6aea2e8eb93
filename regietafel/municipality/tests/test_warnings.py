"""What the desk is shown of the warnings and of what the municipality said about them."""

from collections.abc import Callable, Iterable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Municipality
from common.concurrency import fingerprint
from common.frozen import lifted
from common.tests.responses import Response
from regietafel.tests.region import editor_of, hand_in, line
from rounds.models import Round
from submissions.handing_in.actions import start_addition
from submissions.handing_in.explanations import explain_and_submit
from submissions.handing_in.typed_explanations import Typed
from submissions.models import Explanation, Line, Submission, Version

pytestmark = pytest.mark.any_database

LEAVING = line("nood", 50, 0, location_name="Sporthal", available_until="2024-05-01")


@pytest.fixture
def get(desk_client: Client) -> Callable[..., Response]:
    return lambda name, *arguments: desk_client.get(
        reverse(f"regietafel:{name}", args=["2024", *arguments])
    )


def main(answer: Response) -> str:
    return answer.content.decode().split("<main")[1]


def explain(version: Version, text: str) -> None:
    """Add an explanation to what was handed in, as if it had been given with it."""
    about = str(version.lines.get().line_id)
    version.counts.all().delete()
    with lifted():
        Explanation.objects.create(
            version=version, rule="ends_before_short_term_date", about=about, text=text
        )


def counts(get: Callable[..., Response], name: str) -> tuple[int, int]:
    (row,) = (row for row in get("dashboard").context["rows"] if row.name == name)
    return row.warnings, row.unexplained


def test_dashboard_counts_what_is_not_explained(
    round_: Round, get: Callable[..., Response]
) -> None:
    version = hand_in(round_, "Assen", LEAVING)
    assert counts(get, "Assen") == (1, 1)
    assert "1 zonder toelichting" in main(get("dashboard"))
    explain(version, "Sluit later.")
    assert counts(get, "Assen") == (1, 0)
    assert "zonder toelichting" not in main(get("dashboard"))


@pytest.mark.parametrize(
    ("name", "arguments"), [("warnings", []), ("municipality", [106]), ("version", [106, 1])]
)
def test_explanation_is_shown_to_the_desk(
    name: str, arguments: list[int], round_: Round, get: Callable[..., Response]
) -> None:
    version = hand_in(round_, "Assen", LEAVING)
    of_page = [f"GM{number:04}" if number > 1 else str(number) for number in arguments]
    assert "Zonder toelichting" in main(get(name, *of_page))
    explain(version, "Sluit <later>.")
    assert "Toelichting van de gemeente: Sluit &lt;later&gt;." in main(get(name, *of_page))
    assert "Zonder toelichting" not in main(get(name, *of_page))


def test_explanation_of_the_line_is_shown_as_such(
    round_: Round, get: Callable[..., Response]
) -> None:
    hand_in(
        round_,
        "Assen",
        line("nood", 50, 0, available_until="2024-05-01", explanation="Huur loopt af."),
    )
    assert "Bij de locatie staat: Huur loopt af." in main(get("warnings"))


def test_confidential_line_is_marked_where_its_warning_is_read(
    round_: Round, get: Callable[..., Response]
) -> None:
    hand_in(round_, "Assen", line("nood", 50, 0, available_until="2024-05-01", confidential=True))
    for page, section in (
        (get("warnings"), 'id="GM0106"'),
        (get("municipality", "GM0106"), 'id="opvalt"'),
    ):
        listed = main(page).split(section)[1]
        assert ">Vertrouwelijk</span>" in listed.split("</section>")[0]


def add_version(round_: Round, municipality: Municipality) -> None:
    """A second version with a number far from the first, and an explanation."""
    submission = Submission.objects.get(round=round_, municipality=municipality)
    user = editor_of(municipality)
    start_addition(submission, user)
    Line.objects.filter(version__submission=submission, version__number=None).update(
        amount_short=500
    )
    typed = [Typed("far_from_the_last_version", "nood", "Meer plekken.", fingerprint(""))]
    explain_and_submit(submission, user, typed)


@pytest.mark.parametrize("name", ["dashboard", "comparison", "warnings"])
def test_as_many_queries_for_twelve_second_versions_as_for_one(
    name: str, round_: Round, get: Callable[..., Response]
) -> None:
    numbers: list[int] = []
    for municipality in Municipality.objects.order_by("name"):
        hand_in(round_, municipality.name, LEAVING)
        if not numbers:
            numbers.append(queries_with_second_versions(get, name, round_, [municipality]))
    others = Municipality.objects.order_by("name")[1:]
    numbers.append(queries_with_second_versions(get, name, round_, others))
    assert numbers[0] == numbers[1]
    assert counts(get, "Assen") == (2, 1)


def queries_with_second_versions(
    get: Callable[..., Response],
    name: str,
    round_: Round,
    municipalities: Iterable[Municipality],
) -> int:
    for municipality in municipalities:
        add_version(round_, municipality)
    get(name)
    with CaptureQueriesContext(connection) as captured:
        get(name)
    return len(captured)
