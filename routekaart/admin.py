from django.contrib import admin

from accounts.admin_access import RegietafelScopedAdmin
from routekaart.models import Milestone


@admin.register(Milestone)
class MilestoneAdmin(RegietafelScopedAdmin):
    regietafel_path = "round__regietafel"
    related_paths = {"round": "regietafel"}
    list_display = ["title", "round", "planned_end", "expected_end", "completed_on"]
    list_filter = ["round"]
    ordering = ["round", "order"]
