"""The three forms of the bijdrage, each with what is stored, how it is bound and which action
stores it."""

import copy
import uuid

from django.forms import BaseForm
from django.http import QueryDict
from django.urls import reverse

from accounts.http import AuthenticatedHttpRequest
from autosave.kept import Unsaved
from common.posted import as_posted
from common.refused import Refused
from rounds.models import Opgave
from submissions.content.content import plain_shares
from submissions.content.fields import HEADER_FIELDS, LINE_FIELDS
from submissions.editing import actions
from submissions.editing.editor import Editor
from submissions.editing.forms import (
    AnswerForm,
    HeaderForm,
    LineForm,
    ShareForm,
    ShareFormSet,
    initial_shares,
    partners_for,
)
from submissions.editing.merge import shares_in_words
from submissions.enums import AnswerKind
from submissions.lifecycle.refusals import Answered, Gone
from submissions.lookup import OwnSubmission
from submissions.models import Line

SHARES = "aandelen"

PREFIX = "aandeel"

SHARE_FIELDS = ["partner", "short", "long"]


class HeaderEditor(Editor):
    form_name = "gegevens"

    def read(self) -> None:
        self.version = self.bijdrage.content.version
        self.stored = {name: getattr(self.version, name) for name in HEADER_FIELDS}
        self.revision = self.version.revision

    def bind(self, data: QueryDict | None) -> None:
        self.form = HeaderForm(data, instance=copy.copy(self.version))

    def store(self) -> None:
        form = self.form
        actions.save_header(
            self.bijdrage.submission, self.user, form.stored_fields(), form.base_revision
        )


class AnswerEditor(Editor):
    """An opgave answered without lines."""

    form_name = "antwoord"

    def __init__(self, request: AuthenticatedHttpRequest, bijdrage: OwnSubmission, opgave: Opgave):
        self.opgave = opgave
        super().__init__(request, bijdrage)

    def read(self) -> None:
        answer = self.bijdrage.content.answers.get(self.opgave.code)
        self.stored = {
            "kind": answer.kind if answer else "",
            "reason": answer.reason if answer else "",
        }
        self.revision = answer.revision if answer else ""

    def bind(self, data: QueryDict | None) -> None:
        self.form = AnswerForm(data, initial=dict(self.stored))

    def merge(self, data: QueryDict) -> bool:
        """Lines that a colleague added are no text to choose; the action tells that they are
        there."""
        return self._store() if self.bijdrage.content.lines_of(self.opgave) else super().merge(data)

    def store(self) -> None:
        form = self.form
        actions.answer_opgave(
            self.bijdrage.submission,
            self.user,
            self.opgave,
            **form.stored_fields(),
            revision=form.base_revision,
        )


