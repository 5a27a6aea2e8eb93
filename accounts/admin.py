from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import admin
from django.db.models import F, ForeignKey, Model, Q, QuerySet
from django.http import HttpRequest

from accounts.admin_access import ReadOnlyAdmin, RegietafelScopedAdmin, administered_regietafels
from accounts.http import person_of
from accounts.models import Membership, Municipality, Regietafel, User

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


class MembershipInline(admin.TabularInline):
    model = Membership
    extra = 1
    ordering = [F("municipality__name").asc(nulls_last=True), "regietafel__name", "role"]

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return True

    has_add_permission = has_change_permission = has_view_permission

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return person_of(request).is_superuser

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
