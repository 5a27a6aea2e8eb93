"""Where somebody reads and writes questions: at a municipality, or at the desk of the
regietafel."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import F
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.models import Municipality, User
from submissions.lifecycle.permissions import may_close, may_write_for
from submissions.models import Line, Question, Submission, Version
from submissions.models.question import QuestionQuerySet


@dataclass(frozen=True)
class QuestionSide:
    """`reader` is the municipality on whose pages this happens; without one it is the desk."""

    user: User
    submission: Submission
    reader: Municipality | None
    crumbs: tuple[tuple[str, str], ...]

    @property
    def may_write(self) -> bool:
        return may_write_for(self.user, self.submission.round, self.reader)

    def url(self, name: str, *arguments: object) -> str:
        room = "submissions" if self.reader else "regietafel"
        of = self.submission.url_args
        return reverse(f"{room}:{name}", args=[*of, *arguments])

    def url_of(self, question: Question) -> str:
        return self.url("question", question.pk)

    @property
    def list_url(self) -> str:
        return self.url("questions")

    @property
    def new_url(self) -> str:
        return self.url("question_new")

    def questions(self) -> QuestionQuerySet:
        """The threads of this page: about this bijdrage, and at a municipality those it reads along
        with."""
        at = self.reader or self.submission.round.regietafel
        visible = Question.objects.visible_to(self.user, at=at).filter(
            submission__round=self.submission.round
        )
        here = visible if self.reader else visible.filter(submission=self.submission)
        return here.select_related(
            "submission__municipality", "submission__round", "asked_by", "closed_by"
        ).with_turns()

    def question(self, pk: int) -> Question:
        return get_object_or_404(self.questions(), pk=pk)

    def may_close(self, question: Question) -> bool:
        return may_close(self.user, question, self.reader)

    def line(self, line_id: str) -> Line:
        """A line to ask about: of the version that counts, and for its own municipality also of the
        working copy."""
        versions = Version.objects.filter(submission=self.submission)
        known = versions.latest_submitted() | (
            versions.working_copies() if self.reader else versions.none()
        )
        lines = Line.objects.filter(version__in=known, line_id=line_key(line_id)).select_related(
            "opgave"
        )
        line = lines.order_by(F("version__number").asc(nulls_first=True)).first()
        if line is None:
            raise Http404
        return line


def line_key(typed: str) -> UUID:
    """404 when this is no number of a line."""
    try:
        return UUID(typed)
    except ValueError as no_key:
        raise Http404 from no_key
