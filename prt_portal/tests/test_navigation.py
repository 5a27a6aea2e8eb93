"""The menu says where the person is, also on the pages below an entry."""

import pytest

from prt_portal.tests.conftest import Portal


@pytest.mark.parametrize(
    ("path", "here"),
    [
        ("/", "Home"),
        ("/2024/regietafel/", "Regietafel"),
        ("/2024/regietafel/gemeenten/GM0106/", "Regietafel"),
        ("/2024/regietafel/vragen/", "Regietafel"),
        ("/2024/regietafel/vergelijking/amv/", "Vergelijking"),
        ("/2024/regietafel/overzicht/", "Overzicht"),
        ("/2024/regietafel/opgaven/nieuw/", "Opgaven"),
        ("/2024/routekaart/", "Routekaart"),
    ],
)
def test_one_entry_is_marked_when_the_page_lies_under_it(
    portal: Portal, path: str, here: str
) -> None:
    page = portal.client("project_leader").get(path)
    assert [item.label for item in page.context["navigation"] if item.current] == [here]
    assert page.content.decode().count(f'aria-current="page">{here}</a>') == 1


def test_no_entry_is_marked_when_the_page_lies_under_none(portal: Portal) -> None:
    page = portal.client("project_leader").get("/privacy/")
    assert not [item.label for item in page.context["navigation"] if item.current]
