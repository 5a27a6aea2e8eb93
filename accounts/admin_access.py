"""Administration within one's own regietafel: a beheerder sees and changes only what belongs to
it."""

from typing import Any

from django.contrib import admin
from django.db.models import CharField, DateField, Field, ForeignKey, Model, QuerySet
from django.forms import CharField as FormCharField
from django.forms import Field as FormField
from django.forms import ModelChoiceField
from django.http import HttpRequest

from accounts.http import person_of
from accounts.permissions import Action, regietafels_where
from common.dates import require_plausible_year
from common.texts import on_one_line

# A filter with only the rounds of which there is something in the list.
OF_OWN_ROUND = ("round", admin.RelatedOnlyFieldListFilter)


def administered_regietafels(request: HttpRequest) -> set[int]:
    return regietafels_where(person_of(request), Action.ADMINISTER)


class CheckedInput:
    """What is typed here is as checked as on the portal's own pages: a name stands on one line, and
    a date lies in a year that can be meant."""

    def formfield_for_dbfield(
        self, db_field: "Field[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> FormField | None:
        if type(db_field) is CharField and not db_field.choices:
            kwargs.setdefault("form_class", OneLineField)
        found: FormField | None = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        if found is not None and isinstance(db_field, DateField):  # a DateTimeField is one
            found.validators = [*found.validators, require_plausible_year]
        return found


class OneLineField(FormCharField):
    def to_python(self, value: Any) -> Any:
        return super().to_python(on_one_line(value) if isinstance(value, str) else value)


class ListedFiltersAdmin(CheckedInput, admin.ModelAdmin):
    """A list is filtered by what stands beside it and by nothing else: an address such as
    `?password__startswith=a` would tell what nobody may read."""

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Nothing that stands in the address: Django fails on a moment that is a text."""
        return {}

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        listed = [
            entry[0] if isinstance(entry, tuple | list) else entry for entry in self.list_filter
        ]
        return any(lookup in (f"{name}__exact", f"{name}__id__exact") for name in map(str, listed))


class RegietafelScopedAdmin(ListedFiltersAdmin):
    """`regietafel_path` leads from the object to its regietafel; related fields are limited the
    same way."""

    regietafel_path = "regietafel"
    related_paths: dict[str, str] = {}

    def _may(self, request: HttpRequest) -> bool:
        return person_of(request).is_superuser or bool(administered_regietafels(request))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self._may(request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._may(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self._may(request)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._may(request)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return person_of(request).is_superuser

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        everything = super().get_queryset(request)
        if person_of(request).is_superuser:
            return everything
        return everything.filter(
            **{f"{self.regietafel_path}__in": administered_regietafels(request)}
        ).distinct()

    def formfield_for_foreignkey(
        self, db_field: ForeignKey[Any], request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField | None:
        path = self.related_paths.get(db_field.name)
        if path and not person_of(request).is_superuser:
            related = db_field.remote_field.model._default_manager
            kwargs["queryset"] = related.filter(
                **{f"{path}__in": administered_regietafels(request)}
            ).distinct()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class ReadOnlyAdmin(ListedFiltersAdmin):
    """For what the portal itself writes and nobody may change: frozen versions and events.

    Superusers only.
    """

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
