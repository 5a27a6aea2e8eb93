"""What a person may do with the rows of a protected sheet of an .ods: sort, filter, add, delete."""

from collections.abc import Iterable
from typing import TypeVar

from odfdo import Cell, Element, Row
from openpyxl.utils import get_column_letter

from submissions.workbook.sheets import Sheet

LAST_COLUMN = 16_384  # of a sheet in LibreOffice and in Excel

FREE = "ce_free"  # the style of a cell that asks nothing and is not locked

# All that can be allowed about rows has a name in OpenDocument-v1.4+libreoffice-schema.rng. Sorting
# has none: LibreOffice sorts where no cell below the head is locked.
ALLOWED = (
    "select-protected-cells",
    "select-unprotected-cells",
    "insert-rows",
    "delete-rows",
    "use-autofilter",
)

AnyElement = TypeVar("AnyElement", bound=Element)


def with_attributes(element: AnyElement, **attributes: str) -> AnyElement:
    for name, value in attributes.items():
        element.set_attribute(name, value)
    return element


def allowed_in_rows() -> Element:
    """It has to be the first element of its table."""
    allowed = {f"loext:{name}": "true" for name in ALLOWED}
    return with_attributes(Element.from_tag("loext:table-protection"), **allowed)


def free(line: Row, sheet: Sheet) -> None:
    """LibreOffice deletes a row only when none of its cells is locked, up to the last column."""
    cells = line.get_elements("table:table-cell")
    for position in sheet.hidden_columns:
        cells[position].set_attribute("table:style-name", FREE)
    line.append(Cell(style=FREE, repeated=LAST_COLUMN - len(cells)))


def filters(sheets: Iterable[Sheet]) -> Element:
    """The buttons to filter and sort with, under the name LibreOffice gives to such a range."""
    whole = Element.from_tag("table:database-ranges")
    for index, sheet in enumerate(sheets):
        if sheet.has_free_rows:
            area = {
                "table:name": f"__Anonymous_Sheet_DB__{index}",
                "table:target-range-address": _address(sheet),
                "table:contains-header": "true",
                "table:display-filter-buttons": "true",
            }
            whole.append(with_attributes(Element.from_tag("table:database-range"), **area))
    return whole


def _address(sheet: Sheet) -> str:
    last = f"{get_column_letter(len(sheet.widths))}{len(sheet.rows)}"
    return f"'{sheet.title}'.A1:'{sheet.title}'.{last}"
