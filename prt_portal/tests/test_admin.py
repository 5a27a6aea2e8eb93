"""The technical administration: a beheerder stays within the own regietafel, and what was submitted
is frozen."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts.admin import MembershipFormSet
from accounts.enums import Role
from accounts.models import Membership, Municipality, Regietafel, User
from prt_portal.tests.conftest import Portal
from prt_portal.tests.url_table import ADMIN_MODELS, PERSONAS
from rounds.models import Opgave, Round, TargetSet
from routekaart.models import Milestone
from submissions.models import Event, Submission, Version

SCOPED = [model for model, (administrator, _) in ADMIN_MODELS.items() if "view" in administrator]
FROZEN = {"submissions/version": Version, "submissions/event": Event}
NO_MEMBERSHIPS = {"memberships-TOTAL_FORMS": "0", "memberships-INITIAL_FORMS": "0"}
SAVED = 302


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def administrator(portal: Portal) -> Client:
    return portal.client("administrator")


@pytest.fixture
def superuser(portal: Portal) -> Client:
    return portal.client("superuser")


@pytest.fixture
def elsewhere(portal: Portal) -> Regietafel:
    return Regietafel.objects.get(slug="elders")


def objects_elsewhere(elsewhere: Regietafel) -> dict:
    round_ = elsewhere.rounds.get()
    return {
        "accounts/regietafel": elsewhere,
        "accounts/municipality": elsewhere.municipalities.get(),
        "accounts/user": User.objects.get(email=PERSONAS["outside_editor"]),
        "rounds/round": round_,
        "rounds/opgave": round_.opgaven.get(),
        "rounds/targetset": round_.target_sets.get(),
        "submissions/submission": round_.submissions.get(),
        "routekaart/milestone": round_.milestones.get(),
    }


def change_path(model: str, pk: object) -> str:
    return f"/beheer/{model}/{pk}/change/"


def form_of(client: Client, path: str) -> dict:
    """What the browser would post from this page of the admin, with its inlines."""
    context = client.get(path).context
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    values = {field.html_name: field.value() for form in forms for field in form}
    data = {name: value for name, value in values.items() if value not in (None, False)}
    for name, value in list(data.items()):
        if hasattr(value, "astimezone"):  # the admin asks for date and time in two boxes
            local = value.astimezone()
            data |= {f"{name}_0": f"{local:%Y-%m-%d}", f"{name}_1": f"{local:%H:%M:%S}"}
    return data


def membership(user: User | None, number: int = 0, **fields: Any) -> dict:
    """One empty row of the inline, filled in."""
    values = {
        f"memberships-{number}-{name}": getattr(value, "pk", value)
        for name, value in fields.items()
    }
    return values | {
        "memberships-TOTAL_FORMS": str(number + 1),
        "memberships-INITIAL_FORMS": str(number),
        f"memberships-{number}-user": user.pk if user else "",
    }


@pytest.mark.parametrize("model", SCOPED)
def test_list_shows_only_the_own_regietafel(
    administrator: Client, elsewhere: Regietafel, model: str
) -> None:
    listed = administrator.get(f"/beheer/{model}/").context["cl"].queryset
    assert listed.exists()
    assert objects_elsewhere(elsewhere)[model] not in listed


@pytest.mark.parametrize("model", SCOPED)
def test_object_of_another_regietafel_is_not_there(
    administrator: Client, elsewhere: Regietafel, model: str
) -> None:
    response = administrator.get(
        change_path(model, objects_elsewhere(elsewhere)[model].pk), follow=True
    )
    assert response.redirect_chain == [("/beheer/", 302)]
    assert "bestaat niet" in str(next(iter(response.context["messages"])))


@pytest.mark.parametrize("model", SCOPED)
def test_object_of_another_regietafel_cannot_be_changed_by_post(
    administrator: Client, superuser: Client, elsewhere: Regietafel, model: str
) -> None:
    target = objects_elsewhere(elsewhere)[model]
    before = type(target).objects.filter(pk=target.pk).values().get()
    path = change_path(model, target.pk)
    administrator.post(
        path, form_of(superuser, path) | {"name": "X", "title": "X", "email": "x@x.nl"}
    )
    assert type(target).objects.filter(pk=target.pk).values().get() == before


def test_superusers_are_not_in_the_list_of_an_administrator(administrator: Client) -> None:
    platform = User.objects.get(email=PERSONAS["superuser"])
    Membership.objects.create(
        user=platform, role=Role.CHAIR, regietafel=Regietafel.objects.get(slug="drenthe")
    )
    assert platform not in administrator.get("/beheer/accounts/user/").context["cl"].queryset
    assert (
        administrator.get(change_path("accounts/user", platform.pk)).headers["Location"]
        == "/beheer/"
    )


def test_administrator_makes_a_user_with_a_role_at_the_own_regietafel(
    administrator: Client,
) -> None:
    drenthe = Regietafel.objects.get(slug="drenthe")
    new = {"email": "Nieuw@drenthe.example", "name": "Nieuw", "is_active": "on"}
    role = membership(None, role=Role.CHAIR, regietafel=drenthe)
    assert administrator.post("/beheer/accounts/user/add/", new | role).status_code == SAVED
    made = User.objects.get(email="nieuw@drenthe.example")
    assert not made.has_usable_password()
    assert made.memberships.get().regietafel == drenthe


def test_administrator_cannot_make_a_superuser(administrator: Client) -> None:
    new = {"email": "nieuw@drenthe.example", "name": "Nieuw", "is_active": "on"}
    rights = {
        "is_superuser": "on",
        "is_staff": "on",
        "groups": "1",
        "user_permissions": "1",
        "password": "geheim",
    }
    assert (
        administrator.post("/beheer/accounts/user/add/", new | rights | NO_MEMBERSHIPS).status_code
        == SAVED
    )
    made = User.objects.get(email="nieuw@drenthe.example")
    assert (made.is_superuser, made.is_staff, made.groups.count(), made.has_usable_password()) == (
        False,
        False,
        0,
        False,
    )


def test_administrator_cannot_turn_a_user_into_a_superuser(administrator: Client) -> None:
    user = User.objects.get(email=PERSONAS["editor_assen"])
    path = change_path("accounts/user", user.pk)
    rights = {"is_superuser": "on", "password": "geheim"}
    assert administrator.post(path, form_of(administrator, path) | rights).status_code == SAVED
    changed = User.objects.get(pk=user.pk)
    assert (changed.is_superuser, changed.password) == (False, user.password)


def test_administrator_changes_roles_and_never_the_person(administrator: Client) -> None:
    user = User.objects.get(email=PERSONAS["editor_assen"])
    path = change_path("accounts/user", user.pk)
    person = {"email": "ik@elders.example", "name": "Gewijzigd", "is_active": ""}
    roles = {"memberships-0-valid_until": "2024-12-31"}
    posted = form_of(administrator, path) | person | roles
    assert administrator.post(path, posted).status_code == SAVED
    changed = User.objects.get(pk=user.pk)
    assert (changed.email, changed.name, changed.is_active) == (user.email, user.name, True)
    assert changed.memberships.get().valid_until is not None


LOOKUPS = {
    "accounts/user": (
        "password__startswith=a",
        "password__regex=.",
        "email__contains=e",
        "last_login__isnull=0",
        "memberships__role=chair",
        "totp__isnull=0",
    ),
    "accounts/municipality": (
        "memberships__user__password__startswith=a",
        "regietafel__memberships__user__email__contains=a",
        "name__startswith=A",
    ),
    "rounds/round": ("submissions__versions__contact_email__contains=a", "title__contains=2"),
    "rounds/opgave": ("round__submissions__draft_open_to_regietafel=1",),
    "submissions/submission": (
        "versions__lines__location_name__startswith=a",
        "municipality__memberships__user__password__startswith=a",
    ),
    "routekaart/milestone": ("round__regietafel__memberships__user__name__startswith=a",),
}


@pytest.mark.parametrize(
    ("model", "lookup"), [(model, lookup) for model in LOOKUPS for lookup in LOOKUPS[model]]
)
@pytest.mark.parametrize("who", ["administrator", "superuser"])
def test_no_address_filters_by_what_is_not_beside_the_list(
    portal: Portal, who: str, model: str, lookup: str
) -> None:
    answer = portal.client(who).get(f"/beheer/{model}/?{lookup}")
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "address", ["rounds/opgave/?round__id__exact={round}", "accounts/user/?is_active__exact=1"]
)
def test_filters_beside_the_list_work(administrator: Client, address: str) -> None:
    round_ = Round.objects.get(regietafel__slug="drenthe")
    page = administrator.get(f"/beheer/{address.format(round=round_.pk)}")
    assert page.context["cl"].queryset.exists()


def test_filters_name_no_round_of_another_table(
    administrator: Client, elsewhere: Regietafel
) -> None:
    for model in ("rounds/opgave", "submissions/submission", "routekaart/milestone"):
        page = administrator.get(f"/beheer/{model}/").content.decode()
        assert elsewhere.rounds.get().title not in page


@pytest.mark.parametrize("role", [Role.PROJECT_LEADER, Role.ADMINISTRATOR])
def test_administrator_cannot_give_a_role_at_another_regietafel(
    administrator: Client, elsewhere: Regietafel, role: Role
) -> None:
    user = User.objects.get(email=PERSONAS["editor_assen"])
    path = change_path("accounts/user", user.pk)
    given = form_of(administrator, path) | membership(user, 1, role=role, regietafel=elsewhere)
    assert administrator.post(path, given).status_code == 200
    assert [m.municipality.name for m in user.memberships.all()] == ["Assen"]


def test_administrator_cannot_give_a_role_at_a_municipality_elsewhere(
    administrator: Client, elsewhere: Regietafel
) -> None:
    user = User.objects.get(email=PERSONAS["editor_assen"])
    path = change_path("accounts/user", user.pk)
    outside = elsewhere.municipalities.get()
    given = form_of(administrator, path) | membership(
        user, 1, role=Role.EDITOR, municipality=outside
    )
    assert administrator.post(path, given).status_code == 200
    assert not Membership.objects.filter(user=user, municipality=outside).exists()


def test_administrator_cannot_move_a_role_to_another_regietafel(
    administrator: Client, elsewhere: Regietafel
) -> None:
    user = User.objects.get(email=PERSONAS["chair"])
    path = change_path("accounts/user", user.pk)
    moved = form_of(administrator, path) | {"memberships-0-regietafel": elsewhere.pk}
    assert administrator.post(path, moved).status_code == 200
    assert user.memberships.get().regietafel.slug == "drenthe"


def test_roles_elsewhere_of_a_shared_user_are_hidden_and_stay(
    administrator: Client, elsewhere: Regietafel
) -> None:
    user = User.objects.get(email=PERSONAS["editor_assen"])
    outside = Membership.objects.create(
        user=user, role=Role.EDITOR, municipality=elsewhere.municipalities.get()
    )
    path = change_path("accounts/user", user.pk)
    page = administrator.get(path)
    assert "elders" not in page.content.decode()
    forged = {"memberships-0-id": outside.pk, "memberships-0-role": Role.APPROVER}
    administrator.post(path, form_of(administrator, path) | forged)
    assert Membership.objects.get(pk=outside.pk).role == Role.EDITOR


def test_administrator_cannot_move_a_municipality_to_another_regietafel(
    administrator: Client, portal: Portal, elsewhere: Regietafel
) -> None:
    path = change_path("accounts/municipality", portal.addresses["accounts/municipality"])
    response = administrator.post(path, form_of(administrator, path) | {"regietafel": elsewhere.pk})
    assert "regietafel" in response.context["adminform"].form.errors
    assert not Municipality.objects.filter(
        pk=portal.addresses["accounts/municipality"], regietafel=elsewhere
    )


def test_round_keeps_its_table_address_and_rules_once_somebody_handed_in(
    administrator: Client, portal: Portal, elsewhere: Regietafel
) -> None:
    path = change_path("rounds/round", portal.addresses["rounds/round"])
    forged = {
        "regietafel": elsewhere.pk,
        "slug": "2030",
        "count_emergency": "",
        "durable_places": "1",
    }
    forged |= {"four_eyes": "on"}
    administrator.post(path, form_of(administrator, path) | forged)
    round_ = Round.objects.get(pk=portal.addresses["rounds/round"])
    assert (round_.regietafel.slug, round_.slug, round_.count_emergency) == (
        "drenthe",
        "2024",
        True,
    )
    assert (round_.durable_places, round_.four_eyes) == (100, False)


@pytest.mark.parametrize(
    ("model", "made"), [("rounds/opgave", Opgave), ("routekaart/milestone", Milestone)]
)
def test_administrator_cannot_move_something_to_a_round_elsewhere(
    administrator: Client,
    portal: Portal,
    elsewhere: Regietafel,
    model: str,
    made: type[Opgave] | type[Milestone],
) -> None:
    path = change_path(model, portal.addresses[model])
    response = administrator.post(
        path, form_of(administrator, path) | {"round": elsewhere.rounds.get().pk}
    )
    assert "round" in response.context["adminform"].form.errors
    assert made.objects.filter(round__regietafel=elsewhere).count() == 1


def test_administrator_cannot_make_a_round_elsewhere(
    administrator: Client, portal: Portal, elsewhere: Regietafel
) -> None:
    copied = form_of(administrator, change_path("rounds/round", portal.addresses["rounds/round"]))
    new = copied | {
        "regietafel": Regietafel.objects.get(slug="drenthe").pk,
        "slug": "2026",
        "short_term_date": "2026-12-31",
        "long_term_date": "2027-07-01",
        "durable_years": "5",
        "durable_places": "100",
        "opgaven-TOTAL_FORMS": "0",
        "opgaven-INITIAL_FORMS": "0",
    }
    response = administrator.post("/beheer/rounds/round/add/", new | {"regietafel": elsewhere.pk})
    assert "regietafel" in response.context["adminform"].form.errors
    assert administrator.post("/beheer/rounds/round/add/", new).status_code == SAVED
    assert [(r.slug, r.submissions.count()) for r in Round.objects.filter(slug="2026")] == [
        ("2026", 12)
    ]


@pytest.mark.parametrize("model", FROZEN)
def test_frozen_things_are_invisible_to_the_administrator(
    administrator: Client, model: str
) -> None:
    assert (
        reverse(f"admin:{model.replace('/', '_')}_changelist")
        not in administrator.get("/beheer/").content.decode()
    )


@pytest.mark.parametrize("model", FROZEN)
@pytest.mark.parametrize("kind", ["add", "change", "delete"])
def test_frozen_things_take_no_post_of_a_superuser(
    superuser: Client, portal: Portal, model: str, kind: str
) -> None:
    before = list(FROZEN[model]._default_manager.order_by("pk").values())
    part = "add" if kind == "add" else f"{portal.addresses[model]}/{kind}"
    response = superuser.post(
        f"/beheer/{model}/{part}/", {"post": "yes", "number": "9", "detail": "X"}
    )
    assert response.status_code == 403
    assert list(FROZEN[model]._default_manager.order_by("pk").values()) == before


@pytest.mark.parametrize("model", FROZEN)
def test_frozen_things_have_no_bulk_delete(superuser: Client, portal: Portal, model: str) -> None:
    before = FROZEN[model]._default_manager.count()
    chosen = {
        "action": "delete_selected",
        "_selected_action": portal.addresses[model],
        "post": "yes",
    }
    superuser.post(f"/beheer/{model}/", chosen)
    assert FROZEN[model]._default_manager.count() == before


@pytest.mark.parametrize(
    "model",
    [
        "accounts/user",
        "accounts/municipality",
        "rounds/round",
        "submissions/submission",
        "rounds/opgave",
    ],
)
def test_deleting_something_else_does_not_take_versions_with_it(
    superuser: Client, portal: Portal, model: str
) -> None:
    before = (Version.objects.count(), Event.objects.count())
    superuser.post(f"/beheer/{model}/{portal.addresses[model]}/delete/", {"post": "yes"})
    assert (Version.objects.count(), Event.objects.count()) == before


@pytest.mark.parametrize("model", [TargetSet, Submission])
def test_numbers_and_states_cannot_be_typed_in_the_admin(
    superuser: Client, portal: Portal, model: type[TargetSet] | type[Submission]
) -> None:
    path = change_path(
        f"{model._meta.app_label}/{model._meta.model_name}", model.objects.first().pk
    )
    states = list(Submission.objects.values_list("pk", "state"))
    assert superuser.post(path, {"source": "X", "state": "open"}).status_code == 403
    assert not TargetSet.objects.filter(source="X").exists()
    assert list(Submission.objects.values_list("pk", "state")) == states


def test_the_second_login_page_of_the_admin_refuses_who_is_not_of_the_staff(portal: Portal) -> None:
    assert portal.client("editor_westerveld").get("/beheer/", follow=True).status_code == 403


# What is typed here is as checked as elsewhere


def refused(client: Client, path: str, data: dict) -> list[str]:
    """What the page says of what was posted; not saved."""
    answer = client.post(path, data)
    assert answer.status_code == 200, answer.headers
    forms = [answer.context["adminform"].form]
    forms += [form for f in answer.context["inline_admin_formsets"] for form in f.formset.forms]
    return [str(error) for form in forms for errors in form.errors.values() for error in errors]


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_round_of_a_year_that_nobody_means_is_refused(administrator: Client, year: str) -> None:
    """Once stored, no page of the whole table could be shown any more."""
    path = change_path("rounds/round", Round.objects.get(slug="2024").pk)
    data = form_of(administrator, path) | {"opens_at_0": f"01-01-{year}"}
    assert "Controleer het jaartal: kies een jaar van 1990 tot 2100." in refused(
        administrator, path, data
    )


def test_day_of_a_milestone_in_a_year_that_nobody_means_is_refused(administrator: Client) -> None:
    path = change_path("routekaart/milestone", Milestone.objects.filter(round__slug="2024")[0].pk)
    data = form_of(administrator, path) | {"planned_end": "01-01-0001"}
    assert "Controleer het jaartal: kies een jaar van 1990 tot 2100." in refused(
        administrator, path, data
    )


def test_name_stays_on_one_line(administrator: Client) -> None:
    """It stands in the subject of mails, where a second line would be another header."""
    assen = Municipality.objects.get(name="Assen")
    path = change_path("accounts/municipality", assen.pk)
    data = form_of(administrator, path) | {"name": "Assen\r\nBcc: iemand@elders.example"}
    assert administrator.post(path, data).status_code == SAVED
    assen.refresh_from_db()
    assert assen.name == "Assen Bcc: iemand@elders.example"


def test_role_that_somebody_has_already_is_told_at_the_row(administrator: Client) -> None:
    editor = User.objects.get(email=PERSONAS["editor_assen"])
    path = change_path("accounts/user", editor.pk)
    row = membership(
        editor, 1, municipality=Municipality.objects.get(name="Assen"), role=Role.APPROVER
    )
    told = refused(administrator, path, form_of(administrator, path) | row)
    assert "Deze gebruiker heeft al een rol bij deze gemeente." in told
    assert "Verander de rij die er al staat, of haal daar de laatste dag weg." in told
    assert editor.memberships.count() == 1


def test_same_role_in_two_new_rows_is_told_at_the_row(administrator: Client) -> None:
    editor = User.objects.get(email=PERSONAS["editor_assen"])
    path = change_path("accounts/user", editor.pk)
    emmen = Municipality.objects.get(name="Emmen")
    rows = membership(editor, 1, municipality=emmen, role=Role.EDITOR)
    rows |= membership(editor, 2, municipality=emmen, role=Role.APPROVER)
    data = form_of(administrator, path) | rows | {"memberships-INITIAL_FORMS": "1"}
    assert "Deze rol staat er twee keer." in refused(administrator, path, data)
    assert editor.memberships.count() == 1


def test_role_that_a_colleague_gave_at_the_same_moment_is_told(
    administrator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The check of the form came too early to see it."""
    monkeypatch.setattr(MembershipFormSet, "clean", lambda self: None)
    editor = User.objects.get(email=PERSONAS["editor_assen"])
    path = change_path("accounts/user", editor.pk)
    row = membership(
        editor, 1, municipality=Municipality.objects.get(name="Assen"), role=Role.APPROVER
    )
    with transaction.atomic():
        answer = administrator.post(path, form_of(administrator, path) | row, follow=True)
    assert "Iemand anders heeft dit net ook gewijzigd. Kijk wat er staat." in answer.text
    assert editor.memberships.count() == 1


