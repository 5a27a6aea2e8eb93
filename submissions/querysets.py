"""What is visible to this person, what is open, what counts."""

from django.db import models
from django.db.models import Case, Count, F, Max, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from accounts.enums import MUNICIPAL_ROLES, Role
from accounts.models import Municipality, Regietafel, User
from submissions.enums import QuestionVisibility

THE_REGIETAFEL = 0  # beside the keys of municipalities, where a query compares who wrote with who asked


def _municipalities_of(user: User) -> list[int]:
    return [m.municipality_id for m in user.active_memberships if m.role in MUNICIPAL_ROLES]


def _regietafels_of(user: User, *roles: Role) -> list[int]:
    return [m.regietafel_id for m in user.active_memberships if m.role in roles]


class RoundQuerySet(models.QuerySet):
    def visible_to(self, user: User):
        """The rounds of the regietafels a person belongs to, directly or through a municipality."""
        tables = {(m.regietafel or m.municipality.regietafel).pk for m in user.active_memberships}
        return self.filter(regietafel__in=tables)


class OpgaveQuerySet(models.QuerySet):
    def fillable(self):
        """The rows a municipality answers; a sum has no lines of its own."""
        return self.filter(has_lines=True)


class SubmissionQuerySet(models.QuerySet):
    def editable_by(self, user: User):
        """The submissions of the person's own municipalities."""
        return self.filter(municipality__in=_municipalities_of(user))

    def submitted_to(self, user: User):
        """The submissions whose submitted versions the person reads for a regietafel."""
        tables = _regietafels_of(user, Role.PROJECT_LEADER, Role.CHAIR)
        return self.filter(round__regietafel__in=tables)

    def with_latest_number(self):
        """Adds `latest_number`: the number of the version that counts, None when nothing was handed in."""
        return self.annotate(latest_number=Max("versions__number"))


class VersionQuerySet(models.QuerySet):
    def submitted(self):
        return self.filter(number__isnull=False)

    def working_copies(self):
        return self.filter(number=None)

    def open_drafts(self):
        """The working copies that their municipality lets the regietafel read."""
        return self.working_copies().filter(submission__draft_open_to_regietafel=True)

    def latest_submitted(self):
        """Of each submission the version that counts, also while an addition is in the making."""
        newest = self.model.objects.filter(submission=OuterRef("submission"), number__isnull=False)
        return self.filter(pk=Subquery(newest.order_by("-number").values("pk")[:1]))


class ContributionQuerySet(models.QuerySet):
    def with_details(self):
        """Everything a page or sheet shows of a line, in a fixed number of queries."""
        return self.select_related("opgave", "version__submission__municipality").prefetch_related(
            "shares__municipality"
        )


class ShareConfirmationQuerySet(models.QuerySet):
    def in_force(self):
        """Of each share in a submitted line the request that is about its present numbers."""
        return self.filter(ended_at=None)


class QuestionQuerySet(models.QuerySet):
    def open(self):
        return self.filter(closed_at=None)

    def asked(self):
        """Without the internal notes, on which nobody waits for an answer."""
        return self.exclude(visibility=QuestionVisibility.OWN_SIDE)

    def count_open(self) -> dict[int, int]:
        """Per submission how many questions are open between regietafel and municipality."""
        counted = self.open().asked().order_by().values("submission").annotate(number=Count("pk"))
        return dict(counted.values_list("submission", "number"))

    def visible_to(self, user: User, at: Municipality | Regietafel | None = None):
        """What this person reads, in all roles or only in those `at` one municipality or regietafel.

        An internal note is read by the side that wrote it; a thread for partners also by the municipalities that had a
        share in the line when it was asked. At the regietafel these are project leader and chair.
        """
        memberships = [m for m in user.active_memberships if at is None or at in (m.municipality, m.regietafel)]
        own = [m.municipality_id for m in memberships if m.role in MUNICIPAL_ROLES]
        tables = [m.regietafel_id for m in memberships if m.role in (Role.PROJECT_LEADER, Role.CHAIR)]
        shared = ~Q(visibility=QuestionVisibility.OWN_SIDE)
        joint = self.model.partners.through.objects.filter(municipality__in=own)
        return self.filter(
            Q(submission__municipality__in=own) & (shared | Q(by_regietafel=False))
            | Q(submission__round__regietafel__in=tables) & (shared | Q(by_regietafel=True))
            | Q(visibility=QuestionVisibility.PARTNERS, pk__in=joint.values("question"))
        )

    def with_turns(self):
        """Adds `asker` and `last`: which municipality asked and which wrote last, `THE_REGIETAFEL` for the desk."""
        message = self.model._meta.get_field("messages").related_model
        messages = message.objects.filter(question=OuterRef("pk")).order_by("-at", "-pk")
        by_municipality = Subquery(messages.values("municipality")[:1])
        by_regietafel, key = When(by_regietafel=True, then=Value(THE_REGIETAFEL)), models.BigIntegerField()
        return self.annotate(
            asker=Case(by_regietafel, default=F("submission__municipality"), output_field=key),
            last=Coalesce(by_municipality, Value(THE_REGIETAFEL), output_field=key),
            last_at=Subquery(messages.values("at")[:1]),
        )

    def waiting_for(self, municipality: Municipality | None):
        """Open threads whose next word is to this municipality, or to the desk (None).

        What the asker wrote last waits for everybody else; what another wrote last waits for the asker.
        """
        own = municipality.pk if municipality else THE_REGIETAFEL
        turn = Q(asker=own) & ~Q(last=own) | ~Q(asker=own) & Q(last=F("asker"))
        return self.open().asked().with_turns().filter(turn)


class AttachmentQuerySet(models.QuerySet):
    def with_file(self):
        """What a list shows of a file; its bytes stay in the database."""
        return self.select_related("file", "attached_by").defer("file__content")

    def open_to_regietafel(self):
        """Of submitted versions, and of a working copy that the municipality has opened to the regietafel."""
        return self.filter(
            Q(version__number__isnull=False) | Q(version__submission__draft_open_to_regietafel=True),
        )
