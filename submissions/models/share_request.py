from collections.abc import Iterable
from functools import cached_property
from typing import Self

from django.db import models
from django.db.models import Q

from accounts.models import Municipality, User
from rounds.models import Opgave
from submissions.enums import ShareAnswer
from submissions.models.line import Line, Share
from submissions.models.submission import Submission
from submissions.models.version import Version


class ShareConfirmationQuerySet(models.QuerySet["ShareConfirmation"]):
    def in_force(self) -> Self:
        """Of each share in a submitted line the request that is about its present numbers."""
        return self.filter(ended_at=None)

    def of_versions(self, versions: Iterable[Version]) -> Self:
        """The requests about lines of these, also when a later version ended them."""
        submissions = {version.submission_id for version in versions}
        return self.filter(submission__in=submissions).select_related("answered_by")

    def to_and_from(self, submission: Submission) -> Self:
        """What this municipality asked its partners in the round, and what others asked it."""
        asked = Q(submission__round=submission.round, partner=submission.municipality)
        return self.filter(asked | Q(submission=submission)).with_sides()

    def with_sides(self) -> Self:
        """The newest first, and what one hand-in asked in the order of bijlage 3."""
        return self.select_related(
            "submission__municipality", "opgave", "partner", "answered_by"
        ).order_by("-asked_at", "submission__municipality__name", "opgave", "partner__name", "pk")


class ShareConfirmation(models.Model):
    """The request to a partner to confirm its share in a submitted line, and what the partner
    answered.

    It stands outside the frozen version, because the partner answers after the hand-in. It is about
    exactly these numbers at this opgave: others in a later version end it and ask again; so do a
    withdrawn line and a dropped one.
    """

    submission = models.ForeignKey(
        Submission,
        models.PROTECT,
        related_name="share_confirmations",
        verbose_name="bijdrage van de indiener",
    )
    line_id = models.UUIDField("regelnummer")
    opgave = models.ForeignKey(Opgave, models.PROTECT, related_name="+", verbose_name="opgave")
    partner = models.ForeignKey(
        Municipality,
        models.PROTECT,
        related_name="share_confirmations",
        verbose_name="partnergemeente",
    )
    amount_short = models.PositiveIntegerField("aandeel korte termijn")
    amount_long = models.PositiveIntegerField("aandeel lange termijn")
    asked_at = models.DateTimeField("gevraagd op")
    answer = models.CharField("antwoord", max_length=10, choices=ShareAnswer, blank=True)
    reason = models.CharField("reden", max_length=500, blank=True)
    answered_at = models.DateTimeField("beantwoord op", null=True, blank=True)
    answered_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="beantwoord door",
    )
    ended_at = models.DateTimeField("vervallen op", null=True, blank=True)

    objects = ShareConfirmationQuerySet.as_manager()

    class Meta:
        verbose_name = "bevestiging van een aandeel"
        verbose_name_plural = "bevestigingen van aandelen"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "line_id", "partner"],
                condition=Q(ended_at=None),
                name="share_confirmation_one_in_force",
            ),
            models.CheckConstraint(
                name="share_confirmation_answer_has_moment_and_person",
                condition=Q(answer="", answered_at=None, answered_by=None)
                | ~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False),
            ),
            models.CheckConstraint(
                name="share_confirmation_decline_has_reason",
                condition=~Q(answer=ShareAnswer.DECLINED) | ~Q(reason=""),
                violation_error_message="Vul in waarom uw gemeente dit aandeel niet bevestigt.",
            ),
        ]

    def __str__(self) -> str:
        return (
            f"{self.partner}: {self.amount_short} / {self.amount_long} "
            f"({self.get_answer_display() or 'open'})"
        )

    @property
    def answer_in_force(self) -> str:
        return self.answer if self.ended_at is None else ""

    @property
    def is_confirmed(self) -> bool:
        return self.answer_in_force == ShareAnswer.CONFIRMED

    @property
    def is_declined(self) -> bool:
        return self.answer_in_force == ShareAnswer.DECLINED


class Requests:
    """Finds for each share of a line the request about exactly its numbers, read when somebody asks
    for the first one.

    Of a submitted version also one that has ended: it then says so. A draft with other numbers has
    not asked yet.
    """

    def __init__(self, confirmations: Iterable[ShareConfirmation]) -> None:
        self._confirmations = confirmations

    def attach(self, lines: Iterable[Line]) -> None:
        for line in lines:
            for share in line.shares.all():
                share.requests = self

    def about(self, share: Share) -> ShareConfirmation | None:
        line = share.line
        numbers = (share.municipality_id, share.amount_short, share.amount_long)
        found = self._found.get(
            (line.version.submission_id, line.line_id, line.opgave_id, *numbers)
        )
        holds = found and (found.ended_at is None or line.version.number)
        return found if holds else None

    @cached_property
    def _found(self) -> dict[tuple, ShareConfirmation]:
        newest_last = sorted(self._confirmations, key=lambda c: (c.asked_at, c.pk))
        return {(c.submission_id, c.line_id, c.opgave_id, *_numbers(c)): c for c in newest_last}


def _numbers(confirmation: ShareConfirmation) -> tuple[int, int, int]:
    return confirmation.partner_id, confirmation.amount_short, confirmation.amount_long
