import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import NoReturn, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Choices

from common.dates import EARLIEST_YEAR, LATEST_YEAR, parse_date
from common.numbers import NOT_WHOLE, parse_whole_number

LARGEST_NUMBER = 100_000_000  # more than the inhabitants of any country with this law

NEEDS_A_DAY = "Vul een bestaande dag in, met maand en jaar, bijvoorbeeld 31-12-2024."
NEEDS_FOUR_DIGITS = "Schrijf het jaar met vier cijfers, bijvoorbeeld 31-12-2024."
NEEDS_A_YEAR = (
    f"Vul een jaar van {EARLIEST_YEAR} tot {LATEST_YEAR} in, met vier cijfers, of laat dit leeg."
)
NEEDS_A_MOMENT = "Schrijf een moment als 2024-04-01T00:00:00+02:00."
NEEDS_A_ZONE = "Schrijf de tijdzone erbij, zoals in 2024-04-01T00:00:00+02:00."

# A spreadsheet takes these for a formula, leaves them out, or writes them when it cannot calculate.
BEGINS_WRONGLY = re.compile("['=+@#]")
NEEDS_A_BEGINNING = (
    "Een naam begint niet met =, +, @ of #, en een apostrof is gebogen, zoals in ’s-Hertogenbosch. "
    "Verbeter de naam en sla het bestand op als CSV UTF-8."
)
NEEDS_A_LETTER = (
    "Hier staat een vraagteken in een naam. Zet de letter terug en sla het bestand op als CSV "
    "UTF-8."
)

MOST_SHOWN = 80

Member = TypeVar("Member", bound=Choices)
Value = TypeVar("Value")


class Row(dict[str, str]):
    """A line of a file; what it cannot give is told with the place where it should stand."""

    def __init__(
        self, values: Mapping[str, str], file: str, line: int, fields: Mapping[str, str]
    ) -> None:
        super().__init__({column: text.strip() for column, text in values.items()})
        self.file, self.line = file, line
        self._columns = {field: column for column, field in fields.items()}

    def __missing__(self, column: str) -> NoReturn:
        raise ValueError(f"{self.file} heeft geen kolom ‘{column}’")

    def title(self, column: str) -> str:
        """On one line: it also becomes the subject of a mail."""
        if BEGINS_WRONGLY.match(self[column]):
            self.refuse(column, NEEDS_A_BEGINNING)
        return " ".join(self[column].split())

    def name(self, column: str) -> str:
        """Of a place or a person, in which no question is asked."""
        if "?" in self[column]:
            self.refuse(column, NEEDS_A_LETTER)
        return self.title(column)

    def whole(self, column: str) -> int:
        number = self._whole(column, NOT_WHOLE)
        if number is None:
            self.refuse(column, NOT_WHOLE)
        return number

    def year_or_none(self, column: str) -> int | None:
        year = self._whole(column, NEEDS_A_YEAR)
        if year is not None and not EARLIEST_YEAR <= year <= LATEST_YEAR:
            self.refuse(column, NEEDS_A_YEAR)
        return year

    def day(self, column: str) -> date:
        try:
            found = parse_date(self[column])
        except ValidationError as error:
            self.refuse(column, error.messages[0] if error.code == "year" else NEEDS_A_DAY)
        if found is None:
            self.refuse(column, NEEDS_A_DAY)
        return self._with_four_digits(column, found)

    def day_or_none(self, column: str) -> date | None:
        try:
            found = parse_date(self[column])
        except ValidationError as error:
            self.refuse(column, error.messages[0])
        return self._with_four_digits(column, found) if found else None

    def moment(self, column: str) -> datetime:
        try:
            value = datetime.fromisoformat(self[column])
        except ValueError:
            self.refuse(column, NEEDS_A_MOMENT)
        if value.tzinfo is None:
            self.refuse(column, NEEDS_A_ZONE)
        if not EARLIEST_YEAR <= value.year <= LATEST_YEAR:
            self.refuse(column, NEEDS_A_MOMENT)
        return value

    def yes(self, column: str) -> bool:
        return self.one_of({"ja": True, "nee": False}, column)

    def label(self, choices: Iterable[Member], column: str) -> Member:
        """The enum member with this Dutch label."""
        return self.one_of({str(choice.label): choice for choice in choices}, column)

    def one_of(self, words: Mapping[str, Value], column: str) -> Value:
        text = self[column].casefold()
        for word, value in words.items():
            if word.casefold() == text:
                return value
        known = ", ".join(word or "leeg" for word in words)
        self.refuse(column, f"Dit is geen van: {known}.")

    def shown(self, column: str) -> str:
        return _shown(self[column])

    def refuse(self, column: str, what_to_do: str, part: str = "") -> NoReturn:
        raise ValueError(
            f"{self.file}, regel {self.line}, kolom {column}: {_shown(part or self[column])}. "
            f"{what_to_do}"
        )

    @contextmanager
    def tells_its_place(self) -> Iterator[None]:
        """Turns what a model does not accept into a sentence about this line."""
        try:
            yield
        except ValidationError as error:
            messages = error.message_dict
            field = next((name for name in messages if name in self._columns), None)
            if field:
                self.refuse(self._columns[field], messages[field][0])
            first = messages.get(NON_FIELD_ERRORS) or next(iter(messages.values()))
            raise ValueError(f"{self.file}, regel {self.line}: {first[0]}") from error

    def _whole(self, column: str, otherwise: str) -> int | None:
        """The advice of a form, to leave it empty or to explain, is of no use in a file."""
        try:
            return parse_whole_number(self[column], LARGEST_NUMBER)
        except ValidationError as error:
            of_a_form = error.code in ("not_known", "not_whole")
            self.refuse(column, otherwise if of_a_form else error.messages[0])

    def _with_four_digits(self, column: str, found: date) -> date:
        if str(found.year) not in self[column]:
            self.refuse(column, NEEDS_FOUR_DIGITS)
        return found


def _shown(text: str) -> str:
    short = text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}…"
    return f"‘{short}’" if short else "leeg"
