"""What the database refuses to change, whoever asks; and what it lets pass (docs/adr/0010)."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from accounts.models import Municipality, User
from common.frozen import lifted
from submissions.frozen import CONTACT
from submissions.handing_in.actions import discard_addition, start_addition, submit
from submissions.models import (
    Answer,
    Attachment,
    Event,
    Explanation,
    Line,
    QuestionMessage,
    Share,
    StoredFile,
    Submission,
    Version,
)
from submissions.questions.tests.talk import ask, attach
from submissions.tests.builders import fill, working_copy

# Per model a column that says something, so that a change is a change.
PARTS: dict[type[Model], str] = {
    Answer: "reason",
    Attachment: "name",
    Explanation: "text",
    Line: "place",
    Share: "amount_short",
}
WHOLE: dict[type[Model], str] = {Version: "remarks", Event: "detail", QuestionMessage: "text"}
CHANGING = [*PARTS.items(), *WHOLE.items(), (StoredFile, "media_type")]
KEPT = [*PARTS, *WHOLE]


def named(value: object) -> str:
    return value.__name__ if isinstance(value, type) else ""


def table_of(model: type[Model]) -> str:
    return model._meta.db_table


def execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def refused(operation: str, model: type[Model]) -> pytest.RaisesExc[IntegrityError]:
    said = f"{operation} of {table_of(model)} refused: .*; only inside lifted()"
    return pytest.raises(IntegrityError, match=said.replace("()", r"\(\)"))


@pytest.fixture
def handed_in(
    submission_assen: Submission, editor_assen: User, westerveld: Municipality
) -> Version:
    """Version 1 of Assen, with one of everything that can hang on it."""
    draft = fill(submission_assen, editor_assen, {westerveld: (10, 10)})
    attach(submission_assen, editor_assen)
    Explanation.objects.create(version=draft, rule="rule", text="Omdat.")
    ask(submission_assen, editor_assen)
    return submit(submission_assen, editor_assen)


@pytest.fixture
def addition(handed_in: Version, editor_assen: User) -> Version:
    start_addition(handed_in.submission, editor_assen)
    return working_copy(handed_in.submission)


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
    handed_in: Version, model: type[Model], column: str
) -> None:
    with refused("UPDATE", model):
        model._default_manager.update(**{column: 7})


@pytest.mark.parametrize(("model", "column"), CHANGING, ids=named)
def test_change_refused_when_an_object_is_saved(
    handed_in: Version, model: type[Model], column: str
) -> None:
    stored = model._default_manager.order_by("pk")[0]
    setattr(stored, column, 7)
    with refused("UPDATE", model):
        stored.save()


@pytest.mark.parametrize(("model", "column"), CHANGING, ids=named)
def test_change_refused_when_written_in_sql(
    handed_in: Version, model: type[Model], column: str
) -> None:
    with refused("UPDATE", model):
        execute(f"UPDATE {table_of(model)} SET {column} = '7'")  # noqa: S608 (our own names)


@pytest.mark.parametrize("model", KEPT, ids=named)
def test_removal_refused_when_made_by_the_orm(handed_in: Version, model: type[Model]) -> None:
    rows = model._default_manager.all()
    with refused("DELETE", model):
        rows._raw_delete(rows.db)  # without what hangs on it


@pytest.mark.parametrize("model", KEPT, ids=named)
def test_removal_refused_when_written_in_sql(handed_in: Version, model: type[Model]) -> None:
    with refused("DELETE", model):
        execute(f"DELETE FROM {table_of(model)}")  # noqa: S608 (our own names)


def test_version_refuses_to_go_with_all_that_hangs_on_it(handed_in: Version) -> None:
    with pytest.raises(IntegrityError, match="a version that was handed in stays as it is"):
        handed_in.delete()


@pytest.mark.parametrize("model", PARTS, ids=named)
def test_addition_to_a_version_refused_when_it_was_handed_in(
    handed_in: Version, model: type[Model]
) -> None:
    part = of_version(model, handed_in)
    part.pk, part._state.adding = None, True
    with refused("INSERT", model):
        part.save()


@pytest.mark.parametrize("model", PARTS, ids=named)
def test_addition_to_a_version_refused_when_written_in_sql(
    handed_in: Version, model: type[Model]
) -> None:
    columns = ", ".join(
        str(field.column) for field in model._meta.concrete_fields if not field.primary_key
    )
    table = table_of(model)
    with refused("INSERT", model):
        execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {table}")  # noqa: S608


@pytest.mark.parametrize("model", PARTS, ids=named)
def test_move_into_a_version_refused_when_it_was_handed_in(
    handed_in: Version, addition: Version, model: type[Model]
) -> None:
    part = of_version(model, addition)
    put_into(part, handed_in)
    with refused("UPDATE", model):
        part.save()


@pytest.mark.parametrize("model", PARTS, ids=named)
def test_move_out_of_a_version_refused_when_it_was_handed_in(
    handed_in: Version, addition: Version, model: type[Model]
) -> None:
    part = of_version(model, handed_in)
    put_into(part, addition)
    with refused("UPDATE", model):
        part.save()


def test_number_refuses_to_be_taken_off(handed_in: Version) -> None:
    with refused("UPDATE", Version):
        Version.objects.update(number=None, submitted_at=None, submitted_by=None)


@pytest.mark.parametrize("name", CONTACT)
def test_contact_may_be_emptied_when_handed_in(handed_in: Version, name: str) -> None:
    Version.objects.update(**{name: ""})
    assert getattr(Version.objects.get(), name) == ""


def test_contact_may_be_emptied_when_an_object_is_saved(handed_in: Version) -> None:
    stored = Version.objects.get()
    stored.contact_name = stored.contact_email = stored.contact_phone = ""
    stored.save()
    assert Version.objects.get().contact_name == ""


@pytest.mark.parametrize("name", CONTACT)
def test_contact_refuses_to_become_somebody_else(handed_in: Version, name: str) -> None:
    with refused("UPDATE", Version):
        Version.objects.update(**{name: "x@assen.example"})


def test_nothing_else_may_change_while_the_contact_is_emptied(handed_in: Version) -> None:
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


@pytest.mark.parametrize(("model", "column"), CHANGING, ids=named)
def test_change_passes_when_lifted(handed_in: Version, model: type[Model], column: str) -> None:
    with lifted():
        model._default_manager.update(**{column: 7})
    assert str(model._default_manager.values_list(column, flat=True)[0]) == "7"


def test_everything_may_go_when_lifted(handed_in: Version) -> None:
    with lifted():
        handed_in.delete()
        QuestionMessage.objects.all().delete()
        Event.objects.all().delete()
    assert not any(model._default_manager.exists() for model in KEPT)


def change_an_event() -> None:
    with refused("UPDATE", Event), transaction.atomic():
        Event.objects.update(detail="Iets anders")


def test_change_refused_again_when_the_lifting_has_ended(handed_in: Version) -> None:
    with lifted():
        pass
    change_an_event()


def test_lifting_lasts_until_the_outermost_ends(handed_in: Version) -> None:
    with lifted():
        with lifted():
            pass
        Event.objects.update(detail="Iets anders")
    change_an_event()


def test_nothing_has_changed_when_the_lifting_ends_in_an_error(handed_in: Version) -> None:
    with pytest.raises(ZeroDivisionError), lifted():
        Event.objects.update(detail="Iets anders")
        print(1 / 0)
    assert not Event.objects.filter(detail="Iets anders").exists()
    change_an_event()


@pytest.mark.postgresql
@pytest.mark.parametrize("model", KEPT, ids=named)
def test_emptying_a_table_refused_when_not_lifted(db: None, model: type[Model]) -> None:
    with refused("TRUNCATE", model), transaction.atomic():
        execute(f"TRUNCATE {table_of(model)} CASCADE")
    with lifted():
        execute(f"TRUNCATE {table_of(model)} CASCADE")


def test_whatever_hangs_on_a_version_is_guarded() -> None:
    """A new model with a key to a version or a line belongs in `submissions/frozen.py` and here."""
    hanging = {
        relation.related_model
        for model in (Version, Line)
        for relation in model._meta.related_objects
    }
    assert hanging == set(PARTS)