def test_form_with_thousands_of_rows_is_refused_at_once(administrator: Client) -> None:
    editor = User.objects.get(email=PERSONAS["editor_assen"])
    path = change_path("accounts/user", editor.pk)
    data = form_of(administrator, path) | {"memberships-TOTAL_FORMS": "2000"}
    answer = administrator.post(path, data)
    formset = answer.context["inline_admin_formsets"][0].formset
    assert len(formset.forms) <= 41


def test_code_of_a_municipality_stays_once_it_takes_part_in_a_round(administrator: Client) -> None:
    """It is in every address, file and count."""
    emmen = Municipality.objects.get(name="Emmen")
    path = change_path("accounts/municipality", emmen.pk)
    data = form_of(administrator, path) | {"cbs_code": "GM9999"}
    assert administrator.post(path, data).status_code == SAVED
    emmen.refresh_from_db()
    assert emmen.cbs_code == "GM0114"


@pytest.mark.parametrize(
    "address",
    [
        "rounds/round/add/?opens_at=None&title=Van+buiten",
        "accounts/municipality/add/?population_date=x&name=Van+buiten",
        "routekaart/milestone/add/?planned_end=x&title=Van+buiten",
    ],
)
def test_address_fills_in_nothing(administrator: Client, address: str) -> None:
    page = administrator.get(f"/beheer/{address}").text
    assert "<form" in page
    assert "Van buiten" not in page
