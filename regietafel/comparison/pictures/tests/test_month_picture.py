"""The columns of the months: as high as their numbers, under a finding in words."""

from datetime import date

from regietafel.comparison.months import MonthNumbers
from regietafel.comparison.pictures.months import HEIGHT, month_picture
from regietafel.comparison.tests.test_comparison import row_of, target
from rounds.enums import Term
from submissions.tests.plain import hand_in, line

PEILDATA = {Term.SHORT: date(2024, 3, 31), Term.LONG: date(2024, 4, 1)}
MONTHS = [
    MonthNumbers(date(2024, month, 1), {"asiel": amount})
    for month, amount in enumerate((100, 50, 400, 1), 1)
]
ROWS = [row_of([hand_in("GM0001", line(1))], target(200))]


def test_columns_are_as_high_as_their_numbers() -> None:
    picture = month_picture(MONTHS, ROWS, "plekken", PEILDATA)
    assert [(c.amount, c.height, c.y + c.height) for c in picture.columns] == [
        (100, HEIGHT // 4, HEIGHT),
        (50, HEIGHT // 8, HEIGHT),
        (400, HEIGHT, HEIGHT),
        (1, 0, HEIGHT),
    ]


def test_opgave_stands_where_its_peildatum_lies() -> None:
    (asked,) = month_picture(MONTHS, ROWS, "plekken", PEILDATA).asked
    assert (asked.amount, asked.y, asked.x) == (200, HEIGHT // 2, "74.19")


def test_finding_says_when_there_is_least_and_most() -> None:
    picture = month_picture(MONTHS, ROWS, "plekken", PEILDATA)
    assert picture.finding == "het minst in april 2024 (1 plek), het meest in maart 2024 (400)"


def test_same_number_every_month_is_said_so() -> None:
    same = [MonthNumbers(date(2024, month, 1), {"asiel": 0}) for month in (1, 2, 3, 4)]
    assert month_picture(same, ROWS, "plekken", PEILDATA).finding == "elke maand 0 plekken"
