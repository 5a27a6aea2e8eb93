import hashlib
import uuid

from django.db import models
from django.db.models import F, Q

from accounts.models import Municipality, User
from submissions.enums import (
    AnswerKind,
    CollegeState,
    Commitment,
    CouncilState,
    EventKind,
    Inspection,
    Nature,
    Operator,
    Prospect,
    State,
)
from submissions.models.rounds import Opgave, Round
from submissions.querysets import ContributionQuerySet, SubmissionQuerySet, VersionQuerySet


class Submission(models.Model):
    """What one municipality hands in for one round (bijlage 3), over all its versions."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="submissions", verbose_name="ronde")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="submissions", verbose_name="gemeente")
    state = models.CharField("stand", max_length=20, choices=State, default=State.OPEN)
    extended_until = models.DateTimeField("uitstel tot", null=True, blank=True)
    draft_open_to_regietafel = models.BooleanField("de regietafel mag ons concept inzien", default=False)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = "bijdrage"
        verbose_name_plural = "bijdragen"
        ordering = ["municipality__name"]
        constraints = [
            models.UniqueConstraint(fields=["round", "municipality"], name="submission_once_per_round"),
        ]

    def __str__(self):
        return f"{self.municipality}, {self.round}"


class Version(models.Model):
    """One hand-in. Without a number it is the working copy; with a number it is frozen and never changes."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="versions", verbose_name="bijdrage")
    number = models.PositiveSmallIntegerField("nummer", null=True, blank=True)
    submitted_at = models.DateTimeField("ingediend op", null=True, blank=True)
    submitted_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ingediend door"
    )
    offered_at = models.DateTimeField("aangeboden op", null=True, blank=True)
    offered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="aangeboden door"
    )
    contact_name = models.CharField("naam", max_length=150, blank=True)
    contact_email = models.EmailField("e-mailadres", blank=True)
    contact_phone = models.CharField("telefoonnummer", max_length=30, blank=True)
    college_state = models.CharField(
        "waar staat deze bijdrage in het college?", max_length=20, choices=CollegeState, blank=True
    )
    college_date = models.DateField("datum van het college", null=True, blank=True)
    council_state = models.CharField("en in de gemeenteraad?", max_length=20, choices=CouncilState, blank=True)
    council_date = models.DateField("datum van de raad", null=True, blank=True)
    remarks = models.TextField("opmerkingen bij de bijdrage", max_length=4000, blank=True)
    revision = models.PositiveIntegerField("bewerking", default=0)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = "versie"
        verbose_name_plural = "versies"
        ordering = ["submission", "number"]
        constraints = [
            models.UniqueConstraint(fields=["submission"], condition=Q(number=None), name="version_one_working_copy"),
            models.UniqueConstraint(fields=["submission", "number"], name="version_number_unique"),
            models.CheckConstraint(
                name="version_number_and_hand_in_together",
                condition=Q(number=None, submitted_at=None, submitted_by=None)
                | Q(number__isnull=False, submitted_at__isnull=False, submitted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="version_offer_has_moment_and_person",
                condition=Q(offered_at=None, offered_by=None) | Q(offered_at__isnull=False, offered_by__isnull=False),
            ),
            models.CheckConstraint(
                name="version_approved_by_somebody_else",
                condition=Q(offered_by=None) | Q(submitted_by=None) | ~Q(offered_by=F("submitted_by")),
                violation_error_message="Wie de bijdrage aanbiedt, kan haar niet zelf goedkeuren.",
            ),
        ]

    def __str__(self):
        return f"{self.submission}: versie {self.number}" if self.number else f"{self.submission}: concept"

    @property
    def is_late(self) -> bool:
        """Handed in at or after the deadline of the letter, which is allowed and marked."""
        return self.submitted_at is not None and self.submitted_at >= self.submission.round.deadline_at


class Answer(models.Model):
    """How a version answers one opgave: with lines, with "geen bijdrage" or with "nog niet bekend"."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="answers", verbose_name="versie")
    opgave = models.ForeignKey(Opgave, models.PROTECT, related_name="+", verbose_name="opgave")
    kind = models.CharField("antwoord", max_length=15, choices=AnswerKind)
    reason = models.CharField("reden", max_length=500, blank=True)

    class Meta:
        verbose_name = "antwoord"
        verbose_name_plural = "antwoorden"
        ordering = ["opgave__order"]
        constraints = [models.UniqueConstraint(fields=["version", "opgave"], name="answer_once_per_opgave")]

    def __str__(self):
        return f"{self.opgave}: {self.get_kind_display()}"

    @property
    def revision(self) -> str:
        """Differs when the answer differs: who replaces an answer must have seen this one."""
        return hashlib.sha256(f"{self.kind}\n{self.reason}".encode()).hexdigest()[:16]


class Contribution(models.Model):
    """One line: an opgave, a location, and the stock there on the peildatum of each term."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="contributions", verbose_name="versie")
    line_id = models.UUIDField("regelnummer", default=uuid.uuid4, editable=False)
    opgave = models.ForeignKey(Opgave, models.PROTECT, related_name="+", verbose_name="opgave")
    nature = models.CharField("soort", max_length=10, choices=Nature, default=Nature.EXISTING)
    location_name = models.CharField("naam van de locatie", max_length=150, blank=True)
    location_unknown = models.BooleanField("locatie nog niet bekend", default=False)
    place = models.CharField("plaats", max_length=100, blank=True)
    address = models.CharField("adres", max_length=200, blank=True)
    amount_short = models.PositiveIntegerField("aantal korte termijn", null=True, blank=True)
    amount_long = models.PositiveIntegerField("aantal lange termijn", null=True, blank=True)
    available_from = models.DateField("eerste dag", null=True, blank=True)
    available_until = models.DateField("laatste dag", null=True, blank=True)
    open_ended = models.BooleanField("geen einddatum", default=False)
    prospect = models.CharField("zicht op verlenging", max_length=10, choices=Prospect, blank=True)
    commitment = models.CharField("hoe vast staat dit?", max_length=20, choices=Commitment, blank=True)
    inspection = models.CharField("schouw", max_length=10, choices=Inspection, blank=True)
    operator = models.CharField("wie voert het uit?", max_length=15, choices=Operator, blank=True)
    confidential = models.BooleanField("vertrouwelijk", default=False)
    explanation = models.TextField("toelichting", max_length=4000, blank=True)
    revision = models.PositiveIntegerField("bewerking", default=0)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = "regel"
        verbose_name_plural = "regels"
        ordering = ["opgave__order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "line_id"], name="contribution_line_once_per_version"),
            models.CheckConstraint(
                name="contribution_ends_after_start",
                condition=Q(available_until=None)
                | Q(available_from=None)
                | Q(available_until__gte=F("available_from")),
                violation_error_message="De laatste dag ligt vóór de eerste dag.",
            ),
            models.CheckConstraint(
                name="contribution_open_ended_has_no_last_day",
                condition=Q(open_ended=False) | Q(available_until=None),
                violation_error_message="Kies een laatste dag of 'geen einddatum', niet allebei.",
            ),
            models.CheckConstraint(
                name="contribution_unknown_location_has_no_name",
                condition=Q(location_unknown=False) | Q(location_name=""),
                violation_error_message="Vul een locatie in of kies 'nog niet bekend', niet allebei.",
            ),
        ]

    def __str__(self):
        return self.location_label

    @property
    def location_label(self) -> str:
        """The location as a person names it, also when its name is not known yet."""
        if self.location_name:
            return self.location_name
        return "Locatie nog niet bekend" if self.location_unknown else "Locatie zonder naam"

    @property
    def counts(self) -> bool:
        """A dropped line counts nowhere and does not answer its opgave."""
        return self.commitment != Commitment.DROPPED


class Share(models.Model):
    """The part of a joint line that counts for a partner municipality.

    `confirmation` is the request to the partner about exactly these numbers, where `confirmations.attach` looked it up.
    """

    confirmation = None

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="shares", verbose_name="regel")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name="gemeente")
    amount_short = models.PositiveIntegerField("aandeel korte termijn", null=True, blank=True)
    amount_long = models.PositiveIntegerField("aandeel lange termijn", null=True, blank=True)

    class Meta:
        verbose_name = "aandeel"
        verbose_name_plural = "aandelen"
        ordering = ["municipality__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "municipality"],
                name="share_once_per_municipality",
                violation_error_message="Deze gemeente heeft al een aandeel in deze regel.",
            )
        ]

    def __str__(self):
        return f"{self.municipality}: {self.amount_short} / {self.amount_long}"

    @property
    def is_confirmed(self) -> bool:
        return self.confirmation is not None and self.confirmation.is_confirmed

    @property
    def is_declined(self) -> bool:
        return self.confirmation is not None and self.confirmation.is_declined


class Explanation(models.Model):
    """What the municipality says about one warning; kept with the version and shown to the project leader.

    `rule` names the function in `rules/`; `about` is the line_id, the code of the opgave, or empty for the header.
    """

    version = models.ForeignKey(Version, models.CASCADE, related_name="explanations", verbose_name="versie")
    rule = models.CharField("regel", max_length=60)
    about = models.CharField("waarover", max_length=40, blank=True)
    text = models.TextField("toelichting", max_length=1000)

    class Meta:
        verbose_name = "toelichting"
        verbose_name_plural = "toelichtingen"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "rule", "about"], name="explanation_once_per_warning"),
        ]

    def __str__(self):
        return f"{self.rule}: {self.text[:50]}"


class Event(models.Model):
    """What happened to a submission, when and by whom. Written only by actions, never changed."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="events", verbose_name="bijdrage")
    kind = models.CharField("gebeurtenis", max_length=30, choices=EventKind)
    detail = models.CharField("bijzonderheden", max_length=1000, blank=True)
    at = models.DateTimeField("moment")
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="door")

    class Meta:
        verbose_name = "gebeurtenis"
        verbose_name_plural = "gebeurtenissen"
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.submission}"
