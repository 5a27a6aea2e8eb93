"""Giving one municipality more time: what was typed is not lost."""

from django.test import Client

from autosave.models import Autosave
from submissions.models import Submission

PAGE = "/2024/regietafel/gemeenten/GM0106/uitstel/"

REASON = "De raad vergadert pas op 18 april."


def test_reason_is_kept_when_the_extension_is_refused(desk_client: Client) -> None:
    desk_client.post(PAGE, {"last_day": "2020-01-01", "reason": REASON})
    page = desk_client.get(PAGE).content.decode()
    assert "die u niet had opgeslagen" in page
    assert REASON in page


def test_kept_reason_is_gone_when_the_extension_is_given(desk_client: Client) -> None:
    desk_client.post(PAGE, {"reason": REASON})
    assert Autosave.objects.get().form == "uitstel"
    desk_client.post(PAGE, {"last_day": "2024-05-01", "reason": REASON})
    assert Submission.objects.get(municipality__cbs_code="GM0106").extended_until
    assert not Autosave.objects.exists()
