"""What `script/bench` measures is a portal as people fill it, only larger."""

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from prt_portal.bench.fill import ROUNDS_OF_HISTORY, Filling, add_history
from prt_portal.bench.region import invented_region, load_drenthe, project_leader
from prt_portal.bench.visitor import FormReader
from submissions.kept import counts
from submissions.models import ShareConfirmation, Version, VersionCount

pytestmark = pytest.mark.django_db


@pytest.fixture
def filling() -> Filling:
    """Two municipalities with three lines each, of which the second is joint."""
    filling = Filling(invented_region(load_drenthe(), size=2), lines=3)
    filling.hand_in()
    return filling


def test_every_version_is_counted_as_at_a_hand_in(filling: Filling) -> None:
    stored = [_plain(count) for count in VersionCount.objects.all()]
    VersionCount.objects.all().delete()
    for version in Version.objects.filter(submission__round=filling.round, number=1):
        counts.keep(version)
    assert [_plain(count) for count in VersionCount.objects.all()] == stored
    assert len(stored) == 2


def _plain(count: VersionCount) -> tuple[object, ...]:
    return count.version_id, count.basis, count.numbers, count.warnings


def test_partners_were_asked_about_the_joint_lines(filling: Filling) -> None:
    first, second = filling.submissions
    asked = ShareConfirmation.objects.in_force().order_by("submission")
    partners = [(request.submission, request.partner) for request in asked]
    assert partners == [(first, second.municipality), (second, first.municipality)]
    assert all(request.is_confirmed for request in asked)


def test_the_desk_sees_who_handed_in(filling: Filling, client: Client) -> None:
    client.force_login(project_leader(filling.round.regietafel))
    page = client.get(reverse("regietafel:comparison", args=[filling.round.slug]))
    assert page.context["handed_in"] == 2


def test_history_is_of_earlier_rounds(filling: Filling, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("prt_portal.bench.fill.LONG_STORY", 7)
    add_history(filling)
    earlier = filling.round.regietafel.rounds.exclude(pk=filling.round.pk)
    handed_in = Version.objects.filter(submission__round__in=earlier, number=1)
    assert handed_in.count() == 2 * ROUNDS_OF_HISTORY
    assert all(round_.closes_at < filling.round.opens_at for round_ in earlier)


def test_a_form_is_sent_back_as_a_browser_does() -> None:
    reader = FormReader()
    reader.feed(
        '<form><input name="other" value="1"></form><form>'
        '<input name="empty"><input type="checkbox" name="no"><input type="file" name="file">'
        '<input type="radio" name="one" value="a"><input type="radio" name="one" value="b" checked>'
        '<textarea name="text">\nTwo\nlines</textarea>'
        '<select name="chosen"><option value="x"><option value="y" selected></select></form>'
    )
    assert reader.fields == {"empty": "", "one": "b", "text": "Two\nlines", "chosen": "y"}


def test_the_bare_page_is_not_in_the_portal() -> None:
    with pytest.raises(NoReverseMatch):
        reverse("bare")
