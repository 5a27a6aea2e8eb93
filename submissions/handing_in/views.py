"""Controleren en indienen: everything on one page, with what stops, what wants an explanation, and
the buttons."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render

from accounts.http import AuthenticatedHttpRequest
from autosave.kept_form import KeptForm
from common import clock
from common.buttons import button_on
from common.concurrency import fingerprint
from common.known import known
from common.moments import format_time
from common.reason import ReasonForm
from common.refused import Refused
from submissions import rules
from submissions.content.load import load_content
from submissions.content.rule_context import with_context
from submissions.content.sections import attachments_of, read_version
from submissions.editing.forms import RestForm
from submissions.editing.task_list import total_rows
from submissions.editing.unsaved import UnsavedText, kept_texts, unsaved_texts
from submissions.enums import State
from submissions.handing_in import draft_consent
from submissions.handing_in.actions import approve
from submissions.handing_in.approval import return_offer, take_back
from submissions.handing_in.explanations import explain, explain_and_offer, explain_and_submit
from submissions.handing_in.forms import ExplanationsForm
from submissions.lifecycle.refusals import ExplainedMeanwhile
from submissions.lookup import OwnSubmission, get_own_submission, submitted_version
from submissions.rules.problem import Problem

WHICH_BUTTON = "Er is niets ingediend. Kies onderaan de pagina wat u wilt doen."

EXPLANATIONS, RETURN = "toelichtingen", "teruggeven"


def check(request: AuthenticatedHttpRequest, round_slug: str, cbs_code: str) -> HttpResponse:
    page = CheckPage(request, get_own_submission(request.user, round_slug, cbs_code))
    answer = page.carry_out() if request.method == "POST" else None
    return answer or render(request, "submissions/handing_in/check.html", page.context())


UNSAVED_TEXT = (
    "Er is nog niets ingediend. U heeft tekst die niet is opgeslagen en dus niet meegaat: zie "
    "hieronder. Sla die eerst op, of kies nog een keer de knop om zonder die tekst verder te gaan."
)


def _seen(texts: list[UnsavedText]) -> str:
    return fingerprint(" ".join(text.url for text in texts))


class CheckPage:
    """The page with its two forms: the explanations, and the reason of an approver who gives the
    bijdrage back."""

    def __init__(self, request: AuthenticatedHttpRequest, bijdrage: OwnSubmission) -> None:
        self.request, self.bijdrage = request, bijdrage
        self.problem: str | None = None
        self.wanted = request.POST.get("action", "")
        self.decides = self.wanted in DECISIONS
        posted = request.POST if request.method == "POST" else None
        explanations = ExplanationsForm(None if self.decides else posted, self._warnings())
        self.explanations = KeptForm(request, explanations, EXPLANATIONS)
        reason = return_form(posted if self.wanted == "return" else None)
        self.reason = KeptForm(request, reason, RETURN)

    def carry_out(self) -> HttpResponse | None:
        """Do what the button says.

        None when that was refused: then the page is shown again with what was typed.
        """
        return self._decide() if self.decides else self._send()

    def _decide(self) -> HttpResponse | None:
        reason, answer = self.reason.form, None
        if not reason.is_bound or reason.is_valid():
            decide = DECISIONS[self.wanted]
            answer = self._try(lambda: decide(self.request, self.bijdrage, reason))
        if answer or reason.is_bound:  # the button that approves sends no text to keep
            self.reason.finish(done=answer is not None)
        return answer

    def _send(self) -> HttpResponse | None:
        form, answer = self.explanations.form, None
        step = STEPS.get(self.wanted)
        if step is None:
            self.problem = WHICH_BUTTON
        elif self.wanted != "explain" and self._leaves_out_unseen_text():
            self.problem = UNSAVED_TEXT
        elif form.is_valid():
            answer = self._try(lambda: step(self.request, self.bijdrage, form))
        self.explanations.finish(done=answer is not None)
        return answer

    @property
    def _unsaved_texts(self) -> list[UnsavedText]:
        return unsaved_texts(self.bijdrage, kept_texts(self.bijdrage))

    def _leaves_out_unseen_text(self) -> bool:
        """Whether the person has unsaved text that this page did not show: it was typed in another
        window since."""
        texts = self._unsaved_texts
        return bool(texts) and self.request.POST.get("unsaved_seen") != _seen(texts)

    def _try(self, act: Callable[[], HttpResponse]) -> HttpResponse | None:
        try:
            return act()
        except ExplainedMeanwhile:
            self._look_again()
            form = self.explanations.form
            self.explanations.form = form.after_a_colleague(self._warnings())
        except Refused as refused:
            self.problem = refused.message
            self._look_again()
        return None

    def context(self) -> dict:
        draft = self.bijdrage.content
        errors = rules.errors(draft)
        form = self.explanations.form
        something_to_send = bool(form.warnings or not errors)
        unsaved = self._unsaved_texts
        return {
            "bijdrage": self.bijdrage,
            "problem": self.problem,
            "errors": errors,
            "unsaved_texts": unsaved,
            "unsaved_seen": _seen(unsaved),
            "unchanged": self.bijdrage.has_addition and self._says_what_counts(),
            "remaining": len(draft.unanswered),
            "rest_form": RestForm(),
            "form": self.reason.form,
            "kept_reason": self.reason.unsaved,
            "explanations": form,
            "warnings": form.warnings,
            "explaining": something_to_send and (self.bijdrage.is_editable or form.is_bound),
            "form_name": EXPLANATIONS,
            "unsaved": self.explanations.unsaved,
            "rows": total_rows(draft),
            "sections": read_version(draft),
            "version": draft.version,
            "attachments": attachments_of(draft.version),
            "may_submit": self.bijdrage.is_editable,
            "submitted": self.bijdrage.submission.state == State.SUBMITTED,
        }

    def _says_what_counts(self) -> bool:
        """Whether the addition is word for word, and file for file, the version that counts."""
        latest = known(self.bijdrage.latest_number)
        counts = load_content(submitted_version(self.bijdrage.submission, latest))
        files = (
            {(file.file_id, file.name, file.kind) for file in attachments_of(content.version)}
            for content in (counts, self.bijdrage.content)
        )
        return counts.plain == self.bijdrage.content.plain and next(files) == next(files)

    def _warnings(self) -> list[Problem]:
        return rules.warnings(with_context(self.bijdrage.content))

    def _look_again(self) -> None:
        """Somebody else may have changed the bijdrage meanwhile."""
        self.bijdrage = get_own_submission(self.request.user, *self.bijdrage.url_args)


def return_form(data: QueryDict | None = None) -> ReasonForm:
    return ReasonForm(
        data,
        label="Waarom geeft u de bijdrage terug?",
        missing=(
            "Vul in wat er moet veranderen, bijvoorbeeld: het aantal plekken in Beilen klopt niet."
        ),
        help_text=(
            "Uw collega’s lezen dit in een mail en bij de bijdrage. De regietafel ziet het niet."
        ),
    )


def hand_in(
    request: AuthenticatedHttpRequest, bijdrage: OwnSubmission, form: ExplanationsForm
) -> HttpResponse:
    submitted = explain_and_submit(bijdrage.submission, request.user, form.typed())
    _tell_orphaned_texts(request, form)
    return redirect("submissions:version", *bijdrage.url_args, submitted.number)


def _explain(
    request: AuthenticatedHttpRequest, bijdrage: OwnSubmission, form: ExplanationsForm
) -> HttpResponse:
    explain(bijdrage.submission, request.user, form.typed())
    messages.success(
        request, f"Toelichtingen opgeslagen als concept om {format_time(clock.now())}."
    )
    _tell_orphaned_texts(request, form)
    return redirect("submissions:check", *bijdrage.url_args)


def _offer(
    request: AuthenticatedHttpRequest, bijdrage: OwnSubmission, form: ExplanationsForm
) -> HttpResponse:
    explain_and_offer(bijdrage.submission, request.user, form.typed())
    messages.success(request, "De bijdrage is aangeboden voor akkoord, maar nog niet ingediend.")
    _tell_orphaned_texts(request, form)
    return redirect("submissions:task_list", *bijdrage.url_args)


def _tell_orphaned_texts(request: AuthenticatedHttpRequest, form: ExplanationsForm) -> None:
    for text in form.orphaned_texts():
        messages.warning(
            request,
            f"Een punt dat u toelichtte, valt niet meer op. Deze tekst is niet bewaard: {text}",
        )


def _approve(
    request: AuthenticatedHttpRequest, bijdrage: OwnSubmission, form: ReasonForm
) -> HttpResponse:
    submitted = approve(bijdrage.submission, request.user, request.POST.get("offered_at", ""))
    return redirect("submissions:version", *bijdrage.url_args, submitted.number)


def _return(
    request: AuthenticatedHttpRequest, bijdrage: OwnSubmission, form: ReasonForm
) -> HttpResponse:
    return_offer(bijdrage.submission, request.user, form.cleaned_data["reason"])
    messages.success(
        request, "De bijdrage is teruggegeven. Uw collega’s hebben uw reden per mail gekregen."
    )
    return redirect("submissions:task_list", *bijdrage.url_args)


def _take_back(
    request: AuthenticatedHttpRequest, bijdrage: OwnSubmission, form: ReasonForm
) -> HttpResponse:
    take_back(bijdrage.submission, request.user)
    messages.success(request, "U kunt de bijdrage weer wijzigen. Bied die daarna opnieuw aan.")
    return redirect("submissions:task_list", *bijdrage.url_args)


# What is decided about an offer carries no explanations.
DECISIONS = {"approve": _approve, "return": _return, "take_back": _take_back}

STEPS = {"explain": _explain, "submit": hand_in, "offer": _offer}


@button_on("submissions:task_list")
def open_draft(request: AuthenticatedHttpRequest, round_slug: str, cbs_code: str) -> HttpResponse:
    """The tick "De regietafel mag ons concept inzien": a box that is not ticked is not sent."""
    bijdrage = get_own_submission(request.user, round_slug, cbs_code)
    if request.POST.get("open"):
        draft_consent.open_draft(bijdrage.submission, request.user)
        messages.success(request, "De projectleider en de voorzitter kunnen uw concept nu lezen.")
    else:
        draft_consent.close_draft(bijdrage.submission, request.user)
        messages.success(request, "De regietafel kan uw concept nu niet lezen.")
    return redirect("submissions:task_list", round_slug, cbs_code)
