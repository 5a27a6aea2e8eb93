from typing import Self

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.utils.formats import date_format

from accounts.models import User
from common.concurrency import fingerprint
from common.moments import last_minute
from rounds.models import Opgave
from submissions.enums import (
    AnswerKind,
    CollegeState,
    CouncilState,
)
from submissions.models.submission import Submission


class VersionQuerySet(models.QuerySet["Version"]):
    def submitted(self) -> Self:
        return self.filter(number__isnull=False)

    def working_copies(self) -> Self:
        return self.filter(number=None)

    def open_drafts(self) -> Self:
        """The working copies that their municipality lets the regietafel read."""
        return self.working_copies().filter(submission__draft_open_to_regietafel=True)

    def with_attachment_count(self) -> Self:
        return self.annotate(attachment_count=Count("attachments"))

    def latest_submitted(self) -> Self:
        """Of each submission the version that counts, also while an addition is in the making."""
        newest = self.model._default_manager.filter(
            submission=OuterRef("submission"), number__isnull=False
        )
        return self.filter(pk=Subquery(newest.order_by("-number").values("pk")[:1]))


class Version(models.Model):
    """One hand-in.

    Without a number it is the working copy; with a number it is frozen and never changes.
    """

    submission = models.ForeignKey(
        Submission, models.PROTECT, related_name="versions", verbose_name="bijdrage"
    )
    number = models.PositiveSmallIntegerField("nummer", null=True, blank=True)
    submitted_at = models.DateTimeField("ingediend op", null=True, blank=True)
    submitted_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ingediend door"
    )
    offered_at = models.DateTimeField("aangeboden op", null=True, blank=True)
    offered_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="aangeboden door",
    )
    letter_dated = models.DateField("brief van", null=True, blank=True)
    contact_name = models.CharField("naam", max_length=150, blank=True)
    contact_email = models.EmailField("e-mailadres", blank=True)
    contact_phone = models.CharField("telefoonnummer", max_length=60, blank=True)
    college_state = models.CharField(
        "hoe ver is het college?", max_length=20, choices=CollegeState, blank=True
    )
    college_date = models.DateField("datum van het college", null=True, blank=True)
    council_state = models.CharField(
        "en in de gemeenteraad?", max_length=20, choices=CouncilState, blank=True
    )
    council_date = models.DateField("datum van de raad", null=True, blank=True)
    remarks = models.TextField("opmerkingen bij de bijdrage", max_length=4000, blank=True)
    revision = models.PositiveIntegerField("bewerking", default=0)

    objects = VersionQuerySet.as_manager()

    attachment_count = 0  # with_attachment_count() counts those of a stored version

    class Meta:
        verbose_name = "versie"
        verbose_name_plural = "versies"
        ordering = ["submission", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission"], condition=Q(number=None), name="version_one_working_copy"
            ),
            models.UniqueConstraint(fields=["submission", "number"], name="version_number_unique"),
            models.CheckConstraint(
                name="version_number_and_hand_in_together",
                condition=Q(number=None, submitted_at=None, submitted_by=None)
                | Q(number__isnull=False, submitted_at__isnull=False, submitted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="version_offer_has_moment_and_person",
                condition=Q(offered_at=None, offered_by=None)
                | Q(offered_at__isnull=False, offered_by__isnull=False),
            ),
            models.CheckConstraint(
                name="version_approved_by_somebody_else",
                condition=Q(offered_by=None)
                | Q(submitted_by=None)
                | ~Q(offered_by=F("submitted_by")),
                violation_error_message="Wie de bijdrage aanbiedt, kan die niet zelf goedkeuren.",
            ),
            models.CheckConstraint(
                name="version_by_letter_is_submitted",
                condition=Q(letter_dated=None) | Q(number__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return (
            f"{self.submission}: versie {self.number}"
            if self.number
            else f"{self.submission}: concept"
        )

    @property
    def is_late(self) -> bool:
        """Handed in at or after the deadline of the letter, which is allowed and marked.

        A version by letter came on the day of that letter, not when it was entered.
        """
        deadline = self.submission.round.deadline_at
        if self.letter_dated:
            return self.letter_dated > last_minute(deadline).date()
        return self.submitted_at is not None and self.submitted_at >= deadline

    @property
    def by_letter(self) -> str:
        """`namens Assen, per brief van 12 maart 2024`; empty when the municipality handed it in
        itself."""
        if self.letter_dated is None:
            return ""
        day = date_format(self.letter_dated, "j F Y")
        return f"namens {self.submission.municipality}, per brief van {day}"


class Answer(models.Model):
    """How a version answers one opgave: with lines, with "geen bijdrage" or with "nog niet
    bekend".

    Lines keep the answer that they took the place of, for when they go away again.
    """

    version = models.ForeignKey(
        Version, models.CASCADE, related_name="answers", verbose_name="versie"
    )
    opgave = models.ForeignKey(Opgave, models.PROTECT, related_name="+", verbose_name="opgave")
    kind = models.CharField("antwoord", max_length=15, choices=AnswerKind)
    reason = models.CharField("reden", max_length=500, blank=True)
    replaced_kind = models.CharField(
        "eerder antwoord", max_length=15, choices=AnswerKind, blank=True, editable=False
    )
    replaced_reason = models.CharField("eerdere reden", max_length=500, blank=True, editable=False)

    class Meta:
        verbose_name = "antwoord"
        verbose_name_plural = "antwoorden"
        ordering = ["opgave__order"]
        constraints = [
            models.UniqueConstraint(fields=["version", "opgave"], name="answer_once_per_opgave")
        ]

    def __str__(self) -> str:
        return f"{self.opgave}: {self.get_kind_display()}"

    @property
    def revision(self) -> str:
        """Differs when the answer differs: who replaces an answer must have seen this one."""
        return fingerprint([self.kind, self.reason])


class Explanation(models.Model):
    """What the municipality says about one warning; kept with the version and shown to the project
    leader.

    `rule` names the function in `rules/`; `about` is the line_id, the code of the opgave, or empty
    for the header.
    """

    version = models.ForeignKey(
        Version, models.CASCADE, related_name="explanations", verbose_name="versie"
    )
    rule = models.CharField("regel", max_length=60)
    about = models.CharField("waarover", max_length=40, blank=True)
    text = models.TextField("toelichting", max_length=1000)

    class Meta:
        verbose_name = "toelichting"
        verbose_name_plural = "toelichtingen"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "rule", "about"], name="explanation_once_per_warning"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.text[:50]}"
