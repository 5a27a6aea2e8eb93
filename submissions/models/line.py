import uuid
from collections.abc import Collection
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q

from accounts.models import Municipality
from rounds.models import Opgave
from submissions.enums import (
    Commitment,
    Inspection,
    Nature,
    Operator,
    Prospect,
)
from submissions.models.version import Version

if TYPE_CHECKING:
    from submissions.models.share_request import Requests, ShareConfirmation


MOST_LINES = 500
"""In one version: more than any municipality has locations, and a page that can still be read."""


class LineQuerySet(models.QuerySet["Line"]):
    def with_shares(self) -> Self:
        """With what every page shows of the partners, in one query more."""
        return self.prefetch_related(
            models.Prefetch("shares", Share.objects.select_related("municipality"))
        )

    def counting(self) -> Self:
        return self.exclude(commitment=Commitment.DROPPED)


class Line(models.Model):
    """One line: an opgave, a location, and the stock there on the peildatum of each term."""

    version = models.ForeignKey(
        Version, models.CASCADE, related_name="lines", verbose_name="versie"
    )
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
    commitment = models.CharField(
        "hoe vast staat dit?", max_length=20, choices=Commitment, blank=True
    )
    inspection = models.CharField("schouw", max_length=10, choices=Inspection, blank=True)
    operator = models.CharField("wie voert het uit?", max_length=15, choices=Operator, blank=True)
    confidential = models.BooleanField("vertrouwelijk", default=False)
    explanation = models.TextField("toelichting", max_length=4000, blank=True)
    revision = models.PositiveIntegerField("bewerking", default=0)

    objects = LineQuerySet.as_manager()

    class Meta:
        verbose_name = "regel"
        verbose_name_plural = "regels"
        ordering = ["opgave__order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "line_id"], name="line_once_per_version"),
            models.CheckConstraint(
                name="line_ends_after_start",
                condition=Q(available_until=None)
                | Q(available_from=None)
                | Q(available_until__gte=F("available_from")),
                violation_error_message="De laatste dag ligt vóór de eerste dag.",
            ),
            models.CheckConstraint(
                name="line_open_ended_has_no_last_day",
                condition=Q(open_ended=False) | Q(available_until=None),
                violation_error_message="Kies een laatste dag of ‘geen einddatum’, niet allebei.",
            ),
            models.CheckConstraint(
                name="line_unknown_location_has_no_name",
                condition=Q(location_unknown=False) | Q(location_name=""),
                violation_error_message=(
                    "Vul een locatie in of kies ‘nog niet bekend’, niet allebei."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.location_label

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Not asked of the database in a query each before a line is stored: the form says what
        they say, and the database holds them when it is."""

    @property
    def location_label(self) -> str:
        """The location as a person names it, also when its name is not known yet."""
        if self.location_name:
            return self.location_name
        return "Locatie nog niet bekend" if self.location_unknown else "Locatie zonder naam"

    @property
    def is_open_already(self) -> bool:
        """Without a first day: it is in use where it is, and not something that is to come."""
        return (
            self.available_from is None
            and self.commitment == Commitment.IN_USE
            and not self.location_unknown
            and self.nature not in (Nature.NEW, Nature.EXPANSION)
        )

    @property
    def counts(self) -> bool:
        """A dropped line counts nowhere and does not answer its opgave."""
        return self.commitment != Commitment.DROPPED

    @property
    def remaining(self) -> tuple[int, int]:
        """What stays with the municipality that leads the line, short and long, without the shares
        of its partners. An amount that is not filled in yet counts as 0."""
        shares = self.shares.all()
        short = (self.amount_short or 0) - sum(share.amount_short or 0 for share in shares)
        long = (self.amount_long or 0) - sum(share.amount_long or 0 for share in shares)
        return short, long


class ConfirmationNotLoaded(RuntimeError):
    """Whether a share is confirmed was read before the requests were attached."""


class Share(models.Model):
    """The part of a joint line that counts for a partner municipality."""

    line = models.ForeignKey(Line, models.CASCADE, related_name="shares", verbose_name="regel")
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="+", verbose_name="gemeente"
    )
    amount_short = models.PositiveIntegerField("aandeel korte termijn", null=True, blank=True)
    amount_long = models.PositiveIntegerField("aandeel lange termijn", null=True, blank=True)

    class Meta:
        verbose_name = "aandeel"
        verbose_name_plural = "aandelen"
        ordering = ["municipality__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["line", "municipality"],
                name="share_once_per_municipality",
                violation_error_message="Deze gemeente heeft al een aandeel in deze regel.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.municipality}: {self.amount_short} / {self.amount_long}"

    requests: "Requests"  # share_request.Requests.attach() adds it

    @property
    def confirmation(self) -> "ShareConfirmation | None":
        """The request to the partner about exactly these numbers.

        Raises ConfirmationNotLoaded when nobody attached the requests: a share must not count as
        unconfirmed because nobody looked.
        """
        try:
            requests = self.requests
        except AttributeError:
            raise ConfirmationNotLoaded(self) from None
        return requests.about(self)

    @property
    def answer(self) -> str:
        """What the partner said of exactly these numbers: a ShareAnswer, or empty."""
        return self.confirmation.answer_in_force if self.confirmation else ""

    @property
    def is_confirmed(self) -> bool:
        return self.confirmation is not None and self.confirmation.is_confirmed

    @property
    def is_declined(self) -> bool:
        return self.confirmation is not None and self.confirmation.is_declined
