"""The links to static files are rendered once, for the files as they were collected."""

import pytest
from django.template.loader import render_to_string

from prt_portal import same_parts
from prt_portal.same_parts import same_part

STYLES = "includes/styles.html"


class Collected:
    manifest_hash, base_url = "een", "/static/"


def count_renders(monkeypatch: pytest.MonkeyPatch, collected: type = Collected) -> list[str]:
    rendered: list[str] = []
    monkeypatch.setattr(same_parts, "staticfiles_storage", collected)

    def render(name: str) -> str:
        rendered.append(name)
        return name

    monkeypatch.setattr(same_parts, "render_to_string", render)
    same_parts._rendered.cache_clear()
    return rendered


def test_part_is_what_the_template_says() -> None:
    assert same_part(STYLES) == render_to_string(STYLES)


def test_part_is_rendered_once_for_what_was_collected(monkeypatch: pytest.MonkeyPatch) -> None:
    rendered = count_renders(monkeypatch)
    same_part(STYLES)
    same_part(STYLES)
    assert rendered == [STYLES]


def test_other_collected_files_are_another_part(monkeypatch: pytest.MonkeyPatch) -> None:
    rendered = count_renders(monkeypatch)
    same_part(STYLES)
    monkeypatch.setattr(Collected, "manifest_hash", "twee")
    same_part(STYLES)
    assert rendered == [STYLES, STYLES]


def test_who_develops_sees_a_changed_template(
    monkeypatch: pytest.MonkeyPatch, settings: pytest.FixtureRequest
) -> None:
    settings.DEBUG = True  # type: ignore[attr-defined]
    rendered = count_renders(monkeypatch)
    same_part(STYLES)
    same_part(STYLES)
    assert rendered == [STYLES, STYLES]
