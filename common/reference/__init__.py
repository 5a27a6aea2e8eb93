"""Reading the CSV files of reference data, which use Dutch column names and words.

Also as a Dutch Excel saves them: with semicolons, in Windows-1252, with `2.691` for a number and
`31-12-2024` for a date. What does not fit raises ValueError with a sentence that names file, line
and column, for the person who made the file.
"""

from common.reference.records import create_or_change
from common.reference.row import Row
from common.reference.rows import read_only_row, read_rows

__all__ = ["Row", "create_or_change", "read_only_row", "read_rows"]
