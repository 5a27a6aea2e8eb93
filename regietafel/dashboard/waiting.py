"""What waits for the regietafel: the oldest first, each with the way to where it is done."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from regietafel.comparison.desk import Desk
from submissions.enums import State
from submissions.lifecycle.standing import Standing
from submissions.models import Submission


@dataclass(frozen=True)
class WaitingItem:
    """`words` follow on the name of the municipality; `since` is when the oldest of it began."""

    municipality: str
    words: str
    url: str
    since: datetime


def waiting_items(desk: Desk, standings: Mapping[int, Standing]) -> list[WaitingItem]:
    """Of one moment in the order of the municipalities."""
    found = [
        item
        for submission in desk.loaded.submissions
        for item in _of(desk, submission, standings[submission.pk])
    ]
    return sorted(found, key=lambda item: item.since)


def _of(desk: Desk, submission: Submission, standing: Standing) -> Iterator[WaitingItem]:
    address = _Addresses(desk.round.slug, submission.municipality.cbs_code)
    name, questions = submission.municipality.name, standing.questions
    if standing.asked_at:
        yield WaitingItem(name, _request(submission), address.request, standing.asked_at)
    if questions.since:
        words = f"{_questions(questions.number)} op een antwoord"
        yield WaitingItem(name, words, address.questions, questions.since)
    yield from _unexplained(desk, submission, address)
    yield from _shares(name, standing, address)


@dataclass(frozen=True)
class _Addresses:
    round_slug: str
    code: str

    @property
    def request(self) -> str:
        return f"{self._page('municipality')}#verzoek"

    @property
    def warnings(self) -> str:
        return f"{self._page('municipality')}#opvalt"

    @property
    def questions(self) -> str:
        return self._page("questions")

    @property
    def shares(self) -> str:
        address = reverse("regietafel:unconfirmed", args=[self.round_slug])
        return f"{address}?gemeente={self.code}#{self.code}"

    def _page(self, name: str) -> str:
        return reverse(f"regietafel:{name}", args=[self.round_slug, self.code])


def _request(submission: Submission) -> str:
    return f"vraagt om {request_word(submission)}"


def request_word(submission: Submission) -> str:
    """What is asked when more time is: of a bijdrage that was handed in to open it again."""
    return "heropening" if submission.state == State.SUBMITTED else "uitstel"


def _questions(number: int) -> str:
    return "1 vraag wacht" if number == 1 else f"{number} vragen wachten"


def _unexplained(desk: Desk, submission: Submission, address: _Addresses) -> Iterator[WaitingItem]:
    count, version = desk.counts.get(submission.pk), desk.loaded.latest_version(submission)
    if count and count.unexplained_count and version and version.submitted_at:
        number = count.unexplained_count
        words = f"{number} {'punt valt' if number == 1 else 'punten vallen'} op, zonder toelichting"
        yield WaitingItem(
            submission.municipality.name, words, address.warnings, version.submitted_at
        )


def _shares(name: str, standing: Standing, address: _Addresses) -> Iterator[WaitingItem]:
    waiting, declined = standing.shares_waiting, standing.shares_declined
    if waiting.since:
        verb = "wacht" if waiting.number == 1 else "wachten"
        words = f"{_numbered(waiting.number)} {verb} op antwoord van een partner"
        yield WaitingItem(name, words, address.shares, waiting.since)
    if declined.since:
        words = f"{_numbered(declined.number)} afgewezen door een partner"
        yield WaitingItem(name, words, address.shares, declined.since)


def _numbered(shares: int) -> str:
    return "1 aandeel" if shares == 1 else f"{shares} aandelen"
