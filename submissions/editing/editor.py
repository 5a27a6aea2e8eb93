"""Saving one form of the bijdrage: on top of what a colleague may have saved, and with the typed
text kept.

An editor reads what is stored, lays the form beside it (stale.py) and calls the action. What is not
saved stays on the page and is kept (unsaved.py).
"""

from dataclasses import dataclass

from django.forms import BaseForm
from django.http import QueryDict

from accounts.http import AuthenticatedHttpRequest
from autosave.kept import Unsaved, forget, keep, own_identity, restore
from common.posted import as_posted, in_words
from common.refused import Refused
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
from submissions.lifecycle.refusals import Stale
from submissions.lookup import OwnSubmission, get_own_submission

CHOICE = "keuze-"


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


class Editor:
    """What the forms share. Each says what is stored, how it is bound, and what storing means."""

    form_name = ""
    form: BaseForm

    def __init__(self, request: AuthenticatedHttpRequest, bijdrage: OwnSubmission, page: str = ""):
        self.user, self.bijdrage = request.user, bijdrage
        posted = own_identity(request)
        self.page = posted.page if posted else page or request.path
        self.data = request.POST
        self.unsaved: Unsaved | None = None
        self.choices: list[TextChoice] = []
        self.adopted: list[tuple[str, str]] = []
        self.read()

    def read(self) -> None:
        """Set `stored`, the texts by name, and `revision`, both as they are now."""
        raise NotImplementedError

    def bind(self, data: QueryDict | None) -> None:
        raise NotImplementedError

    def store(self) -> None:
        """Call the action with what the form says."""
        raise NotImplementedError

    def is_valid(self) -> bool:
        return self.form.is_valid()

    def typed(self) -> dict:
        return {name: self.typed_text(name) for name in self.stored}

    def typed_text(self, name: str):
        """One text of the form; of a wrong field as it was typed."""
        return self.form.cleaned_data.get(name, self.form[name].value())

    def label(self, name: str) -> str:
        return self.form.fields[name].label.rstrip("?")

    def in_words(self, name: str, value) -> str:
        return in_words(self.form.fields[name], value)

    def replace(self, data: QueryDict, name: str) -> None:
        """Put the stored text in the posted form."""
        data.setlist(name, as_posted(self.form.fields[name], self.stored[name]))

    # The same for all forms

    def run(self, request: AuthenticatedHttpRequest) -> bool:
        """True when the form was saved. Otherwise it is there to be shown, with its text."""
        if request.method != "POST":
            self.open(restore(request, self.form_name, self.page))
            return False
        saved = self.save(self.data)
        (forget if saved else keep)(request, self.form_name, self.page)
        return saved

    def open(self, kept: Unsaved | None) -> None:
        self.bind(None)
        self.form.initial |= {"revision": self.revision, "base": write_base(self.stored)}
        self.unsaved = kept if kept and self.fill(kept) else None

    def fill(self, kept: Unsaved) -> bool:
        return kept.fill(self.form)

    def save(self, data: QueryDict) -> bool:
        self.bind(data)
        if not self.is_valid():
            self._ask(self._still_open(data), data)
            return False
        if not self.bijdrage.is_editable:  # the action says why
            return self._store()
        return self.merge(data)

    def merge(self, data: QueryDict) -> bool:
        typed, moved = self.typed(), self.form.base_revision != self.revision
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
            (self.label(name), self.in_words(name, self.stored[name])) for name in merge.adopted
        ]
        newest = {"revision": str(self.revision), "base": write_base(self.stored, merge.conflicts)}
        self._take(data, merge.adopted, newest)
        self.form.add_error(None, Stale().message)

    def _take(
        self, data: QueryDict, names: list[str], hidden: dict[str, str] | None = None
    ) -> bool:
        """Go on with the texts of the colleague in these fields."""
        if names or hidden:
            copy = data.copy()
            for name in names:
                self.replace(copy, name)
            for name, value in (hidden or {}).items():
                copy[name] = value
            self.bind(copy)
        return self.is_valid()

    def _still_open(self, data: QueryDict) -> list[str]:
        base = read_base(data.get("base", ""))
        typed = self.typed()
        return [name for name in differing(typed, self.stored) if base.get(name) == OPEN]

    def _ask(
        self, names: list[str], data: QueryDict | None = None, must_choose: bool = False
    ) -> None:
        chosen, typed = _chosen(data, names) if data else {}, self.typed()
        self.choices = [
            TextChoice(
                name,
                self.label(name),
                self.in_words(name, typed[name]),
                self.in_words(name, self.stored[name]),
                chosen.get(name, ""),
                "Kies een van beide teksten." if must_choose and name not in chosen else "",
            )
            for name in names
        ]

    def _store(self) -> bool:
        try:
            self.store()
        except Stale:  # somebody was quicker between reading and storing
            self.bijdrage = get_own_submission(self.user, *self.bijdrage.url_args)
            self.read()
            return self.save(self.data)
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

    def context(self) -> dict:
        """What the template of the form and its includes read."""
        return {
            "bijdrage": self.bijdrage,
            "form": self.form,
            "form_name": self.form_name,
            "form_page": self.page,
            "unsaved": self.unsaved,
            "choices": self.choices,
            "adopted": self.adopted,
            "extra_errors": self.extra_errors,
        }


def _chosen(data: QueryDict, names) -> dict[str, str]:
    return {
        name: data[CHOICE + name] for name in names if data.get(CHOICE + name) in (MINE, THEIRS)
    }
