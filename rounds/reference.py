"""Rounds, opgaven and targets from reference data. Loading twice changes nothing."""

from pathlib import Path

from accounts.models import Regietafel
from accounts.reference import regietafel_slug
from common import clock
from common.reference import Row, create_or_change, read_only_row, read_rows
from rounds.enums import Certainty, CountsInPart, Term, Unit
from rounds.models import Opgave, Round, Target, TargetSet

COUNTS_IN_PART = {
    "": "",
    "ja": CountsInPart.YES,
    "nee": CountsInPart.NO,
    "ronde": CountsInPart.ROUND,
}

TERMS = {"kort": Term.SHORT, "lang": Term.LONG}

# The columns of each file, with the field of the model that each becomes.
ROUND = {
    "slug": "slug",
    "titel": "title",
    "korte_termijn": "short_term",
    "lange_termijn": "long_term",
    "peildatum_kort": "short_term_date",
    "peildatum_lang": "long_term_date",
    "opent": "opens_at",
    "deadline": "deadline_at",
    "sluit": "closes_at",
    "noodopvang_telt_mee": "count_emergency",
    "alleen_duurzaam": "durable_only",
    "kleine_locaties_optellen": "sum_small_sites",
    "duurzaam_jaren": "durable_years",
    "duurzaam_plekken": "durable_places",
    "vier_ogen": "four_eyes",
    "bewaren_tot": "retain_until",
    "zekerheid": "certainty",
    "bron": "source",
}
OPGAVE = {
    "code": "code",
    "naam": "name",
    "eenheid": "unit",
    "volgorde": "order",
    "deel_van": "part_of",
    "telt_mee_in_deel": "counts_in_part",
    "regels_invulbaar": "has_lines",
    "totaal_asiel": "is_asylum_total",
    "vertrouwelijk": "confidential",
    "hulptekst": "help_text",
}
TARGET = {
    "opgave": "opgave",
    "termijn": "term",
    "cbs_code": "municipality",
    "aantal": "amount",
    "zekerheid": "certainty",
    "jaar": "year",
    "bron": "source",
}


def find_round(folder: Path) -> Round | None:
    """The round of this folder when it was loaded before."""
    slug = _round_row(folder)["slug"]
    return Round.objects.filter(regietafel__slug=regietafel_slug(folder), slug=slug).first()


def load_round(folder: Path, regietafel: Regietafel) -> Round:
    """Create or update the round of `ronde.csv` with its opgaven, and targets."""
    row = _round_row(folder)
    round_ = create_or_change(
        row, Round, {"regietafel": regietafel, "slug": row["slug"]}, _round_fields(row)
    )
    for opgave_row in read_rows(folder / "opgaven.csv", OPGAVE, key=["code"]):
        _load_opgave(opgave_row, round_)
    load_targets(folder, round_)
    return round_


def _round_row(folder: Path) -> Row:
    return read_only_row(folder / "ronde.csv", ROUND)


def _round_fields(row: Row) -> dict[str, object]:
    return {
        "title": row.title("titel"),
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
        "retain_until": row.day_or_none("bewaren_tot"),
        "certainty": row.label(Certainty, "zekerheid"),
        "source": row["bron"],
    }


def _load_opgave(row: Row, round_: Round) -> None:
    """A part stands below the row it is part of, so that row exists already."""
    part_of = row.one_of(_opgaven(round_), "deel_van") if row["deel_van"] else None
    create_or_change(
        row,
        Opgave,
        {"round": round_, "code": row["code"]},
        {
            "name": row.title("naam"),
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


def load_targets(folder: Path, round_: Round) -> None:
    """Changed targets become a new, higher numbered set; the earlier one stays as it was."""
    rows = read_rows(folder / "targets.csv", TARGET, key=["opgave", "termijn", "cbs_code"])
    wanted = [_target(row, round_) for row in rows]
    latest = TargetSet.objects.filter(round=round_).first()
    # The last set that nobody made on screen: a file that says what it said before undoes no other.
    from_file = TargetSet.objects.filter(round=round_, made_by=None).first()
    if from_file and {_content(t) for t in from_file.targets.all()} == set(map(_content, wanted)):
        return
    number = latest.number + 1 if latest else 1
    target_set = TargetSet.objects.create(
        round=round_,
        number=number,
        source=f"{folder.name}/targets.csv",
        made_at=clock.now(),
    )
    for target in wanted:
        target.target_set = target_set
        target.save()


def _target(row: Row, round_: Round) -> Target:
    municipalities = {known.cbs_code: known for known in round_.regietafel.municipalities.all()}
    target = Target(
        opgave=row.one_of(_opgaven(round_), "opgave"),
        term=row.one_of(TERMS, "termijn"),
        municipality=row.one_of(municipalities, "cbs_code") if row["cbs_code"] else None,
        amount=row.whole("aantal"),
        certainty=row.label(Certainty, "zekerheid"),
        year=row.year_or_none("jaar"),
        source=row["bron"],
    )
    with row.tells_its_place():
        target.full_clean(exclude=["target_set", "opgave", "municipality"])
    return target


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
