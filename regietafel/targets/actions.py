"""A new set of opgaven: it waits as a proposal of one person, and becomes a set when that person
fixes it. No set is ever changed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from simple_history.utils import bulk_create_with_history

from accounts.models import User
from common import clock
from common.concurrency import Outdated
from common.numbers import format_number
from common.refused import Refused
from regietafel.permissions import may_make_targets
from regietafel.targets.grid import INHABITANTS, Grid, Plan, Typed, load_grid, settle
from rounds.enums import Certainty, Term
from rounds.models import Round, Target, TargetProposal, TargetSet
from rounds.target_changes import TargetChange
from rounds.targets import TargetKey, TargetNumber
from submissions.enums import EventKind
from submissions.lifecycle.locking import record
from submissions.models import Submission

LONGEST_SOURCE = 300


class SeenBefore(Outdated):
    message = (
        "Intussen is er iets veranderd: in uw voorstel of in de versie die telt. Hieronder ziet u "
        "wat er nu verandert. Kijk dat na en leg het dan vast."
    )


class NoSource(Refused):
    message = "Vul eerst in waar de nieuwe getallen vandaan komen."


@dataclass(frozen=True)
class Origin:
    """Where new numbers come from and how sure they are, unless one says so itself."""

    source: str = ""
    certainty: str = ""


def plan_of(grid: Grid, user: User) -> Plan | None:
    proposal = TargetProposal.objects.filter(round=grid.round, user=user).first()
    return Plan(grid, proposal) if proposal else None


@transaction.atomic
def propose(
    round_: Round, user: User, typed: Mapping[TargetKey, Typed], origin: Origin
) -> TargetProposal:
    """Add to what this person has typed before; what says the same as the set that counts goes."""
    grid = _lock(round_, user)
    proposal, _ = TargetProposal.objects.get_or_create(
        round=grid.round, user=user, defaults={"changed_at": clock.now()}
    )
    proposal.source = origin.source or proposal.source
    proposal.certainty = origin.certainty or proposal.certainty
    proposal.changed_at = clock.now()
    proposal.numbers = _as_json(grid, Plan(grid, proposal).typed | dict(typed), proposal)
    proposal.save()
    return proposal


def _as_json(
    grid: Grid, typed: Mapping[TargetKey, Typed], proposal: TargetProposal
) -> list[list[object]]:
    return [
        [*key, one.amount, one.certainty, one.year, one.source]
        for key, one in typed.items()
        if settle(one, grid.present.get(key), proposal) != grid.present.get(key)
    ]


@transaction.atomic
def discard(round_: Round, user: User) -> None:
    _require(round_, user)
    TargetProposal.objects.filter(round=round_, user=user).delete()


@dataclass(frozen=True)
class Fixed:
    """`number` of the set that was made; None when only inhabitants changed."""

    number: int | None


@transaction.atomic
def fix(round_: Round, user: User, seen: str) -> Fixed | None:
    """Make the next set of what was proposed; None when nothing waits any more (a second click).

    What was handed in keeps the numbers of its own day: a set counts from the moment it is made.
    Raises SeenBefore when `seen` is not what would be fixed.
    """
    plan = plan_of(_lock(round_, user), user)
    if plan is None:
        return None
    if plan.seen != seen:
        raise SeenBefore
    _store_inhabitants(plan.grid, plan.inhabitant_changes)
    number = _store_set(plan, user) if plan.number_changes else None
    plan.proposal.delete()
    return Fixed(number)


def _store_set(plan: Plan, user: User) -> int:
    if not plan.proposal.source:
        raise NoSource
    made = TargetSet.objects.create(
        round=plan.grid.round,
        number=plan.next_number,
        source=plan.proposal.source,
        made_at=clock.now(),
        made_by=user,
    )
    numbers = ((k, n) for k, n in plan.wanted.items() if k[0] != INHABITANTS)
    targets = [_target(plan.grid, made, key, number) for key, number in numbers]
    bulk_create_with_history(targets, Target)
    _tell(plan, user)
    return made.number


def _target(grid: Grid, made: TargetSet, key: TargetKey, number: TargetNumber) -> Target:
    opgave, term, code = key
    return Target(
        target_set=made,
        opgave=grid.opgaven[opgave],
        term=term,
        municipality=grid.by_code[code] if code else None,
        amount=number.amount,
        certainty=number.certainty,
        year=number.year,
        source=number.source,
    )


def _tell(plan: Plan, user: User) -> None:
    """At each municipality of which the own share changed."""
    by_code: dict[str, list[str]] = defaultdict(list)
    for change in plan.number_changes:
        if change.key[2] is not None:
            by_code[change.key[2]].append(in_words(plan.grid, change))
    submissions = Submission.objects.filter(
        round=plan.grid.round, municipality__cbs_code__in=by_code
    ).select_related("municipality")
    for submission in submissions.order_by("municipality__name"):
        said = "; ".join(by_code[submission.municipality.cbs_code])
        detail = f"versie {plan.next_number} van de opgaven: {said}"
        record(submission, user, EventKind.SHARE_OF_REGION, detail)


def in_words(grid: Grid, change: TargetChange) -> str:
    was, becomes = (
        format_number(number.amount) if number else "onbekend"
        for number in (change.before, change.after)
    )
    amount = f"{was} werd {becomes}" if was != becomes else f"{becomes}, andere bron of zekerheid"
    return f"{grid.subject_name(change.key[0])}, {Term(change.key[1]).label}: {amount}"


def _store_inhabitants(grid: Grid, changes: Iterable[TargetChange]) -> None:
    for change in changes:
        municipality = grid.by_code[str(change.key[2])]
        now = change.after or TargetNumber(0, Certainty.SEEN, "")
        municipality.population = change.after.amount if change.after else None
        municipality.population_source = now.source
        municipality.population_date = _first_day(now.year, municipality.population_date)
        municipality.save(update_fields=["population", "population_source", "population_date"])


def _first_day(year: int | None, before: date | None) -> date | None:
    """The day on which a population is told, unless that was another day of the same year."""
    if year is None or (before and before.year == year):
        return before if year else None
    return date(year, 1, 1)


def _lock(round_: Round, user: User) -> Grid:
    _require(round_, user)
    locked = Round.objects.select_for_update(of=("self",)).select_related("regietafel")
    return load_grid(locked.get(pk=round_.pk))


def _require(round_: Round, user: User) -> None:
    if not may_make_targets(user, round_):
        raise PermissionDenied
