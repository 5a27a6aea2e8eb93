from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Case, Count, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from accounts.models import Municipality, Regietafel, User
from accounts.permissions import Action, municipalities_where, regietafels_where
from submissions.enums import QuestionVisibility
from submissions.models.submission import Submission

THE_REGIETAFEL = (
    0  # beside the keys of municipalities, where a query compares who wrote with who asked
)


def _sides(
    user: User, action: Action, at: Municipality | Regietafel | None
) -> tuple[set[int], set[int]]:
    """The municipalities and the regietafels where the person may, or only `at` if that is one."""
    own, tables = municipalities_where(user, action), regietafels_where(user, action)
    if at is None:
        return own, tables
    only = {at.pk}
    return (own & only, set()) if isinstance(at, Municipality) else (set(), tables & only)


def _turn_of(municipality: Municipality | None) -> Q:
    """Of a thread with turns. What the asker wrote last waits for everybody else; what another
    wrote last waits for the asker."""
    own = municipality.pk if municipality else THE_REGIETAFEL
    return Q(asker=own) & ~Q(last=own) | ~Q(asker=own) & Q(last=F("asker"))


class QuestionQuerySet(models.QuerySet["Question"]):
    def open(self) -> Self:
        return self.filter(closed_at=None)

    def without_notes(self) -> Self:
        """Without the internal notes, on which nobody waits for an answer."""
        return self.exclude(visibility=QuestionVisibility.OWN_SIDE)

    def visible_to(self, user: User, at: Municipality | Regietafel | None = None) -> Self:
        """What this person reads, in all roles or only in those `at` one municipality or
        regietafel.

        An internal note is read by the side that wrote it; a thread for partners also by the
        municipalities that had a share in the line when it was asked. At the regietafel these are
        project leader and chair.
        """
        own, tables = _sides(user, Action.READ_QUESTIONS, at)
        noting, noting_tables = _sides(user, Action.READ_INTERNAL_NOTES, at)
        note = Q(visibility=QuestionVisibility.OWN_SIDE)
        joint = self.model.partners.through.objects.filter(municipality__in=own)
        return self.filter(
            Q(submission__municipality__in=own) & ~note
            | Q(submission__municipality__in=noting) & note & Q(by_regietafel=False)
            | Q(submission__round__regietafel__in=tables) & ~note
            | Q(submission__round__regietafel__in=noting_tables) & note & Q(by_regietafel=True)
            | Q(visibility=QuestionVisibility.PARTNERS, pk__in=joint.values("question"))
        )

    def with_turns(self) -> Self:
        """Adds `asker` and `last`: which municipality asked and which wrote last, `THE_REGIETAFEL`
        for the desk."""
        of_thread = QuestionMessage.objects.filter(question=OuterRef("pk"))
        messages = of_thread.order_by("-at", "-pk")
        by_municipality = Subquery(messages.values("municipality")[:1])
        by_regietafel, key = (
            When(by_regietafel=True, then=Value(THE_REGIETAFEL)),
            models.BigIntegerField(),
        )
        return self.annotate(
            asker=Case(by_regietafel, default=F("submission__municipality"), output_field=key),
            last=Coalesce(by_municipality, Value(THE_REGIETAFEL), output_field=key),
            last_at=Subquery(messages.values("at")[:1]),
        )

    def waiting_for(self, municipality: Municipality | None) -> Self:
        """Open threads whose next word is to this municipality, or to the desk (None)."""
        return self.open().without_notes().with_turns().filter(_turn_of(municipality))

    def count_waiting(self, municipality: Municipality) -> dict[str, int]:
        """How many of these are open, and how many of those wait for this municipality."""
        asked = self.open().without_notes().order_by()
        if not asked.exists():  # most often: whose turn it is costs much more to ask
            return {"open": 0, "waiting": 0}
        waiting = Count("pk", filter=_turn_of(municipality))
        return asked.with_turns().aggregate(open=Count("pk"), waiting=waiting)


class Question(models.Model):
    """A thread between regietafel and municipality about a submission or about one line of it.

    Who reads it is chosen before the first message and never changes; `partners` are the
    municipalities that had a share in the line at that moment. An open question blocks nothing.
    """

    submission = models.ForeignKey(
        Submission, models.PROTECT, related_name="questions", verbose_name="bijdrage"
    )
    line_id = models.UUIDField("regelnummer", null=True, blank=True)
    subject = models.CharField("onderwerp", max_length=150)
    visibility = models.CharField("wie leest dit?", max_length=10, choices=QuestionVisibility)
    partners = models.ManyToManyField(
        Municipality, related_name="+", blank=True, verbose_name="meelezende gemeenten"
    )
    by_regietafel = models.BooleanField("gesteld door de regietafel")
    asked_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name="gesteld door"
    )
    asked_at = models.DateTimeField("gesteld op")
    closed_at = models.DateTimeField("afgerond op", null=True, blank=True)
    closed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="afgerond door"
    )

    objects = QuestionQuerySet.as_manager()

    # with_turns() adds these: the key of a municipality or THE_REGIETAFEL, and when it was written.
    asker: int
    last: int
    last_at: datetime

    class Meta:
        verbose_name = "vraag"
        verbose_name_plural = "vragen"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="question_closed_by_somebody",
                condition=Q(closed_at=None, closed_by=None)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="question_for_partners_is_about_a_line",
                condition=~Q(visibility=QuestionVisibility.PARTNERS) | Q(line_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class QuestionMessage(models.Model):
    """One message in the thread of a question; the first one is the question itself.

    Never changed.
    """

    question = models.ForeignKey(
        Question, models.PROTECT, related_name="messages", verbose_name="vraag"
    )
    text = models.TextField("bericht", max_length=4000)
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="namens gemeente",
        help_text="Leeg betekent: namens de regietafel.",
    )
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="door")
    at = models.DateTimeField("moment")

    class Meta:
        verbose_name = "bericht"
        verbose_name_plural = "berichten"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.by}: {self.text[:50]}"
