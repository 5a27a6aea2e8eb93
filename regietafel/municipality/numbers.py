"""What one municipality counts for on each level, beside its indicative share."""

from dataclasses import dataclass
from datetime import date

from regietafel.comparison.compare import MunicipalityCell
from regietafel.comparison.desk import Desk
from regietafel.comparison.tables import TERM_WORDS
from rounds.enums import Term
from rounds.models import Opgave
from rounds.targets import load_targets
from submissions.counting.count import Attribution
from submissions.counting.levels import Level
from submissions.counting.load import load_some
from submissions.enums import ShareAnswer
from submissions.models import ShareConfirmation, Submission


@dataclass(frozen=True)
class LevelAmount:
    """`net` is without the `expiring` of it."""

    name: str
    net: int
    expiring: int


@dataclass(frozen=True)
class NumbersRow:
    opgave: Opgave
    cell: MunicipalityCell
    levels: tuple[LevelAmount, ...]


@dataclass(frozen=True)
class TermNumbers:
    """Of one term the opgaven of which a number or a share is known; `silent` are the others.
    `word` is how addresses call the term."""

    term: Term
    word: str
    peildatum: date
    rows: tuple[NumbersRow, ...]
    silent: tuple[str, ...]


def load_numbers(submission: Submission) -> list[TermNumbers]:
    """Of its own version, and of those in which it confirmed a share: no other counts for it."""
    round_ = submission.round
    confirmed = ShareConfirmation.objects.in_force().filter(
        partner=submission.municipality,
        submission__round=round_,
        answer=ShareAnswer.CONFIRMED,
    )
    counting = {submission.pk, *confirmed.values_list("submission", flat=True)}
    desk = Desk(load_some(round_, counting), load_targets(round_))
    return numbers_of(desk, submission.municipality.cbs_code)


def numbers_of(desk: Desk, cbs_code: str) -> list[TermNumbers]:
    """What counts for it: also what it confirmed, and without what its partners confirmed."""
    compared = desk.comparison(Attribution.COUNTED)
    cells = {(row.opgave, row.term): row.cell_of(cbs_code) for row in compared.rows}
    return [_of_term(desk, term, cells) for term in Term]


def _of_term(
    desk: Desk, term: Term, cells: dict[tuple[str, Term], MunicipalityCell]
) -> TermNumbers:
    found = [(opgave, cells[opgave.code, term]) for opgave in desk.loaded.opgaven]
    told = [(opgave, cell) for opgave, cell in found if cell.cell.tally or cell.target]
    return TermNumbers(
        term,
        next(word for word, named in TERM_WORDS.items() if named == term),
        desk.round.term_date(term),
        tuple(NumbersRow(opgave, cell, _levels(cell)) for opgave, cell in told),
        tuple(opgave.name for opgave, cell in found if not (cell.cell.tally or cell.target)),
    )


NAMES = {Level.FIRM: "Vast", Level.PLEDGED: "Vast en toegezegd", Level.ALL: "Alles"}


def _levels(cell: MunicipalityCell) -> tuple[LevelAmount, ...]:
    tally = cell.cell.tally
    if tally is None:
        return ()
    return tuple(
        LevelAmount(name, tally.net_at(level), tally.expiring_at(level))
        for level, name in NAMES.items()
    )
