"""What nginx shows by itself when the portal is away or a file is too large (docs/deploy.md)."""

import re
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.any_database

PAGES = sorted((settings.BASE_DIR / "static/proxy").iterdir())
GUIDE = settings.BASE_DIR / "docs/deploy.md"


def test_guide_names_each_page() -> None:
    named = set(re.findall(r"^ +error_page .* /proxy/(\S+);$", GUIDE.read_text(), re.MULTILINE))
    assert named == {page.name for page in PAGES}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page_is_dutch_and_needs_nothing_of_the_portal(page: Path) -> None:
    text = page.read_text()
    assert '<html lang="nl">' in text
    assert "<h1>" in text
    assert re.findall(r'(?:href|src)="([^"]*)"', text) == ["/"]
