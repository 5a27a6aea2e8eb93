"""What the rows of a file say, cell by cell; every cell that is wrong is told, all at once."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from django.core.exceptions import ValidationError

from common.dates import EARLIEST_YEAR, LATEST_YEAR
from common.numbers import MAXIMUM, NOT_WHOLE, parse_whole_number
from common.reference.row import LARGEST_NUMBER
from common.texts import on_one_line
from regietafel.targets.actions import LONGEST_SOURCE
from regietafel.targets.grid import INHABITANTS, TERM_WORDS, Grid, Typed
from regietafel.targets.sheet import Fault, SheetCell, SheetRow
from rounds.enums import Certainty
from rounds.targets import TargetKey
from submissions.workbook.open_cells import same_name

Value = TypeVar("Value")

OF_THE_REGION = {"", "regio", "hele regio", "de regio"}

WHICH_MUNICIPALITY = (
    "Deze gemeente hoort niet bij deze regietafel. Vul de CBS-code in, bijvoorbeeld {code}, of "
    "laat CBS-code en gemeente leeg voor de hele regio."
)
OTHER_NAME = "De CBS-code is van {name}. Verbeter de code of de naam van de gemeente."
NOT_OF_REGION = "Inwoners zijn van een gemeente. Vul de CBS-code of de naam van de gemeente in."
TWICE = "Dit staat ook op rij {row}. Laat een van de twee rijen staan."
A_YEAR = f"Vul een jaar van {EARLIEST_YEAR} tot {LATEST_YEAR} in, met vier cijfers."
YEAR_MISSING = "Vul bij een verouderd cijfer het jaar in waarvan het is, bijvoorbeeld 2022."
YEAR_UNUSED = "Een jaar hoort alleen bij een verouderd cijfer. Wis het jaar of kies ‘verouderd’."
TOO_LONG = f"Kort de bron in tot hoogstens {LONGEST_SOURCE} tekens."


class _Wrong(Exception):
    def __init__(self, cell: SheetCell, message: str) -> None:
        super().__init__(message)
        self.cell, self.message = cell, message


def read_rows(rows: Iterable[SheetRow], grid: Grid) -> tuple[dict[TargetKey, Typed], list[Fault]]:
    """By place what the file says there; with a fault nothing of it should be used."""
    reader = _Reader(grid)
    for row in rows:
        reader.read(row)
    return reader.found, list(dict.fromkeys(reader.faults))


class _Reader:
    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.found: dict[TargetKey, Typed] = {}
        self.faults: list[Fault] = []
        self.lines: dict[TargetKey, int] = {}
        self.subjects = {same_name(o.name): code for code, o in grid.opgaven.items()}
        self.subjects |= {same_name(code): code for code in grid.opgaven}
        self.subjects[INHABITANTS] = INHABITANTS
        self.codes = {same_name(m.name): m.cbs_code for m in grid.municipalities}
        self.codes |= {same_name(m.cbs_code): m.cbs_code for m in grid.municipalities}

    def read(self, row: SheetRow) -> None:
        before = len(self.faults)
        subject = self._try(row, self._subject)
        term = self._try(row, lambda r: self._term(r, subject))
        code = self._try(row, lambda r: self._code(r, subject))
        typed = self._try_all(row, subject)
        if len(self.faults) > before or subject is None or term is None or typed is None:
            return
        key = (subject, term, code)
        if key in self.lines:
            place = row.cell("opgave")
            self._tell(row, _Wrong(place, TWICE.format(row=self.lines[key])))
        self.lines.setdefault(key, row.number)
        self.found[key] = typed

    def _try(self, row: SheetRow, read: Callable[[SheetRow], Value]) -> Value | None:
        try:
            return read(row)
        except _Wrong as wrong:
            self._tell(row, wrong)
            return None

    def _tell(self, row: SheetRow, wrong: _Wrong) -> None:
        cell = wrong.cell
        self.faults.append(Fault(wrong.message, row.number, cell.column, cell.text))

    def _try_all(self, row: SheetRow, subject: str | None) -> Typed | None:
        """Each cell beside the place, so that all that is wrong in a row is told."""
        of_people = subject == INHABITANTS
        before = len(self.faults)
        amount = self._try(row, lambda r: _amount(r, of_people))
        certainty = "" if of_people else self._try(row, _certainty)
        year = self._try(row, _year)
        source = self._try(row, _source)
        typed = Typed(amount, certainty or "", year, source or "")
        if len(self.faults) == before and not of_people:
            self._try(row, lambda r: _year_fits(r, typed))
        return typed

    def _subject(self, row: SheetRow) -> str:
        names = [opgave.name for opgave in self.grid.opgaven.values()]
        return _one_of(row.cell("opgave"), self.subjects, [*names, INHABITANTS])

    def _term(self, row: SheetRow, subject: str | None) -> str:
        if subject == INHABITANTS:
            return ""
        words = {word: str(term) for word, term in TERM_WORDS.items()}
        words |= {term.label: str(term) for term in TERM_WORDS.values()}
        return _one_of(row.cell("termijn"), words, [*TERM_WORDS])

    def _code(self, row: SheetRow, subject: str | None) -> str | None:
        by_code, by_name = (self._found(row.cell(name)) for name in ("cbs-code", "gemeente"))
        if by_code and by_name and by_code != by_name:
            name = self.grid.by_code[by_code].name
            raise _Wrong(row.cell("gemeente"), OTHER_NAME.format(name=name))
        code = by_code or by_name
        if code is None and subject == INHABITANTS:
            raise _Wrong(row.cell("cbs-code"), NOT_OF_REGION)
        return code

    def _found(self, cell: SheetCell) -> str | None:
        _usable(cell)
        if same_name(cell.text) in OF_THE_REGION:
            return None
        if same_name(cell.text) not in self.codes:
            example = next(iter(self.grid.by_code), "GM0106")
            raise _Wrong(cell, WHICH_MUNICIPALITY.format(code=example))
        return self.codes[same_name(cell.text)]


def _usable(cell: SheetCell) -> str:
    if cell.problem:
        raise _Wrong(cell, cell.problem)
    return cell.text


def _one_of(cell: SheetCell, words: Mapping[str, str], shown: list[str]) -> str:
    text = same_name(_usable(cell))
    if text not in words:
        raise _Wrong(cell, f"Dit staat niet in de lijst. Vul in: {'; '.join(shown)}.")
    return words[text]


def _number(cell: SheetCell, maximum: int) -> int | None:
    try:
        return parse_whole_number(_usable(cell), maximum)
    except ValidationError as error:
        raise _Wrong(cell, of_a_cell(error)) from error


def of_a_cell(error: ValidationError) -> str:
    """Without the advice to explain it somewhere: a cell has no such place."""
    return NOT_WHOLE if error.code == "not_whole" else error.messages[0]


def _amount(row: SheetRow, of_people: bool) -> int | None:
    return _number(row.cell("aantal"), LARGEST_NUMBER if of_people else MAXIMUM)


def _certainty(row: SheetRow) -> str:
    cell = row.cell("zekerheid")
    if not _usable(cell):
        return ""
    labels = {str(certainty.label): str(certainty) for certainty in Certainty}
    return _one_of(cell, labels, [*labels])


def _year(row: SheetRow) -> int | None:
    cell = row.cell("jaar")
    try:
        year = _number(cell, LATEST_YEAR)
    except _Wrong as wrong:
        raise _Wrong(cell, cell.problem or A_YEAR) from wrong
    if year is not None and year < EARLIEST_YEAR:
        raise _Wrong(cell, A_YEAR)
    return year


def _source(row: SheetRow) -> str:
    cell = row.cell("bron")
    source = on_one_line(_usable(cell))  # as a typed one is read
    if len(source) > LONGEST_SOURCE:
        raise _Wrong(cell, TOO_LONG)
    return source


def _year_fits(row: SheetRow, typed: Typed) -> None:
    if problem := year_problem(typed):
        raise _Wrong(row.cell("jaar"), problem)


def year_problem(typed: Typed) -> str:
    """Empty when certainty and year fit; a number that is not known needs neither."""
    if typed.amount is None:
        return ""
    outdated = typed.certainty == Certainty.OUTDATED
    if outdated and typed.year is None:
        return YEAR_MISSING
    return YEAR_UNUSED if typed.year is not None and typed.certainty and not outdated else ""
