"""Questions in words: who reads a thread, what it is about, whose turn it is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from accounts.models import Municipality
from common.texts import in_a_row
from submissions.enums import QuestionVisibility
from submissions.models import Line, Question, Share, Submission, Version
from submissions.models.question import THE_REGIETAFEL

DESK_READERS = ["de projectleider", "de voorzitter"]


def partners_of(submission: Submission, line_id: UUID | None) -> list[Municipality]:
    """The municipalities with a share in this line of the version that counts."""
    if line_id is None:
        return []
    latest = Version.objects.filter(submission=submission).latest_submitted()
    shares = Share.objects.filter(line__line_id=line_id, line__version__in=latest)
    return list(Municipality.objects.filter(pk__in=shares.values("municipality")))


def reader_names(
    submission: Submission, by_regietafel: bool, visibility: str, partners: Iterable[Municipality]
) -> list[str]:
    own = [f"gemeente {submission.municipality}"]
    if visibility == QuestionVisibility.OWN_SIDE:
        return DESK_READERS if by_regietafel else own
    joint = (
        [f"gemeente {partner}" for partner in partners]
        if visibility == QuestionVisibility.PARTNERS
        else []
    )
    return own + joint + DESK_READERS


def readers_of(question: Question) -> str:
    """`Wie lezen mee: gemeente Westerveld, de projectleider en de voorzitter.`"""
    names = reader_names(
        question.submission,
        question.by_regietafel,
        question.visibility,
        question.partners.order_by("name"),
    )
    if question.visibility == QuestionVisibility.OWN_SIDE:
        return f"Alleen {in_a_row(names)} {'leest' if len(names) == 1 else 'lezen'} dit."
    return f"Wie lezen mee: {in_a_row(names)}."


def visibility_choices(
    submission: Submission, by_regietafel: bool, partners: Sequence[Municipality]
) -> list[tuple[str, str]]:
    """Who can be chosen as readers, by name.

    The value holds the partners, so that what was read is what is chosen.
    """
    kinds = [
        QuestionVisibility.BOTH,
        *([QuestionVisibility.PARTNERS] if partners else []),
        QuestionVisibility.OWN_SIDE,
    ]
    return [
        (
            choice_value(kind, partners),
            _capitalized(_choice_label(submission, by_regietafel, kind, partners)),
        )
        for kind in kinds
    ]


def choice_value(kind: str, partners: Sequence[Municipality]) -> str:
    codes = (
        [partner.cbs_code for partner in partners] if kind == QuestionVisibility.PARTNERS else []
    )
    return ":".join([kind, *codes])


def _choice_label(
    submission: Submission, by_regietafel: bool, kind: str, partners: Sequence[Municipality]
) -> str:
    names = in_a_row(reader_names(submission, by_regietafel, kind, partners))
    return f"alleen {names} (interne notitie)" if kind == QuestionVisibility.OWN_SIDE else names


def _capitalized(text: str) -> str:
    return text[:1].upper() + text[1:]


@dataclass(frozen=True)
class About:
    """What a thread is about, in words for one reader: `name` is empty when the reader may not know
    the line."""

    name: str = ""
    in_force: bool = True
    submitted: bool = True

    def __str__(self) -> str:
        if not self.submitted:
            return "over een regel die nog niet is ingediend"
        if not self.in_force:
            return "over een regel die niet meer in de bijdrage staat" + (
                f": {self.name}" if self.name else ""
            )
        return f"over {self.name}" if self.name else "over de hele bijdrage"


def about(questions: list[Question], reader: Municipality | None) -> dict[int, About]:
    """Per thread what it is about, in a fixed number of queries. Without a reader it is the desk
    that reads.

    The own municipality knows the line from its newest version, the desk from the newest submitted
    one, a partner from the newest submitted one in which it has a share.
    """
    versions, lines = _newest_versions(questions), _lines(questions)
    return {question.pk: _about(question, reader, versions, lines) for question in questions}


def _newest_versions(questions: list[Question]) -> dict[int, list[Version]]:
    """Of each submission the versions, the working copy first."""
    found: dict[int, list[Version]] = {}
    about_lines = {question.submission_id for question in questions if question.line_id}
    for version in Version.objects.filter(submission__in=about_lines).only("submission", "number"):
        found.setdefault(version.submission_id, []).append(version)
    return {pk: sorted(of_one, key=_newest_first) for pk, of_one in found.items()}


def _newest_first(version: Version) -> tuple[bool, int]:
    return version.number is not None, -(version.number or 0)


def _lines(questions: list[Question]) -> dict[tuple[int, UUID], Line]:
    lines = Line.objects.filter(
        line_id__in={question.line_id for question in questions if question.line_id},
        version__submission__in={question.submission_id for question in questions},
    )
    found = lines.select_related("opgave").prefetch_related("shares")
    return {(line.version_id, line.line_id): line for line in found}


def _about(
    question: Question,
    reader: Municipality | None,
    versions: Mapping[int, list[Version]],
    lines: Mapping[tuple[int, UUID], Line],
) -> About:
    if question.line_id is None:
        return About()
    own = reader is not None and reader.pk == question.submission.municipality_id
    all_versions = versions.get(question.submission_id, [])
    known = [version for version in all_versions if own or version.number is not None]
    for version in known:
        line = lines.get((version.pk, question.line_id))
        if line is not None and (own or reader is None or _has_share(line, reader)):
            return About(
                f"{line.location_label} ({line.opgave.name})", in_force=version == known[0]
            )
    unseen = any((version.pk, question.line_id) in lines for version in all_versions)
    return About(submitted=False) if unseen and reader is None else About(in_force=False)


def _has_share(line: Line, municipality: Municipality) -> bool:
    return any(share.municipality_id == municipality.pk for share in line.shares.all())


def whose_turn(question: Question, reader: Municipality | None, may_write: bool) -> tuple[str, str]:
    """The words and the tone of the badge; the thread comes from `with_turns()`."""
    if question.closed_at:
        return "Afgerond", "done"
    if question.visibility == QuestionVisibility.OWN_SIDE:
        return "Interne notitie", "info"
    own = reader.pk if reader else THE_REGIETAFEL
    ours = question.last != own if question.asker == own else question.last == question.asker
    if may_write and ours:
        return "Wacht op uw antwoord", "late"
    return f"Wacht op {_who_must_answer(question)}", "busy"


def _who_must_answer(question: Question) -> str:
    """The asker after an answer, and else the other side."""
    waits_for_asker = question.last != question.asker
    asked_by_regietafel = question.asker == THE_REGIETAFEL
    if waits_for_asker == asked_by_regietafel:
        return "de projectleider"
    return str(question.submission.municipality)
