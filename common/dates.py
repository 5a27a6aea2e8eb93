"""Dates the Dutch way, as people type them: one reader for forms and workbooks."""

import re
from calendar import monthrange
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.translation import override

from common.texts import as_seen

EARLIEST_YEAR, LATEST_YEAR = 1990, 2100

DAY_FIRST = re.compile(r"(\d{1,2}) ?[-/. ] ?(\d{1,2}) ?[-/. ] ?'?(\d{4}|\d{2})")
YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?: 00:00(?::00)?)?")
IN_WORDS = re.compile(r"(\d{1,2})[-. ]*([a-z]{3,9})\.?[- ]*'?(\d{4}|\d{2})")
WITHOUT_DAY = re.compile(r"(?:[a-z]+ )?(?:([a-z]{3,9})\.?|(\d{1,2}))[-/ ]+'?(\d{4}|\d{2})")
# "medio 2025", "eind 2025", "Q3 2025", "voorjaar 2025", "2025"
ONLY_A_YEAR = re.compile(r"(?:(?:[a-z]+|q[1-4]) )?(20\d\d)")

WEEKDAY = re.compile("^(?:maan|dins|woens|donder|vrij|zater|zon)dag,? ")
WITHOUT_AN_END = {
    *("doorlopend", "onbepaald", "onbepaalde tijd", "voor onbepaalde tijd", "permanent"),
    *("geen", "geen einddatum", "blijvend", "structureel"),
}

NO_LAST_DAY = "Is er geen laatste dag? Laat dit leeg en kies ‘Er is geen einddatum’."

INVALID = (
    "Vul een bestaande datum in, met het jaar, bijvoorbeeld 31-12-2024. Laat dit leeg als u de dag "
    "nog niet weet."
)
NEEDED = "Vul een bestaande datum in, met de dag en het jaar, bijvoorbeeld 31-12-2024."


def parse_date(text: str, *, needed: bool = False) -> date | None:
    """Read `31-12-2024`, `31/12/24`, `31.12.2024`, `31 december 2024` or `2024-12-31`; empty gives
    None.

    Raises ValidationError with a sentence that says what to do; leaving it empty is no way out when
    the date is needed. A month without a day is never taken for a day: whether a place is there on
    the peildatum hangs on it.
    """
    cleaned = WEEKDAY.sub("", as_seen(text).casefold())
    if not cleaned:
        return None
    if cleaned in WITHOUT_AN_END and not needed:
        raise ValidationError(NO_LAST_DAY, code="without_an_end")
    found = _day(cleaned)
    if found is None:
        sentence = NEEDED if needed else _without_a_day(cleaned) or INVALID
        raise ValidationError(sentence, code="invalid")
    require_plausible_year(found)
    return found


def require_plausible_year(day: date) -> None:
    """Of a date or a moment."""
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        raise ValidationError(
            f"Controleer het jaartal: kies een jaar van {EARLIEST_YEAR} tot {LATEST_YEAR}.",
            code="year",
        )


def _day(text: str) -> date | None:
    if match := YEAR_FIRST.fullmatch(text):
        return _date(match[1], match[2], match[3])
    if match := DAY_FIRST.fullmatch(text):
        return _date(match[3], match[2], match[1])
    if match := IN_WORDS.fullmatch(text):
        return _date(match[3], str(_month(match[2])), match[1])
    return None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(_year(year), int(month), int(day))
    except ValueError:
        return None


def _year(digits: str) -> int:
    """`98` is 1998: a location may well be that old, and none is opened so late in this century."""
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (1900 if year >= EARLIEST_YEAR % 100 else 2000)


def _month(word: str) -> int:
    """Of a name or its beginning; 0 when it is no month."""
    with override("nl"):
        names = {number: str(name).casefold() for number, name in MONTHS.items()}
    if word == "mrt":
        return 3
    return next((number for number, name in names.items() if name.startswith(word)), 0)


def _without_a_day(text: str) -> str:
    example = ""
    if match := WITHOUT_DAY.fullmatch(text):
        month = _month(match[1]) if match[1] else int(match[2])
        year = _year(match[3])
        if 1 <= month <= 12 and EARLIEST_YEAR <= year <= LATEST_YEAR:
            example = f" ({monthrange(year, month)[1]}-{month}-{year})"
    if not example and not ONLY_A_YEAR.fullmatch(text):
        return ""
    return (
        f"Vul een dag in, bijvoorbeeld de laatste dag van die maand{example}, of laat dit leeg als "
        "u de dag nog niet weet."
    )
