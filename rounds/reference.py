"""Rounds, opgaven and targets from reference data. Loading twice changes nothing."""

from pathlib import Path

from accounts.models import Municipality, Regietafel
from accounts.reference import regietafel_slug
from common import clock
from common.reference import Row, by_label, create_or_change, day, moment, read_rows, yes
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
        "short_term_date": day(row["peildatum_kort"]),
        "long_term_date": day(row["peildatum_lang"]),
        "opens_at": moment(row["opent"]),
        "deadline_at": moment(row["deadline"]),
        "closes_at": moment(row["sluit"]),
        "count_emergency": yes(row["noodopvang_telt_mee"]),
        "durable_only": yes(row["alleen_duurzaam"]),
        "sum_small_sites": yes(row["kleine_locaties_optellen"]),
        "durable_years": int(row["duurzaam_jaren"]),
        "durable_places": int(row["duurzaam_plekken"]),
        "four_eyes": yes(row["vier_ogen"]),
        "retain_until": day(row["bewaren_tot"]),
        "certainty": by_label(Certainty, row["zekerheid"]),
        "source": row["bron"],
    }


def _load_opgave(row: Row, round_: Round) -> None:
    """A part stands below the row it is part of, so that row exists already."""
    part_of = round_.opgaven.get(code=row["deel_van"]) if row["deel_van"] else None
    create_or_change(
        Opgave,
        {"round": round_, "code": row["code"]},
        {
            "name": row["naam"],
            "unit": by_label(Unit, row["eenheid"]),
            "order": int(row["volgorde"]),
            "part_of": part_of,
            "counts_in_part": COUNTS_IN_PART[row["telt_mee_in_deel"]],
            "has_lines": yes(row["regels_invulbaar"]),
            "is_asylum_total": yes(row["totaal_asiel"]),
            "confidential": yes(row["vertrouwelijk"]),
            "help_text": row["hulptekst"],
        },
    )


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
    year = row.get("jaar")
    code = row["cbs_code"]
    return Target(
        opgave=round_.opgaven.get(code=row["opgave"]),
        term=TERMS[row["termijn"]],
        municipality=Municipality.objects.get(cbs_code=code) if code else None,
        amount=int(row["aantal"]),
        certainty=by_label(Certainty, row["zekerheid"]),
        year=int(year) if year else None,
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
