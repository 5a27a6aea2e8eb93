"""What is kept of a version is what comes out when it is counted again, whatever people do."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Municipality
from regietafel.comparison.desk import load_desk
from regietafel.tests.region import confirm, editor_of, hand_in, line
from regietafel.tests.walk import Walk
from rounds.enums import Term
from rounds.models import Round
from submissions.counting.count import Attribution, count
from submissions.counting.load import load_round_submissions
from submissions.enums import EventKind
from submissions.kept.recount import wrong
from submissions.models import Event, VersionCount


def assert_kept_is_recounted(round_: Round) -> None:
    fresh = Round.objects.get(pk=round_.pk)
    loaded = load_round_submissions(fresh)
    for view in Attribution:
        now = count(loaded.counted_submissions, loaded.rows, loaded.rules, view)
        rows = load_desk(fresh).comparison(view).rows
        kept = {
            (cell.cbs_code, row.opgave, row.term): cell.cell for row in rows for cell in row.cells
        }
        assert kept == now
    assert wrong(fresh) == []


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_kept_is_what_comes_out_after_any_sequence_of_actions(seed: int) -> None:
    walk = Walk(seed)
    for step in walk.steps(15):
        print(step)
        assert_kept_is_recounted(walk.round)


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(100, 130))
def test_kept_is_what_comes_out_in_many_regions(seed: int) -> None:
    walk = Walk(seed)
    for _ in walk.steps(10):
        assert_kept_is_recounted(walk.round)


def sql_of_comparison(round_: Round) -> str:
    with CaptureQueriesContext(connection) as captured:
        _ = load_desk(round_).comparison(Attribution.COUNTED).rows
    return "\n".join(query["sql"] for query in captured)


def test_no_line_is_read_to_compare_what_was_counted_at_the_hand_in(round_: Round) -> None:
    hand_in(round_, "Assen", line("asiel", 100, 80))
    assert "submissions_line" not in sql_of_comparison(round_)
    VersionCount.objects.all().delete()
    assert "submissions_line" in sql_of_comparison(round_)


def recount(*options: str) -> str:
    told = StringIO()
    call_command("recount", *options, stdout=told)
    return told.getvalue()


@pytest.fixture
def other_rules(round_: Round) -> Round:
    """A long place that was durable enough is not any more."""
    hand_in(round_, "Assen", line("asiel", 90, 90, available_until="2025-06-01", explanation="Zo."))
    Round.objects.filter(pk=round_.pk).update(durable_only=True)
    return Round.objects.get(pk=round_.pk)


def test_other_rules_are_followed_at_once_and_kept_when_somebody_says_so(
    other_rules: Round,
) -> None:
    row = load_desk(other_rules).comparison(Attribution.COUNTED).row("asiel", Term.LONG)
    assert row.tally is not None
    assert row.tally.everything == 0
    told = recount()
    assert "1 versies opnieuw geteld" in told
    assert "90 in totaal, waarvan 0 duurzaam en 90 dat vervalt werd 0 vast" in told
    assert "Er is niets gewijzigd." in told
    assert VersionCount.objects.count() == 1
    user = editor_of(Municipality.objects.get(name="Assen"))
    recount("--write", "--by", user.email)
    assert VersionCount.objects.count() == 2
    event = Event.objects.get(kind=EventKind.RECOUNTED)
    assert event.by == user
    assert "lange termijn: 90 vast" in event.detail
    assert "submissions_line" not in sql_of_comparison(other_rules)
    assert "0 versies opnieuw geteld" in recount()


def test_recount_asks_who_does_it(other_rules: Round) -> None:
    with pytest.raises(CommandError, match="e-mailadres"):
        recount("--write")
    assert VersionCount.objects.count() == 1


def test_check_finds_a_number_that_is_not_what_comes_out(round_: Round) -> None:
    hand_in(round_, "Assen", line("asiel", 90, 90))
    assert "wat bewaard is, klopt" in recount("--check")
    row = VersionCount.objects.get()
    plain = json.loads(row.numbers)
    plain["tallies"][0][2] += 1
    VersionCount.objects.update(numbers=json.dumps(plain, separators=(",", ":")))
    with pytest.raises(CommandError, match="klopt niet voor Assen"):
        recount("--check")
    user = editor_of(Municipality.objects.get(name="Assen"))
    assert "1 versies opnieuw geteld" in recount("--write", "--by", user.email)
    assert "wat bewaard is, klopt" in recount("--check")


def test_share_counts_for_the_partner_that_confirmed_and_for_no_other(round_: Round) -> None:
    shares = {"Emmen": (30, 20), "Meppel": (10, 10)}
    hand_in(round_, "Assen", line("asiel", 100, 80, shares=shares))
    confirm("Emmen", "Assen")
    assert_kept_is_recounted(round_)
    row = load_desk(round_).comparison(Attribution.COUNTED).row("asiel", Term.SHORT)
    names = {m.cbs_code: m.name for m in Municipality.objects.all()}
    found = {names[cell.cbs_code]: cell.cell.tally for cell in row.cells if cell.cell.tally}
    assert {name: (t.everything, t.waiting + t.declined) for name, t in found.items()} == {
        "Assen": (70, 10),
        "Emmen": (30, 0),
    }
