from typing import TypeVar

from django.db.models import Model

from common.reference.row import Row

Record = TypeVar("Record", bound=Model)


def create_or_change(
    row: Row,
    model: type[Record],
    key: dict[str, object],
    fields: dict[str, object],
    at_first: dict[str, object] | None = None,
) -> Record:
    """The record with this key, made or changed; `at_first` is only for a new one.

    A record that already says all this is not saved again, so that its history tells real changes
    only. What the model does not accept is told with its place in the file.
    """
    record = model._default_manager.filter(**key).first() or model(**key, **(at_first or {}))
    if record.pk is None or any(getattr(record, name) != value for name, value in fields.items()):
        for name, value in fields.items():
            setattr(record, name, value)
        with row.tells_its_place():
            record.full_clean()
        record.save()
    return record
