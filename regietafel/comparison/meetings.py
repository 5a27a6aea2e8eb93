"""Who could meet whom: who offers more than its share beside who offers less, of the same opgave
and term. Plain data in, plain data out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from regietafel.comparison.compare import ComparisonRow, MunicipalityCell
from rounds.enums import Term


@dataclass(frozen=True)
class FromShare:
    """How far a municipality is above or below its own share, always as a positive number.

    `remark` is how sure that share is; empty when it was seen in its source.
    """

    municipality: str
    amount: int
    remark: str


@dataclass(frozen=True)
class Meeting:
    """Of one opgave and term, both alphabetical: nobody is first for being furthest."""

    opgave: str
    name: str
    term: Term
    above: tuple[FromShare, ...]
    below: tuple[FromShare, ...]

    @property
    def common_remark(self) -> str:
        """How sure all these shares are, when they are all as sure."""
        remarks = {found.remark for found in (*self.above, *self.below)}
        return remarks.pop() if len(remarks) == 1 else ""


def meetings(
    rows: Iterable[ComparisonRow], opgaven: Mapping[str, str], names: Mapping[str, str]
) -> tuple[Meeting, ...]:
    """Only of municipalities that are wholly known, of what is firm or pledged, without what
    expires before the peildatum. `opgaven` and `names` are words by code."""
    found = (_meeting(row, opgaven[row.opgave], names) for row in rows if row.tally is not None)
    return tuple(meeting for meeting in found if meeting.above and meeting.below)


def _meeting(row: ComparisonRow, name: str, names: Mapping[str, str]) -> Meeting:
    from_shares = sorted(
        _from_shares(row.cells_with_a_share, names), key=lambda found: found[0].municipality
    )
    return Meeting(
        row.opgave,
        name,
        row.term,
        tuple(found for found, is_above in from_shares if is_above),
        tuple(found for found, is_above in from_shares if not is_above),
    )


def _from_shares(
    cells: Iterable[MunicipalityCell], names: Mapping[str, str]
) -> Iterator[tuple[FromShare, bool]]:
    for cell in cells:
        difference = cell.net_difference
        if cell.target and difference and difference.complete and difference.amount:
            amount, remark = abs(difference.amount), cell.target.remark
            yield FromShare(names[cell.cbs_code], amount, remark), difference.amount > 0
