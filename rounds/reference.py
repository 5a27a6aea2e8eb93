"""Rounds, opgaven and targets from reference data. Loading twice changes nothing."""

from pathlib import Path

from accounts.models import Regietafel
from accounts.reference import regietafel_slug
from common import clock
from common.reference import Row, create_or_change, read_rows
from rounds.enums import Certainty, CountsInPart, Term, Unit
from rounds.models import Opgave, Round, Target, TargetSet

COUNTS_IN_PART = {
    "": "",
    "ja": CountsInPart.YES,
    "nee": CountsInPart.NO,
    "ronde": CountsInPart.ROUND,
}

TERMS = {"kort": Term.SHORT, "lang": Term.LONG}


def find_round(folder: Path) -> Round | None:
    """The round of this folder when it was loaded before."""
    slug = read_rows(folder / "ronde.csv")[0]["slug"]
    return Round.objects.filter(regietafel__slug=regietafel_slug(folder), slug=slug).first()


def load_round(folder: Path, regietafel: Regietafel) -> Round:
    """Create or update the round of `ronde.csv` with its opgaven, and targets."""
    row = read_rows(folder / "ronde.csv")[0]
    round_ = create_or_change(
        Round, {"regietafel": regietafel, "slug": row["slug"]}, _round_fields(row)
    )
    for opgave_row in read_rows(folder / "opgaven.csv"):
        _load_opgave(opgave_row, round_)
    _load_targets(read_rows(folder / "targets.csv"), round_, f"{folder.name}/targets.csv")
    return round_


def _round_fields(row: Row) -> dict[str, object]:
    return {
        "title": row["titel"],
        "short_term": row["korte_termijn"],
        "long_term": row["lange_termijn"],
        "short_term_date": row.day("peildatum_kort"),
        "long_term_date": row.day("peildatum_lang"),
        "opens_at": row.moment("opent"),
        "deadline_at": row.moment("deadline"),
        "closes_at": row.moment("sluit"),
        "count_emergency": row.yes("noodopvang_telt_mee"),
        "durable_only": row.yes("alleen_duurzaam"),
        "sum_small_sites": row.yes("kleine_locaties_optellen"),
        "durable_years": row.whole("duurzaam_jaren"),
        "durable_places": row.whole("duurzaam_plekken"),
        "four_eyes": row.yes("vier_ogen"),
        "retain_until": row.day("bewaren_tot"),
        "certainty": row.label(Certainty, "zekerheid"),
        "source": row["bron"],
    }


def _load_opgave(row: Row, round_: Round) -> None:
    """A part stands below the row it is part of, so that row exists already."""
    part_of = row.one_of(_opgaven(round_), "deel_van") if row["deel_van"] else None
    create_or_change(
        Opgave,
        {"round": round_, "code": row["code"]},
        {
            "name": row["naam"],
            "unit": row.label(Unit, "eenheid"),
            "order": row.whole("volgorde"),
            "part_of": part_of,
            "counts_in_part": row.one_of(COUNTS_IN_PART, "telt_mee_in_deel"),
            "has_lines": row.yes("regels_invulbaar"),
            "is_asylum_total": row.yes("totaal_asiel"),
            "confidential": row.yes("vertrouwelijk"),
            "help_text": row["hulptekst"],
        },
    )


def _opgaven(round_: Round) -> dict[str, Opgave]:
    return {opgave.code: opgave for opgave in round_.opgaven.all()}


def _load_targets(rows: list[Row], round_: Round, source: str) -> None:
    """Changed targets become a new, higher numbered set; the earlier one stays as it was."""
    wanted = [_target(row, round_) for row in rows]
    latest = TargetSet.objects.filter(round=round_).first()
    if latest and {_content(t) for t in latest.targets.all()} == {_content(t) for t in wanted}:
        return
    number = latest.number + 1 if latest else 1
    target_set = TargetSet.objects.create(
        round=round_, number=number, source=source, made_at=clock.now()
    )
    for target in wanted:
        target.target_set = target_set
        target.save()


def _target(row: Row, round_: Round) -> Target:
    municipalities = {known.cbs_code: known for known in round_.regietafel.municipalities.all()}
    return Target(
        opgave=row.one_of(_opgaven(round_), "opgave"),
        term=row.one_of(TERMS, "termijn"),
        municipality=row.one_of(municipalities, "cbs_code") if row["cbs_code"] else None,
        amount=row.whole("aantal"),
        certainty=row.label(Certainty, "zekerheid"),
        year=row.whole_or_none("jaar"),
        source=row["bron"],
    )


def _content(target: Target) -> tuple[object, ...]:
    return (
        target.opgave_id,
        target.term,
        target.municipality_id,
        target.amount,
        target.certainty,
        target.year,
        target.source,
    )
