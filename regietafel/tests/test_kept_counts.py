"""What is kept of a version is what comes out when it is counted again, whatever people do."""

import json
from collections.abc import Iterator
from datetime import date
from io import StringIO
from random import Random

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Municipality
from regietafel.comparison.desk import load_desk
from regietafel.tests.region import TypedLine, confirm, editor_of, hand_in, line, load_drenthe
from rounds.enums import Term
from rounds.models import Round
from submissions.counting.count import Attribution, count
from submissions.counting.load import load_round_submissions
from submissions.editing.actions import add_line
from submissions.enums import AnswerKind, Commitment, EventKind, ShareAnswer
from submissions.handing_in.actions import start_addition, submit
from submissions.kept.recount import wrong
from submissions.models import Event, Submission, VersionCount

NAMES = ("Assen", "Emmen", "Meppel", "Hoogeveen")
FILLABLE = ("asiel", "amv", "bijzonder", "nood", "oekraine", "flex")
COMMITMENTS = [one for one in Commitment if one != Commitment.DROPPED]
ANSWERS = (ShareAnswer.CONFIRMED, ShareAnswer.DECLINED)


class Walk:
    """People who do what people do, in an order of chance."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.round = load_drenthe()

    def steps(self, number: int) -> Iterator[str]:
        for _ in range(number):
            step = self.chance.choice([self.hand_in, self.hand_in, self.answer, self.other_rules])
            step()
            yield step.__name__

    def hand_in(self) -> None:
        name = self.chance.choice(NAMES)
        submission = Submission.objects.get(round=self.round, municipality__name=name)
        lines = [self.line(name) for _ in range(self.chance.randint(1, 3))]
        if not submission.versions.exists():
            hand_in(
                self.round,
                name,
                *lines,
                rest=self.chance.choice([AnswerKind.NONE, AnswerKind.NOT_YET_KNOWN]),
            )
            return
        user = editor_of(submission.municipality)
        start_addition(submission, user)
        for code, fields, shares in lines:
            partners: dict[Municipality, tuple[int | None, int | None]] = {
                Municipality.objects.get(name=partner): parts for partner, parts in shares.items()
            }
            add_line(submission, user, self.round.opgaven.get(code=code), fields, partners)
        submit(submission, user)

    def line(self, name: str) -> TypedLine:
        short, long = self.chance.randint(0, 200), self.chance.randint(0, 200)
        partner = self.chance.choice([other for other in NAMES if other != name])
        share = (self.chance.randint(0, short), self.chance.randint(0, long))
        open_ended = self.chance.random() < 0.3
        last_day = None if open_ended else date(self.chance.randint(2024, 2031), 3, 1)
        return line(
            self.chance.choice(FILLABLE),
            short,
            long,
            self.chance.choice(COMMITMENTS),
            shares={partner: share} if self.chance.random() < 0.5 else None,
            location_name=self.chance.choice(["Kazerne", "Hotel", "Hal"]),
            open_ended=open_ended,
            available_until=last_day,
            explanation="Zo is het.",
        )

    def answer(self) -> None:
        partner, lead = self.chance.sample(NAMES, 2)
        confirm(partner, lead, self.chance.choice(ANSWERS), "Te veel.")

    def other_rules(self) -> None:
        rule = self.chance.choice(["count_emergency", "durable_only", "sum_small_sites"])
        setattr(self.round, rule, self.chance.random() < 0.5)
        self.round.save()


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
