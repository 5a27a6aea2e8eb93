"""Makes the overview of what the desk has loaded: the one comparison, in words and in lines."""

from collections.abc import Iterator, Sequence

from common import clock
from common.facts import Step
from regietafel.comparison.compare import Comparison
from regietafel.comparison.desk import Desk
from regietafel.comparison.labels import cell_label
from regietafel.comparison.lines import LineRow, line_rows
from regietafel.comparison.pictures.tile_map import places_of
from regietafel.comparison.told import findings_of, meetings_of, months_of
from regietafel.overview.content import (
    CONFIRMED,
    DECLINED,
    REGION,
    WAITING,
    Heading,
    MunicipalityNumbers,
    OpgaveHead,
    Overview,
    OverviewLine,
    OverviewWarning,
    TargetSource,
    TermHead,
)
from regietafel.overview.methodology import methodology_texts
from rounds.enums import Term
from rounds.models import Opgave
from submissions.counting.count import Attribution


def overview_of(desk: Desk, routekaart: Sequence[Step] = ()) -> Overview:
    """Of a desk that loaded its warnings. Whole: it still has to pass `redaction.py`."""
    comparison, lines = desk.comparison(Attribution.COUNTED), line_rows(desk)
    return Overview(
        heading=heading_of(desk),
        findings=findings_of(desk, comparison),
        meetings=meetings_of(desk, comparison),
        opgaven=tuple(_opgave(desk, opgave) for opgave in desk.loaded.opgaven),
        rows=comparison.rows,
        matrix=tuple(_matrix(desk, comparison)),
        lines=tuple(map(_line, lines)),
        warnings=tuple(_warnings(desk)),
        months=months_of(desk, lines),
        places=tuple(places_of(desk.loaded.submissions)),
        sources=tuple(_sources(desk)),
        methodology=tuple(methodology_texts(desk.round)),
        routekaart=tuple(routekaart),
    )


def heading_of(desk: Desk) -> Heading:
    round_, submissions = desk.round, desk.loaded.submissions
    return Heading(
        regietafel=str(round_.regietafel),
        round_slug=round_.slug,
        round_title=round_.title,
        made_at=clock.now(),
        handed_in=desk.loaded.count,
        municipalities=desk.loaded.total,
        not_handed_in=tuple(str(s.municipality) for s in submissions if not s.latest_number),
        by_letter=tuple(version.by_letter for version in desk.by_letter),
        target_set=desk.targets.set_number,
        target_source=desk.targets.set_source,
        terms=tuple(
            TermHead(term, round_.term_date(term), words)
            for term, words in ((Term.SHORT, round_.short_term), (Term.LONG, round_.long_term))
        ),
        headline=desk.headline.code if desk.headline else "",
    )


def _opgave(desk: Desk, opgave: Opgave) -> OpgaveHead:
    return OpgaveHead(
        opgave.code,
        opgave.name,
        opgave.get_unit_display(),
        is_sum=not opgave.has_lines,
        is_part=opgave.part_of_id is not None,
        may_be_durable=opgave.code in desk.may_be_durable,
    )


def _matrix(desk: Desk, comparison: Comparison) -> Iterator[MunicipalityNumbers]:
    for row in comparison.rows:
        for cell in row.cells:
            name = desk.municipalities[cell.cbs_code].name
            stand = cell_label(cell, desk.version_of(cell.cbs_code))
            yield MunicipalityNumbers(name, row.opgave, row.term, cell, stand)


def _line(row: LineRow) -> OverviewLine:
    line, lead = row.line, row.version.submission.municipality.cbs_code
    return OverviewLine(
        cbs_code=row.municipality.cbs_code,
        municipality=row.municipality.name,
        version=row.version.number,
        line_id=str(line.line_id),
        opgave=line.opgave.code,
        opgave_name=line.opgave.name,
        nature=line.get_nature_display(),
        location=line.location_label,
        place=line.place,
        short=row.short,
        long=row.long,
        available_from=line.available_from,
        is_open_already=line.is_open_already,
        available_until=line.available_until,
        open_ended=line.open_ended,
        commitment=line.get_commitment_display(),
        level=row.level,
        durable=tuple(term for term in Term if term in row.durable),
        expires_on=tuple(row.expires_on),
        left_out=row.left_out,
        counts_for=_counts_for(row, lead),
        share_of=row.share_of.name if row.share_of else "",
        confirmed=_confirmed(row),
        confidential=line.confidential,
        readers=(lead, *(share.municipality.cbs_code for share in line.shares.all())),
    )


def _counts_for(row: LineRow, lead: str) -> str:
    if not row.line.counts:
        return ""
    return row.municipality.cbs_code if row.confirmed else lead


def _confirmed(row: LineRow) -> str:
    """Of a partner's row whether its share is confirmed; of a dropped line nothing was asked."""
    if row.share is None:
        return ""
    if row.confirmed:
        return CONFIRMED
    if row.share.is_declined:
        return DECLINED
    return WAITING if row.line.counts else "n.v.t."


def _warnings(desk: Desk) -> Iterator[OverviewWarning]:
    for submission in desk.loaded.submissions:
        municipality = submission.municipality
        kept = desk.counts.get(submission.pk)
        for warning in kept.warnings if kept else ():
            said = "\n".join(filter(None, (warning.explanation, warning.line_explanation)))
            yield OverviewWarning(
                municipality.cbs_code,
                municipality.name,
                warning.opgave,
                warning.message,
                said,
                warning.confidential,
            )


def _sources(desk: Desk) -> Iterator[TargetSource]:
    for (opgave, term, cbs_code), number in desk.targets.numbers.items():
        who = desk.municipalities[cbs_code].name if cbs_code else REGION
        yield TargetSource(opgave, Term(term), who, number)
