from collections.abc import Iterable
from datetime import date, datetime
from io import StringIO

import pytest
from django.conf import settings as portal_settings
from django.core.management import call_command
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from common.known import known
from rounds.models import Round
from routekaart.enums import MilestoneState
from routekaart.models import Milestone
from routekaart.progress import Step, state_on, steps
from submissions.models import Submission, Version

START, END = date(2024, 4, 1), date(2024, 4, 30)
ON = date(2024, 3, 12)


@pytest.fixture
def round_(db: None) -> Round:
    call_command(
        "load_reference", portal_settings.BASE_DIR / "data" / "drenthe_2024", stdout=StringIO()
    )
    return Round.objects.get(slug="2024")


@pytest.fixture
def somebody(db: None) -> User:
    return User.objects.create_user("iemand@gemeente.example")


def hand_in(submissions: Iterable[Submission], user: User) -> None:
    at = datetime.fromisoformat("2024-03-12T12:00+01:00")
    for submission in submissions:
        Version.objects.create(submission=submission, number=1, submitted_at=at, submitted_by=user)


def step(round_: Round, code: str, today: date = ON) -> Step:
    return next(step for step in steps(round_, today) if step.milestone.code == code)


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2024, 3, 31), MilestoneState.PLANNED),
        (START, MilestoneState.RUNNING),
        (date(2024, 4, 15), MilestoneState.RUNNING),
        (END, MilestoneState.RUNNING),
        (date(2024, 5, 1), MilestoneState.LATE),
    ],
)
def test_state_follows_the_date(today: date, state: MilestoneState) -> None:
    assert state_on(today, START, END, done=False) == state


@pytest.mark.parametrize("today", [date(2024, 1, 1), END, date(2025, 1, 1)])
def test_state_is_done_whatever_the_date_when_completed(today: date) -> None:
    assert state_on(today, START, END, done=True) == MilestoneState.DONE


def test_steps_are_in_the_order_of_the_routekaart(round_: Round) -> None:
    codes = [step.milestone.code for step in steps(round_, ON)]
    assert codes == [
        "raming",
        "prt-februari",
        "brief",
        "inbreng",
        "vergelijking",
        "verdeling",
        "verslag",
        "verdeelbesluit",
    ]


def test_states_on_the_day_of_the_demo(round_: Round) -> None:
    states = [step.state.label for step in steps(round_, ON)]
    assert states == [
        "Afgerond",
        "Afgerond",
        "Afgerond",
        "Loopt",
        "Gepland",
        "Gepland",
        "Gepland",
        "Gepland",
    ]


def test_hand_in_takes_its_dates_from_the_round(round_: Round) -> None:
    inbreng = step(round_, "inbreng")
    assert (inbreng.start, inbreng.end) == (date(2024, 2, 15), date(2024, 3, 31))


def test_hand_in_moves_along_when_the_deadline_of_the_round_moves(round_: Round) -> None:
    round_.deadline_at = datetime.fromisoformat("2024-04-11T00:00+02:00")
    round_.save()
    assert step(Round.objects.get(pk=round_.pk), "inbreng").end == date(2024, 4, 10)


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2024, 2, 14), MilestoneState.PLANNED),
        (date(2024, 2, 15), MilestoneState.RUNNING),
        (date(2024, 3, 31), MilestoneState.RUNNING),
        (date(2024, 4, 1), MilestoneState.LATE),
    ],
)
def test_hand_in_is_late_from_the_day_after_the_last_minute(
    round_: Round, today: date, state: MilestoneState
) -> None:
    assert step(round_, "inbreng", today).state == state


@pytest.mark.parametrize("number", [0, 5, 11])
def test_progress_counts_the_hand_ins(round_: Round, somebody: User, number: int) -> None:
    hand_in(round_.submissions.all()[:number], somebody)
    inbreng = step(round_, "inbreng")
    assert (inbreng.progress, inbreng.state) == (
        f"{number} van 12 ingediend",
        MilestoneState.RUNNING,
    )


def test_progress_does_not_count_a_draft(round_: Round) -> None:
    Version.objects.create(submission=known(round_.submissions.first()))
    assert step(round_, "inbreng").progress == "0 van 12 ingediend"


def test_progress_counts_a_municipality_once_when_it_has_two_versions(
    round_: Round, somebody: User
) -> None:
    first = known(round_.submissions.first())
    hand_in([first], somebody)
    at = datetime.fromisoformat("2024-03-12T13:00+01:00")
    Version.objects.create(submission=first, number=2, submitted_at=at, submitted_by=somebody)
    assert step(round_, "inbreng").progress == "1 van 12 ingediend"


def test_hand_in_is_done_when_everything_is_handed_in(round_: Round, somebody: User) -> None:
    hand_in(round_.submissions.all(), somebody)
    inbreng = step(round_, "inbreng", date(2024, 4, 20))
    assert (inbreng.progress, inbreng.state) == ("12 van 12 ingediend", MilestoneState.DONE)


def test_step_is_done_when_it_was_reported_as_done(round_: Round) -> None:
    Milestone.objects.filter(code="vergelijking").update(completed_on=date(2024, 4, 20))
    assert step(round_, "vergelijking", date(2024, 6, 1)).state == MilestoneState.DONE


@pytest.mark.parametrize(
    ("today", "state"),
    [(date(2024, 5, 10), MilestoneState.RUNNING), (date(2024, 5, 11), MilestoneState.LATE)],
)
def test_step_is_late_after_its_expected_end(
    round_: Round, today: date, state: MilestoneState
) -> None:
    Milestone.objects.filter(code="vergelijking").update(
        expected_end=date(2024, 5, 10), expected_reason="Pasen"
    )
    comparison = step(round_, "vergelijking", today)
    assert (comparison.state, comparison.end, comparison.expected_end) == (
        state,
        END,
        date(2024, 5, 10),
    )


def test_expected_end_is_the_planned_one_when_nothing_else_is_said(round_: Round) -> None:
    assert step(round_, "vergelijking").expected_end == END


def test_only_the_hand_in_has_progress(round_: Round) -> None:
    assert [step.milestone.code for step in steps(round_, ON) if step.progress] == ["inbreng"]


def test_steps_take_the_same_number_of_queries_for_more_hand_ins(
    round_: Round, somebody: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    hand_in(round_.submissions.all(), somebody)
    with django_assert_num_queries(2):
        steps(round_, ON)
