"""A page with one plain form: what is typed in it is never lost, whatever becomes of the action."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django import forms

from accounts.http import AuthenticatedHttpRequest
from autosave.kept import forget, keep, restore
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
        kept = restore(request, name, page)
        self.kept = kept if kept and kept.fill(form) else None
        self.outcome: Any = None  # what the action gives, which whoever wrote the action knows

    def carry_out(self, act: Callable[[dict], object], refused_at: str | None = None) -> bool:
        """True when it was done. `act` gets what was typed; what it gives is the `outcome`."""
        if self.form.is_valid():
            try:
                self.outcome = act(self.form.cleaned_data)
                forget(self.request, self.name, self.page)
                return True
            except Refused as refused:
                self.form.add_error(refused_at, refused.message)
        self.keep()
        return False

    def keep(self) -> None:
        if self.request.method == "POST":
            keep(self.request, self.name, self.page)

    @property
    def context(self) -> dict:
        return {
            "form": self.form,
            "form_name": self.name,
            "form_page": self.page,
            "unsaved": self.kept,
        }
