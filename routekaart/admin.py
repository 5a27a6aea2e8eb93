from django.contrib import admin

from accounts.admin_access import OF_OWN_ROUND, RegietafelScopedAdmin
from routekaart.models import Milestone


@admin.register(Milestone)
class MilestoneAdmin(RegietafelScopedAdmin):
    regietafel_path = "round__regietafel"
    related_paths = {"round": "regietafel"}
    list_display = ["title", "round", "planned_end", "expected_end", "completed_on"]
    list_filter = [OF_OWN_ROUND]
    ordering = ["round", "order"]
