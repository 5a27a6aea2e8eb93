"""What the makers of the corpus share: editing a workbook, and the zip it is kept in."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook, load_workbook

FOLDER = Path(__file__).parent
LINES, ANSWERS, HEADER = "Bijlage 3", "Antwoorden", "Gegevens"


def column(book: Workbook, title: str, sheet: str = LINES) -> str:
    return next(cell.column_letter for cell in book[sheet][1] if cell.value == title)


def put(book: Workbook, row: int, **values: Any) -> None:
    """Fill in a row of Bijlage 3; a name of a column with _ for a space, or the start of it."""
    for name, value in values.items():
        start = name.replace("_", " ")
        cell = next(cell for cell in book[LINES][1] if cell.value.startswith(start))
        book[LINES][f"{cell.column_letter}{row}"].value = value


def edited(base: bytes, change: Callable[[Workbook], None]) -> bytes:
    """The workbook with a change, and without what only people read: that keeps the corpus
    small."""
    book = load_workbook(BytesIO(base))
    change(book)
    for title in ("Toelichting", "Lijsten"):
        del book[title]
    for sheet in book:
        sheet.data_validations.dataValidation = []
    return saved(book)


def saved(book: Workbook) -> bytes:
    stream = BytesIO()
    book.save(stream)
    parts = parts_of(stream.getvalue())
    return zipped(
        {
            name: content
            for name, content in parts.items()
            if not name.startswith(("docProps/", "xl/theme/"))
        }
    )


def parts_of(file: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(file)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: dict[str, bytes], compression: int = ZIP_DEFLATED) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(
                ZipInfo(name), content, compression, 9 if compression == ZIP_DEFLATED else None
            )
    return stream.getvalue()


def with_parts(file: bytes, **changes: bytes) -> bytes:
    """The file with some parts replaced or added; the names are given as a mapping."""
    return zipped(parts_of(file) | changes)


def by_libreoffice(file: bytes, source: str, target: str) -> bytes | None:
    """Opened and saved by LibreOffice, which also calculates the formulas; None where it is not
    installed."""
    program = shutil.which("soffice")
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"in.{source}"
        path.write_bytes(file)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [
            program,
            profile,
            "--headless",
            "--convert-to",
            target,
            "--outdir",
            f"{folder}/out",
            str(path),
        ]
        subprocess.run(command, check=True, capture_output=True)
        return (Path(folder) / "out" / f"in.{target}").read_bytes()
