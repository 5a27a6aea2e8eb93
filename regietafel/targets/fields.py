"""The boxes of a new set of opgaven."""

from typing import Any

from django.core.exceptions import ValidationError

from common.dates import EARLIEST_YEAR, LATEST_YEAR
from common.fields import TextField
from common.numbers import MAXIMUM, WholeNumberField, WholeNumberInput, parse_whole_number
from common.reference.row import LARGEST_NUMBER
from common.texts import with_plain_line_ends
from regietafel.targets.read_rows import A_YEAR, of_a_cell


class AmountField(WholeNumberField):
    maximum = MAXIMUM

    def to_python(self, value: object) -> int | None:
        if value is None or isinstance(value, int):
            return value
        try:
            return parse_whole_number(str(value), self.maximum)
        except ValidationError as error:
            raise ValidationError(of_a_cell(error)) from error


class InhabitantsField(AmountField):
    maximum = LARGEST_NUMBER


class YearInput(WholeNumberInput):
    """A year is no amount: it has no point in it."""

    def format_value(self, value: int | str | None) -> str | None:
        return None if value is None else str(value)


class YearField(WholeNumberField):
    widget = YearInput

    def to_python(self, value: object) -> int | None:
        try:
            year = super().to_python(value)
        except ValidationError as error:
            raise ValidationError(A_YEAR) from error
        if year is not None and not EARLIEST_YEAR <= year <= LATEST_YEAR:
            raise ValidationError(A_YEAR)
        return year


class CellsField(TextField):
    """Cells of a sheet, with the empty one that a paste may begin or end with."""

    def to_python(self, value: Any) -> str:
        text = with_plain_line_ends(str(value or ""))
        return text.strip("\n ") if text.strip() else ""
