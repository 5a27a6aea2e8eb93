"""Text in a cell is what somebody typed, also when a spreadsheet program has a meaning for it."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from common.tables import Column, Table
from common.tables_xlsx import xlsx_bytes

TYPED = ["_x0041_", "_x000D_", "_x005F_x0041_", "_x0041_x0042_", "x_x_", "=1+1"]


@pytest.mark.parametrize("typed", TYPED)
def test_what_looks_like_an_escaped_character_or_a_formula_is_text(typed: str) -> None:
    table = Table("Blad", (Column(typed, lambda row: row),), [typed])
    sheet = load_workbook(BytesIO(xlsx_bytes([table])))["Blad"]
    cells = [sheet["A1"], sheet["A2"]]
    assert [unescape(str(cell.value)) for cell in cells] == [typed, typed]
    assert [cell.data_type for cell in cells] == ["s", "s"]
