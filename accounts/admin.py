from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import admin, messages
from django.db import IntegrityError
from django.db.models import F, ForeignKey, Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.admin_access import (
    CheckedInput,
    ReadOnlyAdmin,
    RegietafelScopedAdmin,
    administered_regietafels,
)
from accounts.http import person_of
from accounts.models import ExportEvent, Membership, Municipality, Regietafel, User

# Wiping one is all that is done here: with other contents no page could show it any more.
admin.site.unregister(Authenticator)
# People see and end their own sessions; nobody else needs to know where they are.
admin.site.unregister(UserSession)


@admin.register(Regietafel)
class RegietafelAdmin(RegietafelScopedAdmin):
    regietafel_path = "pk"
    list_display = ["name", "province", "contact_email"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return person_of(request).is_superuser


@admin.register(Municipality)
class MunicipalityAdmin(RegietafelScopedAdmin):
    related_paths = {"regietafel": "pk"}
    list_display = ["name", "cbs_code", "population", "regietafel"]
    search_fields = ["name", "cbs_code"]

    def get_readonly_fields(
        self, request: HttpRequest, obj: Municipality | None = None
    ) -> tuple[str, ...]:
        """In every address, file and count it is the key of the municipality."""
        return ("cbs_code",) if obj is not None and obj.submissions.exists() else ()


class MembershipFormSet(forms.BaseInlineFormSet):
    """Knows the person, whom the rows themselves leave out: one role twice is told at the row."""

    def clean(self) -> None:
        super().clean()
        places: set[tuple[object, ...]] = set()
        for form in self.forms:
            if not form.has_changed() or form in self.deleted_forms or form.errors:
                continue
            role = form.instance
            role.user = self.instance
            place = (role.municipality_id, role.regietafel_id, role.municipality_id or role.role)
            try:
                role.validate_constraints()
                if place in places:
                    raise forms.ValidationError(TWICE)
            except forms.ValidationError as error:
                form.add_error(None, [*error.messages, CHANGE_THE_OTHER_ROW])
            places.add(place)


TWICE = "Deze rol staat er twee keer."
CHANGE_THE_OTHER_ROW = "Verander de rij die er al staat, of haal daar de laatste dag weg."
MOST_ROLES = 40


class MembershipInline(CheckedInput, admin.TabularInline):
    model = Membership
    formset = MembershipFormSet
    extra = 1
    max_num = MOST_ROLES
    ordering = [F("municipality__name").asc(nulls_last=True), "regietafel__name", "role"]

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return True

    has_add_permission = has_change_permission = has_view_permission

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return person_of(request).is_superuser

    def get_formset(
        self, request: HttpRequest, obj: Model | None = None, **kwargs: Any
    ) -> type[forms.BaseInlineFormSet]:
        """A form that says it has thousands of rows is not read to the end."""
        return super().get_formset(request, obj, absolute_max=MOST_ROLES + 1, **kwargs)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Membership]:
        memberships = super().get_queryset(request)
        if person_of(request).is_superuser:
            return memberships
        own = administered_regietafels(request)
        return memberships.filter(Q(regietafel__in=own) | Q(municipality__regietafel__in=own))

    def formfield_for_foreignkey(
        self, db_field: ForeignKey[Any], request: HttpRequest, **kwargs: Any
    ) -> forms.ModelChoiceField | None:
        own = administered_regietafels(request)
        if not person_of(request).is_superuser and db_field.name == "municipality":
            kwargs["queryset"] = Municipality.objects.filter(regietafel__in=own)
        if not person_of(request).is_superuser and db_field.name == "regietafel":
            kwargs["queryset"] = Regietafel.objects.filter(pk__in=own)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Authenticator)
class AuthenticatorAdmin(ReadOnlyAdmin):
    """Who lost the telephone and the codes begins again after the platform administrator has wiped
    them."""

    list_display = ["user", "type", "created_at", "last_used_at"]
    list_filter = ["type"]
    search_fields = ["user__email"]
    exclude = ["data"]

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return person_of(request).is_superuser


@admin.register(ExportEvent)
class ExportEventAdmin(ReadOnlyAdmin):
    list_display = ["at", "by", "what"]
    search_fields = ["by__email", "what"]


class UserForm(forms.ModelForm):
    """A beheerder makes the account; the person chooses the password through "wachtwoord
    vergeten"."""

    class Meta:
        model = User
        fields = ["email", "name", "is_active"]

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        return email.lower()

    def save(self, commit: bool = True) -> User:
        if not self.instance.pk:
            self.instance.set_unusable_password()
        return super().save(commit)


@admin.register(User)
class UserAdmin(RegietafelScopedAdmin):
    form = UserForm
    inlines = [MembershipInline]
    list_display = ["email", "name", "is_active", "last_login"]
    list_filter = ["is_active"]
    search_fields = ["email", "name"]

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """A person is of that person, and may work for another table too; a beheerder gives and
        ends roles."""
        is_new = obj is None
        return () if is_new or person_of(request).is_superuser else ("email", "name", "is_active")

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody gives roles to himself."""
        return super().has_change_permission(request, obj) and (
            obj != person_of(request) or person_of(request).is_superuser
        )

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Two who give the same role at the same moment: the second sees that it is there."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError:
            messages.error(request, "Iemand anders heeft dit net ook gewijzigd. Kijk wat er staat.")
            return redirect(request.path)

    def save_model(
        self, request: HttpRequest, obj: User, form: forms.ModelForm, change: bool
    ) -> None:
        super().save_model(request, obj, form, change)
        if "email" in form.changed_data:  # allauth would go on accepting the old address
            EmailAddress.objects.filter(user=obj).delete()

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """People of the own regietafel and its municipalities; never the platform
        administrators."""
        users = admin.ModelAdmin.get_queryset(self, request)
        if person_of(request).is_superuser:
            return users
        own = administered_regietafels(request)
        of_table = Q(memberships__regietafel__in=own) | Q(
            memberships__municipality__regietafel__in=own
        )
        return users.filter(of_table, is_superuser=False).distinct()
