"""Administration within one's own regietafel: a beheerder sees and changes only what belongs to
it."""

from django.contrib import admin

from accounts.http import AuthenticatedHttpRequest
from accounts.permissions import Action, regietafels_where


def administered_regietafels(request: AuthenticatedHttpRequest) -> set[int]:
    return regietafels_where(request.user, Action.ADMINISTER)


class RegietafelScopedAdmin(admin.ModelAdmin):
    """`regietafel_path` leads from the object to its regietafel; related fields are limited the
    same way."""

    regietafel_path = "regietafel"
    related_paths: dict[str, str] = {}

    def _may(self, request: AuthenticatedHttpRequest) -> bool:
        return request.user.is_superuser or bool(administered_regietafels(request))

    def has_module_permission(self, request):
        return self._may(request)

    def has_view_permission(self, request, obj=None):
        return self._may(request)

    def has_add_permission(self, request):
        return self._may(request)

    def has_change_permission(self, request, obj=None):
        return self._may(request)

    def has_delete_permission(self, request, obj=None):
        return request.user.is_superuser

    def get_queryset(self, request):
        everything = super().get_queryset(request)
        if request.user.is_superuser:
            return everything
        return everything.filter(
            **{f"{self.regietafel_path}__in": administered_regietafels(request)}
        ).distinct()

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        path = self.related_paths.get(db_field.name)
        if path and not request.user.is_superuser:
            related = db_field.remote_field.model._default_manager
            kwargs["queryset"] = related.filter(
                **{f"{path}__in": administered_regietafels(request)}
            ).distinct()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class ReadOnlyAdmin(admin.ModelAdmin):
    """For what the portal itself writes and nobody may change: frozen versions and events.

    Superusers only.
    """

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
