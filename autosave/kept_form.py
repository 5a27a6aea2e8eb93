"""A form on a page: what is typed in it is never lost, whatever becomes of the action."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django import forms

from accounts.http import AuthenticatedHttpRequest
from autosave.kept import Unsaved, forget, keep, restore_beside
from common.refused import Refused

FormOfPage = TypeVar("FormOfPage", bound=forms.Form)


class KeptForm(Generic[FormOfPage]):
    """Carries out `act` with a valid form; a refusal becomes a sentence above the form, and the
    text stays.

    The text is kept when the save is refused and given back when the page is opened again. `page`
    is the address of the page when that has a query. `context` is what
    `includes/form_identity.html` and `includes/unsaved_notice.html` read.
    """

    def __init__(
        self, request: AuthenticatedHttpRequest, form: FormOfPage, name: str, page: str = ""
    ) -> None:
        self.request, self.form, self.name, self.page = request, form, name, page
        kept = None if form.is_bound else restore_beside(request, name, page)
        self.unsaved = kept if kept and self.fill(kept) else None
        self.outcome: Any = None  # what the action gives, which whoever wrote the action knows

    def fill(self, kept: Unsaved) -> bool:
        """Start the form with the kept text; False when it says what the form said already."""
        return kept.fill(self.form)

    def carry_out(self, act: Callable[[dict], object], refused_at: str | None = None) -> bool:
        """True when it was done. `act` gets what was typed; what it gives is the `outcome`."""
        return self.finish(self.form.is_valid() and self._done(act, refused_at))

    def _done(self, act: Callable[[dict], object], refused_at: str | None) -> bool:
        try:
            self.outcome = act(self.form.cleaned_data)
        except Refused as refused:
            self.form.add_error(refused_at, refused.message)
            return False
        return True

    def finish(self, done: bool) -> bool:
        """Forget what was typed when it was saved, and keep it when it was not."""
        if self.request.method == "POST":
            (forget if done else keep)(self.request, self.name, self.page)
        return done

    @property
    def context(self) -> dict:
        return {
            "form": self.form,
            "form_name": self.name,
            "form_page": self.page,
            "unsaved": self.unsaved,
        }
