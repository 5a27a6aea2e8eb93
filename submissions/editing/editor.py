"""Saving one form of the bijdrage: on top of what a colleague may have saved, and with the typed
text kept.

An editor reads what is stored, lays the form beside it (merge.py) and calls the action. What is not
saved stays on the page and is kept (autosave).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.http import QueryDict

from accounts.http import AuthenticatedHttpRequest
from autosave.kept import own_identity
from autosave.kept_form import KeptForm
from common.moments import format_moment
from common.refused import Refused
from submissions.editing.forms import AnswerForm, HeaderForm
from submissions.editing.line_form import LineForm
from submissions.editing.merge import (
    MINE,
    OPEN,
    THEIRS,
    Merge,
    differing,
    merge,
    read_base,
    write_base,
)
from submissions.lifecycle.last_events import last_change
from submissions.lifecycle.refusals import Stale
from submissions.lookup import OwnSubmission

CHOICE = "keuze-"

CHANGED_ONESELF = (
    "U heeft dit intussen zelf gewijzigd, in een ander venster. Er is niets overschreven. "
    "Vergelijk beide teksten en sla daarna opnieuw op."
)


EditedForm = TypeVar("EditedForm", bound=HeaderForm | AnswerForm | LineForm)


@dataclass(frozen=True)
class TextChoice:
    """A text that the person and a colleague both changed."""

    name: str
    label: str
    mine: str
    theirs: str
    chosen: str = ""
    error: str = ""

    @property
    def field(self) -> str:
        return CHOICE + self.name


class Editor(KeptForm[EditedForm]):
    """What the forms share. Each says what is stored, how it is bound, and what storing means."""

    form_name = ""
    form: EditedForm
    stored: dict[str, object]
    revision: int | str  # of an answer it is a fingerprint

    def __init__(self, request: AuthenticatedHttpRequest, bijdrage: OwnSubmission, page: str = ""):
        self.user, self.bijdrage = request.user, bijdrage
        self.choices: list[TextChoice] = []
        self.adopted: list[tuple[str, str]] = []
        self.read()
        if request.method == "POST":
            self.bind(request.POST)
        else:
            self.bind(None)
            self.form.initial.update(revision=self.revision, base=write_base(self.stored))
        posted = own_identity(request)
        page = posted.page if posted else page or request.path
        super().__init__(request, self.form, self.form_name, page)

    def read(self) -> None:
        """Set `stored`, the texts by name, and `revision`, both as they are now."""
        raise NotImplementedError

    def bind(self, data: QueryDict | None) -> None:
        """Set `form`, with what was posted or with what is stored."""
        raise NotImplementedError

    def store(self) -> None:
        """Call the action with what the form says."""
        raise NotImplementedError

    # The same for all forms

    def run(self) -> bool:
        """True when the form was saved. Otherwise it is there to be shown, with its text."""
        return self.finish(self.request.method == "POST" and self.save(self.request.POST))

    def save(self, data: QueryDict) -> bool:
        """The form is bound to this already."""
        if not self.form.is_valid():
            self._ask(self._still_open(data), data)
            return False
        if not self.bijdrage.is_editable:  # the action says why
            return self._store()
        return self.merge(data)

    def merge(self, data: QueryDict) -> bool:
        typed, moved = self._typed(), self.form.base_revision != self.revision
        if moved and not differing(typed, self.stored):  # a double click
            return True
        base = read_base(data.get("base", ""))
        result = merge(typed, self.stored, base, _chosen(data, self.stored), moved)
        if moved:
            self._show_both(data, result)
        elif result.conflicts:
            self._ask(self._still_open(data), data, must_choose=True)
        else:
            return self._take(data, result.replaced) and self._store()
        return False

    def _show_both(self, data: QueryDict, merge: Merge) -> None:
        self._ask(merge.conflicts)
        self.adopted = [
            (self.form.label_of(name), self.form.in_words(name, self.stored[name]))
            for name in merge.adopted
        ]
        newest = {"revision": str(self.revision), "base": write_base(self.stored, merge.conflicts)}
        self._take(data, merge.adopted, newest)
        self.form.add_error(None, self._who_was_first())

    def _who_was_first(self) -> str:
        """By whom and when the bijdrage was changed last: a text does not remember who typed
        it."""
        event = last_change(self.bijdrage.submission)
        if event is None:
            return Stale().message
        if event.by_id == self.user.pk:
            return CHANGED_ONESELF
        when = format_moment(event.at)
        return f"{Stale().message} De laatste wijziging in de bijdrage is van {event.by}, {when}."

    def _take(
        self, data: QueryDict, names: list[str], hidden: dict[str, str] | None = None
    ) -> bool:
        """Go on with the texts of the colleague in these fields."""
        if names or hidden:
            copy = data.copy()
            for name in names:
                self.form.replace(copy, name, self.stored[name])
            for name, value in (hidden or {}).items():
                copy[name] = value
            self.bind(copy)
        return self.form.is_valid()

    def _typed(self) -> dict[str, object]:
        return {name: self.form.typed_text(name) for name in self.stored}

    def _still_open(self, data: QueryDict) -> list[str]:
        base = read_base(data.get("base", ""))
        typed = self._typed()
        return [name for name in differing(typed, self.stored) if base.get(name) == OPEN]

    def _ask(
        self, names: list[str], data: QueryDict | None = None, must_choose: bool = False
    ) -> None:
        chosen, typed = _chosen(data, names) if data else {}, self._typed()
        self.choices = [
            TextChoice(
                name,
                self.form.label_of(name),
                self.form.in_words(name, typed[name]),
                self.form.in_words(name, self.stored[name]),
                chosen.get(name, ""),
                "Kies een van beide teksten." if must_choose and name not in chosen else "",
            )
            for name in names
        ]

    def _store(self) -> bool:
        try:
            self.store()
        except Stale:  # somebody was quicker between reading and storing
            self.bijdrage = self.bijdrage.again()
            self.read()
            self.bind(self.request.POST)
            return self.save(self.request.POST)
        except Refused as refused:
            self.refuse(refused)
            return False
        return True

    def refuse(self, refused: Refused) -> None:
        self.form.add_error(None, refused.message)

    @property
    def extra_errors(self) -> list[dict]:
        """For the error summary: to each text that is still to be chosen."""
        return [
            {
                "message": f"Kies bij ‘{choice.label}’ welke tekst blijft.",
                "href": f"#{choice.field}-mine",
            }
            for choice in self.choices
            if not choice.chosen
        ]

    @property
    def context(self) -> dict:
        return super().context | {
            "bijdrage": self.bijdrage,
            "choices": self.choices,
            "adopted": self.adopted,
            "extra_errors": self.extra_errors,
        }


def _chosen(data: QueryDict, names: Iterable[str]) -> dict[str, str]:
    chosen = {name: data.get(CHOICE + name) for name in names}
    return {name: str(choice) for name, choice in chosen.items() if choice in (MINE, THEIRS)}
