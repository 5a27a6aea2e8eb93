"""The page that explains the words, and the help at the fields with the same words."""

import re
from collections import Counter

import pytest
from django.template.loader import render_to_string
from django.test import Client

from common.tests.responses import page_source, page_text
from submissions.counting.levels import LEVEL_OF
from submissions.enums import Commitment, Inspection, Prospect

pytestmark = pytest.mark.django_db

TERMS_AT_FIELDS = ("commitment", "reference_date", "inspection", "prospect")


def words(html: str) -> str:
    return " ".join(re.sub("<[^>]*>", " ", html).split())


def test_anybody_can_read_it_without_an_account(client: Client) -> None:
    assert "Wat betekenen de woorden?" in page_text(client.get("/uitleg/"))


@pytest.mark.parametrize("term", TERMS_AT_FIELDS)
def test_help_at_the_field_says_what_the_page_says(
    client: Client, as_editor: Client, url: object, term: str
) -> None:
    help_ = words(render_to_string(f"terms/{term}.html"))
    assert help_ in words(page_source(client.get("/uitleg/")))
    page = as_editor.get("/2024/bijdrage/GM0106/opgaven/asiel/toevoegen/")
    assert help_ in words(page_source(page))


def test_every_commitment_stands_at_the_level_at_which_it_counts() -> None:
    rows = re.findall(
        "<dt>(.*?)</dt><dd>(.*?)</dd>", render_to_string("terms/commitment.html"), re.DOTALL
    )
    explained = dict(rows)
    for commitment in Commitment:
        level = LEVEL_OF.get(commitment)
        head = level.value.capitalize() if level else "Telt niet mee"
        assert str(commitment.label) in explained[head]


def test_choices_are_named_as_the_form_names_them() -> None:
    assert str(Inspection.APPROVED.label) in render_to_string("terms/inspection.html")
    for prospect in (Prospect.ORAL, Prospect.WRITTEN):
        assert str(prospect.label) in render_to_string("terms/prospect.html")


def test_every_part_has_its_own_address(client: Client) -> None:
    html = page_source(client.get("/uitleg/"))
    ids = Counter(re.findall(r' id="([^"]+)"', html))
    assert [name for name, times in ids.items() if times > 1] == []
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)
