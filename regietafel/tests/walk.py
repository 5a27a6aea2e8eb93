"""People who do what people do, in an order of chance, until a region has everything in it."""

from collections.abc import Iterator
from datetime import date
from random import Random

from accounts.models import Municipality
from regietafel.tests.region import TypedLine, confirm, editor_of, hand_in, line, load_drenthe
from submissions.editing.actions import add_line
from submissions.enums import AnswerKind, Commitment, ShareAnswer
from submissions.handing_in.actions import start_addition, submit
from submissions.models import Submission

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
