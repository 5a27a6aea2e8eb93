"""Counting again what was kept: after a change of the rules of a round or of the code, and to check
that what is kept is what comes out."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from rounds.enums import Term
from rounds.models import Round
from submissions.content.content import VersionContent
from submissions.content.rule_context import with_contexts
from submissions.counting.load import RoundSubmissions, load_round_submissions
from submissions.counting.stored import from_text
from submissions.counting.version import CountedVersion, Tally
from submissions.enums import EventKind
from submissions.kept.counts import (
    KeptCount,
    basis,
    contents_of,
    count_now,
    is_same,
    store,
)
from submissions.lifecycle.locking import record
from submissions.models import Submission, Version, VersionCount


@dataclass(frozen=True)
class Recount:
    """Of the version of one municipality that counts. `differences` are sentences, one per number;
    empty when it was never counted before, or comes to the same."""

    version: Version
    differences: tuple[str, ...]


def recounts(round_: Round) -> Iterator[Recount]:
    """The versions that were not counted by the rules that hold now, or counted wrongly."""
    loaded = load_round_submissions(round_)
    kept, of_basis = _rows(loaded), basis(round_, loaded.opgaven)
    for content in _contents(loaded):
        rows, now = kept.get(content.version.pk, []), count_now(content)
        if not any(row.basis == of_basis and is_same(row, now) for row in rows):
            yield Recount(content.version, _differences(rows, now, content))


@transaction.atomic
def recount(round_: Round, user: User) -> list[Recount]:
    """Keep what comes out, beside what was kept before; an event where a number changed."""
    found = list(recounts(round_))
    loaded = load_round_submissions(round_)
    wanted = {one.version.pk for one in found}
    for content in _contents(loaded):
        if content.version.pk in wanted:
            store(content, basis(round_, loaded.opgaven))
    for one in found:
        if one.differences:
            record(one.version.submission, user, EventKind.RECOUNTED, "; ".join(one.differences))
    return found


def wrong(round_: Round) -> list[Submission]:
    """Whose kept count is not what comes out when it is counted again."""
    loaded = load_round_submissions(round_)
    kept, of_basis = _rows(loaded), basis(round_, loaded.opgaven)
    return [
        content.version.submission
        for content in _contents(loaded)
        for row in kept.get(content.version.pk, [])
        if row.basis == of_basis and not is_same(row, count_now(content))
    ]


def _rows(loaded: RoundSubmissions) -> dict[int, list[VersionCount]]:
    """By version, the newest last."""
    found: dict[int, list[VersionCount]] = {}
    rows = VersionCount.objects.filter(version__in=loaded.versions.values())
    for row in rows.order_by("counted_at", "pk"):
        found.setdefault(row.version_id, []).append(row)
    return found


def _contents(loaded: RoundSubmissions) -> list[VersionContent]:
    return with_contexts(contents_of(loaded, loaded.versions.values()))


def _differences(
    rows: list[VersionCount], now: KeptCount, content: VersionContent
) -> tuple[str, ...]:
    if not rows:
        return ()
    before = from_text(rows[-1].numbers, now.counted.municipality, {})
    names = {opgave.code: opgave.name for opgave in content.all_opgaven}
    return tuple(
        f"{names.get(opgave, opgave)}, {term.label}: {_in_words(before, opgave, term)} werd "
        f"{_in_words(now.counted, opgave, term)}"
        for opgave, term in sorted({*before.tallies, *now.counted.tallies})
        if _numbers(before, opgave, term) != _numbers(now.counted, opgave, term)
    )


def _numbers(counted: CountedVersion, opgave: str, term: Term) -> Tally | None:
    return counted.tallies.get((opgave, term))


def _in_words(counted: CountedVersion, opgave: str, term: Term) -> str:
    tally = _numbers(counted, opgave, term)
    if tally is None:
        return "niets"
    return (
        f"{tally.firm} vast, {tally.pledged} vast en toegezegd, {tally.everything} in totaal, "
        f"waarvan {tally.durable} duurzaam en {tally.expiring} dat vervalt"
    )
