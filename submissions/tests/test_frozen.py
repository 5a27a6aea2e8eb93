"""What the database refuses to change, whoever asks; and what it lets pass (docs/adr/0010)."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from accounts.models import User
from common.frozen import lifted
from submissions.frozen import CONTACT
from submissions.handing_in.actions import discard_addition, start_addition, submit
from submissions.models import Line, Share, Version, VersionCount
from submissions.tests.builders import working_copy
from submissions.tests.frozen import CHANGING, KEPT, PARTS, named, refused, table_of


def execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def addition(everything_assen: Version, editor_assen: User) -> Version:
    start_addition(everything_assen.submission, editor_assen)
    return working_copy(everything_assen.submission)


def of_version(model: type[Model], version: Version) -> Model:
    """The first part of that kind of that version."""
    path = "line__version" if model is Share else "version"
    return model._default_manager.filter(**{path: version}).order_by("pk")[0]


def put_into(part: Model, version: Version) -> None:
    if isinstance(part, Share):
        part.line = version.lines.get()
    else:
        setattr(part, "version", version)  # noqa: B010 (which of the four it is, mypy cannot know)


@pytest.mark.parametrize(("model", "column"), CHANGING, ids=named)
def test_change_refused_when_made_by_the_orm(
    everything_assen: Version, model: type[Model], column: str
) -> None:
    with refused("UPDATE", model):
        model._default_manager.update(**{column: 7})


@pytest.mark.parametrize(("model", "column"), CHANGING, ids=named)
def test_change_refused_when_an_object_is_saved(
    everything_assen: Version, model: type[Model], column: str
) -> None:
    stored = model._default_manager.order_by("pk")[0]
    setattr(stored, column, 7)
    with refused("UPDATE", model):
        stored.save()


@pytest.mark.parametrize(("model", "column"), CHANGING, ids=named)
def test_change_refused_when_written_in_sql(
    everything_assen: Version, model: type[Model], column: str
) -> None:
    with refused("UPDATE", model):
        execute(f"UPDATE {table_of(model)} SET {column} = '7'")  # noqa: S608 (our own names)


@pytest.mark.parametrize("model", KEPT, ids=named)
def test_removal_refused_when_made_by_the_orm(
    everything_assen: Version, model: type[Model]
) -> None:
    rows = model._default_manager.all()
    with refused("DELETE", model):
        rows._raw_delete(rows.db)  # without what hangs on it


@pytest.mark.parametrize("model", KEPT, ids=named)
def test_removal_refused_when_written_in_sql(everything_assen: Version, model: type[Model]) -> None:
    with refused("DELETE", model):
        execute(f"DELETE FROM {table_of(model)}")  # noqa: S608 (our own names)


def test_version_refuses_to_go_with_all_that_hangs_on_it(everything_assen: Version) -> None:
    with pytest.raises(IntegrityError, match="a version that was handed in stays as it is"):
        everything_assen.delete()


@pytest.mark.parametrize("model", PARTS, ids=named)
def test_addition_to_a_version_refused_when_it_was_handed_in(
    everything_assen: Version, model: type[Model]
) -> None:
    part = of_version(model, everything_assen)
    part.pk, part._state.adding = None, True
    with refused("INSERT", model):
        part.save()


@pytest.mark.parametrize("model", PARTS, ids=named)
def test_addition_to_a_version_refused_when_written_in_sql(
    everything_assen: Version, model: type[Model]
) -> None:
    columns = ", ".join(
        str(field.column) for field in model._meta.concrete_fields if not field.primary_key
    )
    table = table_of(model)
    with refused("INSERT", model):
        execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {table}")  # noqa: S608


@pytest.mark.parametrize("model", PARTS, ids=named)
def test_move_into_a_version_refused_when_it_was_handed_in(
    everything_assen: Version, addition: Version, model: type[Model]
) -> None:
    part = of_version(model, addition)
    put_into(part, everything_assen)
    with refused("UPDATE", model):
        part.save()


@pytest.mark.parametrize("model", PARTS, ids=named)
def test_move_out_of_a_version_refused_when_it_was_handed_in(
    everything_assen: Version, addition: Version, model: type[Model]
) -> None:
    part = of_version(model, everything_assen)
    put_into(part, addition)
    with refused("UPDATE", model):
        part.save()


def test_number_refuses_to_be_taken_off(everything_assen: Version) -> None:
    with refused("UPDATE", Version):
        Version.objects.update(number=None, submitted_at=None, submitted_by=None)


@pytest.mark.parametrize("name", CONTACT)
def test_contact_may_be_emptied_when_handed_in(everything_assen: Version, name: str) -> None:
    Version.objects.update(**{name: ""})
    assert getattr(Version.objects.get(), name) == ""


def test_contact_may_be_emptied_when_an_object_is_saved(everything_assen: Version) -> None:
    stored = Version.objects.get()
    stored.contact_name = stored.contact_email = stored.contact_phone = ""
    stored.save()
    assert Version.objects.get().contact_name == ""


@pytest.mark.parametrize("name", CONTACT)
def test_contact_refuses_to_become_somebody_else(everything_assen: Version, name: str) -> None:
    with refused("UPDATE", Version):
        Version.objects.update(**{name: "x@assen.example"})


def test_nothing_else_may_change_while_the_contact_is_emptied(everything_assen: Version) -> None:
    with refused("UPDATE", Version):
        Version.objects.update(contact_name="", council_date=None)


def test_addition_may_be_changed_and_handed_in(addition: Version, editor_assen: User) -> None:
    for model, column in PARTS.items():
        part = of_version(model, addition)
        setattr(part, column, 7)
        part.save()
    assert submit(addition.submission, editor_assen).number == 2
    assert [line.place for line in Line.objects.order_by("pk")] == ["Assen", "7"]


@pytest.mark.parametrize("model", PARTS, ids=named)
def test_part_of_an_addition_may_be_removed(addition: Version, model: type[Model]) -> None:
    before = model._default_manager.count()
    of_version(model, addition).delete()
    assert model._default_manager.count() == before - 1


def test_addition_may_be_thrown_away(addition: Version, editor_assen: User) -> None:
    discard_addition(addition.submission, editor_assen)
    assert [version.number for version in Version.objects.all()] == [1]


@pytest.mark.postgresql
@pytest.mark.parametrize("model", KEPT, ids=named)
def test_emptying_a_table_refused_when_not_lifted(db: None, model: type[Model]) -> None:
    with refused("TRUNCATE", model), transaction.atomic():
        execute(f"TRUNCATE {table_of(model)} CASCADE")
    with lifted():
        execute(f"TRUNCATE {table_of(model)} CASCADE")


def test_whatever_hangs_on_a_version_is_guarded() -> None:
    """A new model with a key to a version or a line belongs in `submissions/frozen.py` and here.

    But for what is counted from it, which other rules give once more.
    """
    hanging = {
        relation.related_model
        for model in (Version, Line)
        for relation in model._meta.related_objects
    }
    assert hanging - {VersionCount} == set(PARTS)
