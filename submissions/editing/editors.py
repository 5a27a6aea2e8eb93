"""The three forms of the bijdrage, each with what is stored, how it is bound and which action
stores it."""

import copy
import uuid
from typing import cast

from django.http import QueryDict

from accounts.http import AuthenticatedHttpRequest
from autosave.kept import Unsaved
from common.refused import Refused
from rounds.models import Opgave
from submissions.content.content import VersionContent, plain_shares
from submissions.content.fields import HEADER_FIELDS, LINE_FIELDS
from submissions.content.load import content_of
from submissions.editing import actions
from submissions.editing.editor import Editor
from submissions.editing.forms import AnswerForm, HeaderForm
from submissions.editing.line_form import SHARES, LineForm
from submissions.editing.share_forms import (
    PREFIX,
    SHARE_FIELDS,
    initial_shares,
    partners_for,
    posted_rows,
)
from submissions.editing.way_back import way_back, with_way_back
from submissions.enums import AnswerKind
from submissions.lifecycle.refusals import Answered, Gone
from submissions.links import submission_url
from submissions.lookup import OwnSubmission
from submissions.models import Line


class HeaderEditor(Editor[HeaderForm]):
    form_name = "gegevens"

    def read(self) -> None:
        self.version = self.bijdrage.content.version
        self.stored = {name: getattr(self.version, name) for name in HEADER_FIELDS}
        self.revision = self.version.revision

    def bind(self, data: QueryDict | None) -> None:
        own = self._own_contact_details() if data is None else None
        self.form = HeaderForm(data, instance=copy.copy(self.version), initial=own)

    def _own_contact_details(self) -> dict[str, str] | None:
        """Of who opens an empty header: most often that is the contact."""
        if any(self.stored.values()):
            return None
        return {"contact_name": self.user.name, "contact_email": self.user.email}

    def store(self) -> None:
        form = self.form
        actions.save_header(
            self.bijdrage.submission, self.user, form.stored_fields(), form.base_revision
        )


class AnswerEditor(Editor[AnswerForm]):
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
        lines = self.bijdrage.content.counting_lines_of(self.opgave)
        return self._store() if lines else super().merge(data)

    def store(self) -> None:
        form = self.form
        actions.answer_opgave(
            self.bijdrage.submission,
            self.user,
            self.opgave,
            **form.stored_fields(),
            revision=form.base_revision,
        )


EMPTY_LINE = (
    "Er is nog niets ingevuld. Vul ten minste de naam van de locatie of een aantal in, of ga terug "
    "zonder op te slaan."
)


class LineEditor(Editor[LineForm]):
    """A line with its shares, which are one text to choose. Without a line it is a new one."""

    form_name = "locatie"
    saved: Line

    def __init__(
        self,
        request: AuthenticatedHttpRequest,
        bijdrage: OwnSubmission,
        opgave: Opgave,
        line_id: uuid.UUID | None = None,
        copied: Line | None = None,
        page: str = "",
    ) -> None:
        self.opgave, self.line_id, self.copied = opgave, line_id, copied
        self.only_looks = request.method != "POST"
        super().__init__(request, bijdrage, page)

    def read(self) -> None:
        self.line = self._stored_line() if self.line_id else None
        self.gone = self.line_id is not None and self.line is None
        if self.line:
            self.saved = self.line
        self.stored = _texts(self.line) if self.line else {}
        self.revision = self.line.revision if self.line else 0

    def _stored_line(self) -> Line | None:
        return self.bijdrage.content.line(self.line_id, alone=self.only_looks)

    def bind(self, data: QueryDict | None, rows: list[dict] | None = None) -> None:
        self.form = LineForm(
            data,
            opgave=self.opgave,
            round_=self.bijdrage.round,
            partners=partners_for(self.bijdrage.round, self.bijdrage.municipality),
            share_rows=rows,
            instance=copy.copy(self.line),
            initial=self._start() if data is None and not self.line else None,
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
        before, rows = posted_rows(initial_shares(self.line)), kept.rows(PREFIX, SHARE_FIELDS)
        hidden = {name: self.form.initial[name] for name in ("revision", "base")}
        self.bind(None, rows)
        self.form.initial.update(hidden)
        return kept.fill(self.form) or rows != before

    def merge(self, data: QueryDict) -> bool:
        if self.line:
            return super().merge(data)
        if self._says_nothing():
            self.form.add_error(None, EMPTY_LINE)
            return False
        return self._store()

    def _says_nothing(self) -> bool:
        """Nothing but what a new form starts with."""
        begins_with = {"nature", "confidential"}
        fields = self.form.stored_fields().items()
        typed = [value for name, value in fields if name not in begins_with]
        empty = all(value in (None, "") or value is False for value in typed)
        return empty and not self.form.shares.shares()

    def store(self) -> None:
        if self.gone:
            raise Gone
        form, shares = self.form, self.form.shares.shares()
        where = (self.bijdrage.submission, self.user)
        if self.line:
            self.saved = actions.change_line(
                *where, self.line.line_id, form.stored_fields(), shares, form.base_revision
            )
        else:
            seen = {
                "answered": form.cleaned_data["answered"],
                "line_id": form.cleaned_data["new_line"],
            }
            self.saved = actions.add_line(*where, self.opgave, form.stored_fields(), shares, **seen)

    @property
    def content(self) -> VersionContent:
        """The bijdrage with the line as it was saved."""
        if self.line:
            return self.bijdrage.content.with_line(self.saved)
        # Its opgaven were read.
        self.saved.version.submission.round = self.bijdrage.round
        return content_of(self.saved.version, self.bijdrage.share_requests)

    def refuse(self, refused: Refused) -> None:
        self.gone |= isinstance(refused, Gone)
        if isinstance(refused, Answered):  # now the person has seen that answer
            data = cast(QueryDict, self.form.data).copy()
            data["answered"] = refused.answer.revision
            self.bind(data)
            self.form.is_valid()
        super().refuse(refused)

    # The page

    @property
    def extra_errors(self) -> list[dict]:
        gone = [{"message": Gone().message}] if self.gone and not self.form.is_bound else []
        return gone + super().extra_errors

    @property
    def context(self) -> dict:
        opgave_page = submission_url("opgave", self.bijdrage, self.opgave.code)
        return super().context | {
            "opgave": self.opgave,
            "line": None if self.gone else self.line,
            "is_new": self.line_id is None,
            "formset": self.form.shares,
            "shares_open": self._shares_open(),
            "opgave_page": opgave_page,
            "copied": self.copied,
            "back": way_back(self.request, self.bijdrage) or opgave_page,
            # The page of a line that is gone exists only for its text.
            "after_throwing_away": opgave_page if self.gone else "",
            "action": self._action(),
        }

    def _shares_open(self) -> bool:
        shares = self.form.shares
        return (
            any(row.initial for row in shares.forms)
            or shares.has_changed()
            or shares.total_error_count() > 0
        )

    def _action(self) -> str:
        """A line that a colleague removed meanwhile is saved as a new one."""
        if self.line is None or self.gone:
            return with_way_back(
                self.request, submission_url("line_add", self.bijdrage, self.opgave.code)
            )
        return with_way_back(self.request, submission_url("line", self.bijdrage, self.line_id))


def _texts(line: Line) -> dict:
    return {name: getattr(line, name) for name in LINE_FIELDS} | {SHARES: plain_shares(line)}
