from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from pytest_django import Settings

from common import clock

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def seconds_of_day(moment: datetime) -> int:
    return moment.hour * 3600 + moment.minute * 60 + moment.second


def test_date_is_the_one_of_the_demo_when_moved(settings: Settings) -> None:
    settings.PRT_TODAY = date(2024, 6, 3)
    assert clock.today() == date(2024, 6, 3)
    assert clock.now().astimezone(AMSTERDAM).date() == date(2024, 6, 3)


@pytest.mark.parametrize("moved_to", [date(2024, 1, 15), date(2024, 6, 3)])
def test_time_of_day_is_the_real_one_in_amsterdam_when_moved(
    settings: Settings, moved_to: date
) -> None:
    settings.PRT_TODAY = moved_to
    real = seconds_of_day(datetime.now(AMSTERDAM))
    moved = seconds_of_day(clock.now().astimezone(AMSTERDAM))
    assert (moved - real) % 86400 < 60


@pytest.mark.parametrize(("moved_to", "hours"), [(date(2024, 1, 15), 1), (date(2024, 6, 3), 2)])
def test_summer_time_is_that_of_the_moved_date(
    settings: Settings, moved_to: date, hours: int
) -> None:
    settings.PRT_TODAY = moved_to
    assert (
        clock.now().astimezone(AMSTERDAM).utcoffset()
        == clock.now().utcoffset()
        == timedelta(hours=hours)
    )


def test_clock_is_the_real_one_when_not_moved(settings: Settings) -> None:
    settings.PRT_TODAY = None
    assert abs(clock.now() - timezone.now()) < timedelta(minutes=1)
