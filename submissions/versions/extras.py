"""What changed between two versions beside the content itself: the attachments, and what was said
about warnings."""

from collections.abc import Iterator
from dataclasses import dataclass

from submissions import rules
from submissions.content.content import VersionContent
from submissions.content.rule_context import with_contexts
from submissions.content.sections import attachments_of
from submissions.versions.words import FieldChange

EMPTY = "leeg"

Said = dict[tuple[str, str], tuple[str, str]]
"""Per warning what it is about and the text."""


@dataclass(frozen=True)
class Extras:
    attachments: tuple[FieldChange, ...]
    explanations: tuple[FieldChange, ...]

    def __bool__(self) -> bool:
        return bool(self.attachments or self.explanations)


def extras_between(before: VersionContent, after: VersionContent) -> Extras:
    was, now = with_contexts([before, after])
    return Extras(tuple(_attachments(before, after)), tuple(_explanations(_said(was), _said(now))))


def _attachments(before: VersionContent, after: VersionContent) -> Iterator[FieldChange]:
    """The same bytes under another name or as another kind are a file that went and one that
    came."""
    was, now = (
        {(a.file_id, a.name, a.kind): a for a in attachments_of(content.version)}
        for content in (before, after)
    )
    for key in was | now:
        if key not in now:
            yield FieldChange(was[key].get_kind_display(), was[key].name, EMPTY)
        if key not in was:
            yield FieldChange(now[key].get_kind_display(), EMPTY, now[key].name)


def _said(content: VersionContent) -> Said:
    """Only of what still stands out: the rest is shown nowhere."""
    explained = [warning for warning in rules.warnings(content) if warning.explanation]
    return {
        (warning.rule, warning.about): (warning.subject, warning.explanation)
        for warning in explained
    }


def _explanations(was: Said, now: Said) -> Iterator[FieldChange]:
    for key in was | now:
        before, after = (said.get(key, ("", EMPTY))[1] for said in (was, now))
        if before != after:
            yield FieldChange((now.get(key) or was[key])[0], before, after)
