"""The one way to change what is frozen, and that it ends."""

import pytest
from django.db import transaction
from django.db.models import Model

from common.frozen import lifted
from submissions.models import Event, QuestionMessage, Version
from submissions.tests.frozen import CHANGING, KEPT, named, refused


@pytest.mark.parametrize(("model", "column"), CHANGING, ids=named)
def test_change_passes_when_lifted(
    everything_assen: Version, model: type[Model], column: str
) -> None:
    with lifted():
        model._default_manager.update(**{column: 7})
    assert str(model._default_manager.values_list(column, flat=True)[0]) == "7"


def test_everything_may_go_when_lifted(everything_assen: Version) -> None:
    with lifted():
        everything_assen.delete()
        QuestionMessage.objects.all().delete()
        Event.objects.all().delete()
    assert not any(model._default_manager.exists() for model in KEPT)


def refused_again() -> None:
    with refused("UPDATE", Event), transaction.atomic():
        Event.objects.update(detail="Iets anders")


def test_change_refused_again_when_the_lifting_has_ended(everything_assen: Version) -> None:
    with lifted():
        pass
    refused_again()


def test_lifting_lasts_until_the_outermost_ends(everything_assen: Version) -> None:
    with lifted():
        with lifted():
            pass
        Event.objects.update(detail="Iets anders")
    refused_again()


def test_nothing_has_changed_when_the_lifting_ends_in_an_error(everything_assen: Version) -> None:
    with pytest.raises(ZeroDivisionError), lifted():
        Event.objects.update(detail="Iets anders")
        print(1 / 0)
    assert not Event.objects.filter(detail="Iets anders").exists()
    refused_again()
