"""A number of an opgave that is far from what was handed in before, or from the indicative
share."""

from collections.abc import Callable

from common.numbers import format_number
from rounds.enums import Term
from rounds.models import Opgave
from submissions.content.content import VersionContent
from submissions.enums import AnswerKind
from submissions.rules.problem import OpgaveRule

FAR_FROM_LAST_VERSION_PERCENT = 50
"""Keuze: a number is far from the last version when it differs at least this part of it ..."""

FAR_FROM_LAST_VERSION_AMOUNT = 25
"""... and at least this many places, persons or homes: a few more or less is daily business."""

SHARE_LOW_PERCENT, SHARE_HIGH_PERCENT = 50, 200
"""Keuze: a number is far from the indicative share below half of it and above twice."""


def far_from_the_last_version(opgave: Opgave, content: VersionContent) -> str | None:
    previous = content.context.previous
    if previous is None or not opgave.has_lines or _says_why_not(opgave, content):
        return None
    number = previous.version.number

    def words(term: Term) -> str | None:
        now, before = _amount(content, opgave, term), _amount(previous, opgave, term)
        if now is None or before is None or not is_far(now, before):
            return None
        return (
            f"op {term.label} is het aantal nu {format_number(now)} en in versie {number} "
            f"{format_number(before)}"
        )

    return _asked_per_term(words)


def _says_why_not(opgave: Opgave, content: VersionContent) -> bool:
    answer = content.answers.get(opgave.code)
    return bool(answer and answer.kind == AnswerKind.NONE and answer.reason)


def is_far(now: int, before: int) -> bool:
    difference = abs(now - before)
    return (
        difference >= FAR_FROM_LAST_VERSION_AMOUNT
        and difference * 100 >= before * FAR_FROM_LAST_VERSION_PERCENT
    )


def far_from_the_share(opgave: Opgave, content: VersionContent) -> str | None:
    def words(term: Term) -> str | None:
        share = content.context.targets.get(opgave.code, term, content.context.cbs_code)
        now = _amount(content, opgave, term)
        if (
            now is None
            or share is None
            or not share.comparable
            or is_near_the_share(now, share.amount)
        ):
            return None
        remark = f" ({share.remark})" if share.remark else ""
        return (
            f"op {term.label} is de bijdrage "
            f"{format_number(now)}{_incomplete(content, opgave, term)} en het indicatief aandeel "
            f"{format_number(share.amount)}{remark}"
        )

    return _asked_per_term(words)


def is_near_the_share(now: int, share: int) -> bool:
    return share * SHARE_LOW_PERCENT <= now * 100 <= share * SHARE_HIGH_PERCENT


def more_than_the_region(opgave: Opgave, content: VersionContent) -> str | None:
    def words(term: Term) -> str | None:
        region = content.context.targets.get(opgave.code, term)
        now = _amount(content, opgave, term)
        if now is None or region is None or not region.comparable or now <= region.amount:
            return None
        return (
            f"op {term.label} is de bijdrage {format_number(now)}, meer dan de opgave van de hele "
            f"regio ({format_number(region.amount)})"
        )

    return _asked_per_term(words)


def nothing_is_known_yet(opgave: Opgave, content: VersionContent) -> str | None:
    """Asked once, at the first opgave."""
    kinds = {answer.kind for answer in content.answers.values()}
    everything = len(content.answers) == len(content.opgaven)
    if opgave != content.opgaven[0] or not everything or kinds != {AnswerKind.NOT_YET_KNOWN}:
        return None
    return "bij alle opgaven staat ‘nog niet bekend’. Wanneer weet u meer, en waarvan hangt het af?"


def _incomplete(content: VersionContent, opgave: Opgave, term: Term) -> str:
    return " (een deel is nog niet bekend)" if content.cell(opgave, term).partial else ""


def _amount(content: VersionContent, opgave: Opgave, term: Term) -> int | None:
    """As typed, ideas included; None for onbekend."""
    cell = content.cell(opgave, term)
    return cell.tally.everything if cell.known and cell.tally else None


def _asked_per_term(words: Callable[[Term], str | None]) -> str | None:
    """One sentence for both terms, so that the same question is not put twice."""
    found = [sentence for term in Term if (sentence := words(term))]
    return "; ".join(found) + ". Klopt dat?" if found else None


OPGAVE_WARNINGS: tuple[tuple[str, OpgaveRule], ...] = (
    ("kind", far_from_the_last_version),
    ("kind", far_from_the_share),
    ("kind", more_than_the_region),
    ("kind", nothing_is_known_yet),
)
