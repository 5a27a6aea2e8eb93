"""A part of a page is kept under all it is made of."""

import pytest
from django.core.cache import cache

from common import rendered as module
from common.rendered import rendered

pytestmark = pytest.mark.django_db

TEMPLATE = "includes/status.html"


@pytest.fixture(autouse=True)
def _empty() -> None:
    cache.clear()


def status(label: str, made_of: object) -> str:
    return rendered(TEMPLATE, {"label": label, "tone": "done"}, made_of)


def test_part_is_rendered_once_for_what_it_is_made_of() -> None:
    assert "Klaar" in status("Klaar", ("Klaar", "done"))
    assert "Klaar" in status("Iets anders", ("Klaar", "done"))


def test_other_content_is_another_part() -> None:
    status("Klaar", ("Klaar", "done"))
    assert "Bezig" in status("Bezig", ("Bezig", "done"))


def test_part_of_another_version_of_the_portal_is_not_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    status("Klaar", "inhoud")
    monkeypatch.setattr(module, "_code", lambda: "een nieuwe versie")
    assert "Bezig" in status("Bezig", "inhoud")


def test_what_people_typed_stays_text() -> None:
    assert "&lt;b&gt;" in status("<b>", "<b>")