class LineEditor(Editor):
    """A line with its shares, which are one text to choose. Without a line it is a new one."""

    form_name = "locatie"

    def __init__(
        self,
        request: AuthenticatedHttpRequest,
        bijdrage: OwnSubmission,
        opgave: Opgave,
        line_id=None,
        copied=None,
        page="",
    ):
        self.opgave, self.line_id, self.copied = opgave, line_id, copied
        super().__init__(request, bijdrage, page)

    def read(self) -> None:
        lines = self.bijdrage.content.lines
        self.line = next((line for line in lines if line.line_id == self.line_id), None)
        self.gone = self.line_id is not None and self.line is None
        self.stored = _texts(self.line) if self.line else {}
        self.revision = self.line.revision if self.line else 0

    def bind(self, data: QueryDict | None, rows: list[dict] | None = None) -> None:
        options = {
            "opgave": self.opgave,
            "round_": self.bijdrage.round,
            "instance": copy.copy(self.line),
        }
        self.form = LineForm(data, initial=None if self.line else self._start(), **options)
        self.partners = partners_for(self.bijdrage.round, self.bijdrage.municipality)
        if data is None and rows is None:
            rows = initial_shares(self.line)
        # A posted row that equals the initial one would count as empty and be left out.
        self.formset = ShareFormSet(
            data, initial=rows, prefix=PREFIX, form_kwargs={"partners": self.partners}
        )

    def _start(self) -> dict:
        """What a new line begins with."""
        answer = self.bijdrage.content.answers.get(self.opgave.code)
        answered = answer.revision if answer and answer.kind != AnswerKind.LINES else ""
        fields = (
            LineForm.initial_from(self.copied)
            if self.copied
            else {"confidential": self.opgave.confidential}
        )
        return fields | {"answered": answered, "new_line": uuid.uuid4()}

    def fill(self, kept: Unsaved) -> bool:
        before, rows = _as_kept(initial_shares(self.line)), kept.rows(PREFIX, SHARE_FIELDS)
        hidden = {name: self.form.initial[name] for name in ("revision", "base")}
        self.bind(None, rows)
        self.form.initial |= hidden
        return kept.fill(self.form) or rows != before

    def is_valid(self) -> bool:
        valid = [self.form.is_valid(), self.formset.is_valid()]
        amounts = (
            self.form.cleaned_data.get("amount_short"),
            self.form.cleaned_data.get("amount_long"),
        )
        return self.formset.fits_in(*amounts) and all(valid)

    def merge(self, data: QueryDict) -> bool:
        return super().merge(data) if self.line else self._store()

    def store(self) -> None:
        if self.gone:
            raise Gone
        form, shares = self.form, self.formset.shares()
        where = (self.bijdrage.submission, self.user)
        if self.line:
            actions.change_line(
                *where, self.line_id, form.stored_fields(), shares, form.base_revision
            )
        else:
            seen = {
                "answered": form.cleaned_data["answered"],
                "line_id": form.cleaned_data["new_line"],
            }
            actions.add_line(*where, self.opgave, form.stored_fields(), shares, **seen)

    def refuse(self, refused: Refused) -> None:
        self.gone |= isinstance(refused, Gone)
        if isinstance(refused, Answered):  # now the person has seen that answer
            data = self.form.data.copy()
            data["answered"] = refused.answer.revision
            self.bind(data)
            self.is_valid()
        super().refuse(refused)

    # The shares are one text of the form

    def typed_text(self, name: str):
        if name != SHARES:
            return super().typed_text(name)
        if not self.formset.is_valid():
            return "zoals hieronder in het formulier"
        return {partner.cbs_code: amounts for partner, amounts in self.formset.shares().items()}

    def label(self, name: str) -> str:
        return "Aandelen van andere gemeenten" if name == SHARES else super().label(name)

    def in_words(self, name: str, value) -> str:
        if name != SHARES:
            return super().in_words(name, value)
        partners = {partner.cbs_code: partner.name for partner in self.partners}
        return value if isinstance(value, str) else shares_in_words(value, partners)

    def replace(self, data: QueryDict, name: str) -> None:
        if name != SHARES:
            super().replace(data, name)
            return
        for old in [old for old in data if old.startswith(f"{PREFIX}-")]:
            del data[old]
        rows = _as_kept(initial_shares(self.line))
        data.update(
            {
                f"{PREFIX}-TOTAL_FORMS": str(len(rows) + ShareFormSet.extra),
                f"{PREFIX}-INITIAL_FORMS": "0",
            }
        )
        data.update(
            {
                f"{PREFIX}-{number}-{key}": text
                for number, row in enumerate(rows)
                for key, text in row.items()
            }
        )

    # The page

    @property
    def extra_errors(self) -> list[dict]:
        gone = [{"message": Gone().message}] if self.gone and not self.form.is_bound else []
        return gone + super().extra_errors

    def context(self) -> dict:
        back = reverse("submissions:opgave", args=[*self.bijdrage.url_args, self.opgave.code])
        return super().context() | {
            "opgave": self.opgave,
            "line": None if self.gone else self.line,
            "formset": self.formset,
            "shares_open": self._shares_open(),
            "back": back,
            # The page of a line that is gone exists only for its text.
            "after_throwing_away": back if self.gone else "",
            "action": self._action(),
        }

    def _shares_open(self) -> bool:
        rows: list[BaseForm] = self.formset.forms
        return (
            any(row.initial for row in rows)
            or self.formset.has_changed()
            or self.formset.total_error_count() > 0
        )

    def _action(self) -> str:
        """A line that a colleague removed meanwhile is saved as a new one."""
        if self.line is None or self.gone:
            return reverse("submissions:line_add", args=[*self.bijdrage.url_args, self.opgave.code])
        return reverse("submissions:line", args=[*self.bijdrage.url_args, self.line_id])


def _texts(line: Line) -> dict:
    return {name: getattr(line, name) for name in LINE_FIELDS} | {SHARES: plain_shares(line)}


def _as_kept(rows: list[dict]) -> list[dict]:
    """The rows as a browser sends them."""
    fields = ShareForm.base_fields
    return [{name: as_posted(fields[name], row[name])[0] for name in SHARE_FIELDS} for row in rows]
