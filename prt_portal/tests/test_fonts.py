"""The fonts, made by script/make-fonts: the same letters on screen and on paper, and no more."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

pytestmark = pytest.mark.any_database

PROJECT = Path(__file__).resolve().parents[2]
FONTS = sorted((PROJECT / "static/fonts").glob("*.woff2"))
LARGEST = 27_000  # bytes
NAMES = "Oekraïne Šibenik Łódź Ķekava Győr Ģertrūde Žďár İzmir Țăndărei Ĉiela Straße ÿ Ĳ Œ"
SIGNS = "‘’‚“”„–—…•·×€‰−†‡‹›«»½¿"


def letters(font: Path) -> set[int]:
    return set(TTFont(font).getBestCmap())


@pytest.mark.parametrize("font", FONTS, ids=lambda font: font.name)
def test_font_has_the_letters_of_european_names_and_the_signs_of_the_pages(font: Path) -> None:
    missing = [sign for sign in NAMES + SIGNS if ord(sign) not in letters(font)]
    assert missing == []


@pytest.mark.parametrize("font", FONTS, ids=lambda font: font.name)
def test_font_is_small(font: Path) -> None:
    assert font.stat().st_size <= LARGEST


def test_paper_has_the_letters_of_the_screen() -> None:
    assert len({frozenset(letters(font)) for font in FONTS}) == 1


def test_font_of_the_screen_has_every_weight_in_use() -> None:
    [axis] = TTFont(PROJECT / "static/fonts/noto-sans.woff2")["fvar"].axes
    assert (axis.axisTag, axis.minValue, axis.maxValue) == ("wght", 400, 700)
