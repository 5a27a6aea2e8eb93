from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from accounts.admin_access import OF_OWN_ROUND, CheckedInput, RegietafelScopedAdmin
from rounds.models import Opgave, Target, TargetSet


class OpgaveInline(CheckedInput, admin.TabularInline):
    model = Opgave
    extra = 0
    show_change_link = True
    fields = ["order", "code", "name", "unit", "has_lines"]

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    has_change_permission = has_delete_permission = has_add_permission


@admin.register(Opgave)
class OpgaveAdmin(RegietafelScopedAdmin):
    regietafel_path = "round__regietafel"
    related_paths = {"round": "regietafel", "part_of": "round__regietafel"}
    list_display = ["name", "code", "unit", "order", "round"]
    list_filter = [OF_OWN_ROUND]
    ordering = ["round", "order"]


def _never(self: "admin.ModelAdmin[Any]", request: HttpRequest, obj: Model | None = None) -> bool:
    return False


class TargetInline(CheckedInput, admin.TabularInline):
    model = Target
    extra = 0
    can_delete = False

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return obj is None

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(TargetSet)
class TargetSetAdmin(RegietafelScopedAdmin):
    """A set is made once and superseded by the next one; nothing in it is overwritten."""

    regietafel_path = "round__regietafel"
    related_paths = {"round": "regietafel"}
    list_display = ["round", "number", "source", "made_at"]
    inlines = [TargetInline]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    has_change_permission = has_delete_permission = _never
