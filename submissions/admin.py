from django.contrib import admin
from django.db.models import Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest

from accounts.admin_access import OF_OWN_ROUND, ReadOnlyAdmin, RegietafelScopedAdmin
from rounds.admin import OpgaveInline
from rounds.models import Round
from submissions.models import Event, Submission, Version
from submissions.opening import open_round

FIXED_AFTER_HAND_IN = (
    "regietafel",
    "slug",
    "short_term_date",
    "long_term_date",
    "count_emergency",
    "durable_only",
    "sum_small_sites",
    "durable_years",
    "durable_places",
    "four_eyes",
)


@admin.register(Round)
class RoundAdmin(RegietafelScopedAdmin):
    related_paths = {"regietafel": "pk"}
    list_display = ["title", "slug", "opens_at", "deadline_at", "closes_at"]
    inlines = [OpgaveInline]

    def get_readonly_fields(
        self, request: HttpRequest, obj: Round | None = None
    ) -> tuple[str, ...]:
        """Once somebody has handed in, the address of the round, the rules of counting and four
        eyes stand."""
        return FIXED_AFTER_HAND_IN if obj is not None and obj.is_handed_in else ()

    def save_model(self, request: HttpRequest, obj: Round, form: ModelForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        open_round(obj)


@admin.register(Submission)
class SubmissionAdmin(RegietafelScopedAdmin):
    """The state of each municipality; content is read on the portal, extensions are given there."""

    regietafel_path = "round__regietafel"
    list_display = ["municipality", "round", "state", "extended_until"]
    list_filter = [OF_OWN_ROUND, "state"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(Version)
class VersionAdmin(ReadOnlyAdmin):
    list_display = ["submission", "number", "submitted_at", "submitted_by"]
    list_filter = ["submission__round"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Version]:
        return Version.objects.submitted()


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    list_display = ["at", "submission", "kind", "detail", "by"]
    list_filter = ["kind", "submission__round"]
