"""Controleren en indienen: everything on one page, with what stops, what wants an explanation, and the buttons."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from submissions import rules, unsaved
from submissions.background import with_background
from submissions.enums import State
from submissions.errors import ExplainedMeanwhile, Refused
from submissions.explanation_forms import ExplanationsForm
from submissions.lookup import Bijdrage, get_bijdrage
from submissions.reading import attachments_of, read_version
from submissions.views.approval import DECISIONS, STEPS, hand_in, return_form

EXPLANATIONS, RETURN = "toelichtingen", "teruggeven"


def check(request: HttpRequest, round_slug: str, cbs_code: str) -> HttpResponse:
    page = CheckPage(request, get_bijdrage(request.user, round_slug, cbs_code))
    answer = page.carry_out() if request.method == "POST" else None
    return answer or render(request, "submissions/check.html", page.context())


class CheckPage:
    """The page with its two forms: the explanations, and the reason of an approver who gives the bijdrage back."""

    def __init__(self, request: HttpRequest, bijdrage: Bijdrage):
        self.request, self.bijdrage, self.problem = request, bijdrage, None
        posted = request.POST if request.method == "POST" else None
        self.wanted = request.POST.get("action", "submit")
        self.decides = self.wanted in DECISIONS
        self.explanations = ExplanationsForm(None if self.decides else posted, self._warnings())
        self.reason = return_form(posted if self.wanted == "return" else None)
        self.kept = self._restored(EXPLANATIONS, self.explanations)
        self.kept_reason = self._restored(RETURN, self.reason)

    def carry_out(self) -> HttpResponse | None:
        """Do what the button says. None when that was refused: then the page is shown again with what was typed."""
        form, name = (self.reason, RETURN) if self.decides else (self.explanations, EXPLANATIONS)
        if not form.is_bound or form.is_valid():
            try:
                answer = STEPS.get(self.wanted, hand_in)(self.request, self.bijdrage, form)
                unsaved.forget(self.request, name)
                return answer
            except ExplainedMeanwhile:
                self._look_again()
                self.explanations = self.explanations.after_a_colleague(self._warnings())
            except Refused as refused:
                self.problem = refused.message
                self._look_again()
        if form.is_bound:  # the button that approves sends no text, so it overwrites none
            unsaved.keep(self.request, name)
        return None

    def context(self) -> dict:
        draft = self.bijdrage.draft
        errors = rules.errors(draft)
        something_to_send = bool(self.explanations.warnings or not errors)
        return {
            "bijdrage": self.bijdrage,
            "problem": self.problem,
            "errors": errors,
            "form": self.reason,
            "kept_reason": self.kept_reason,
            "explanations": self.explanations,
            "warnings": self.explanations.warnings,
            "explaining": something_to_send and (self.bijdrage.is_editable or self.explanations.is_bound),
            "form_name": EXPLANATIONS,
            "unsaved": self.kept,
            "sections": read_version(draft),
            "version": draft.version,
            "attachments": attachments_of(draft.version),
            "may_submit": self.bijdrage.is_editable,
            "submitted": self.bijdrage.submission.state == State.SUBMITTED,
        }

    def _warnings(self) -> list[rules.Problem]:
        return rules.warnings(with_background(self.bijdrage.draft))

    def _look_again(self) -> None:
        """Somebody else may have changed the bijdrage meanwhile."""
        self.bijdrage = get_bijdrage(self.request.user, *self.bijdrage.url_args)

    def _restored(self, name: str, form) -> unsaved.Unsaved | None:
        kept = None if form.is_bound else unsaved.restore_beside(self.request, name)
        return kept if kept and kept.fill(form) else None
