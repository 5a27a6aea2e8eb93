from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from common import clock
from common.moments import format_time
from submissions import actions, rules
from submissions.background import with_background
from submissions.drafts import load_draft
from submissions.enums import State
from submissions.errors import ExplainedMeanwhile, Refused
from submissions.explanation_forms import ExplanationsForm
from submissions.lookup import Bijdrage, get_bijdrage
from submissions.models import Version
from submissions.reading import read_version


def check(request: HttpRequest, round_slug: str, cbs_code: str) -> HttpResponse:
    """Everything on one page, with what stops and what wants an explanation; a POST explains, and hands in."""
    bijdrage = get_bijdrage(request.user, round_slug, cbs_code)
    form = ExplanationsForm(request.POST if request.method == "POST" else None, _warnings(bijdrage))
    problem = None
    if form.is_valid():
        try:
            return _explain_or_hand_in(request, bijdrage, form)
        except ExplainedMeanwhile:
            bijdrage = get_bijdrage(request.user, round_slug, cbs_code)
            form = form.after_a_colleague(_warnings(bijdrage))
        except Refused as refused:
            problem = refused.message
    return render(request, "submissions/check.html", _check_context(bijdrage, form, problem))


def _explain_or_hand_in(request: HttpRequest, bijdrage: Bijdrage, form: ExplanationsForm) -> HttpResponse:
    if request.POST.get("action") == "explain":
        actions.explain(bijdrage.submission, request.user, form.typed())
        messages.success(request, f"Toelichtingen opgeslagen als concept om {format_time(clock.now())}.")
        answer = redirect("submissions:check", *bijdrage.url_args)
    else:
        submitted = actions.explain_and_submit(bijdrage.submission, request.user, form.typed())
        answer = redirect("submissions:version", *bijdrage.url_args, submitted.number)
    for text in form.homeless():
        messages.warning(request, f"Een punt dat u toelichtte, valt niet meer op. Deze tekst is niet bewaard: {text}")
    return answer


def _warnings(bijdrage: Bijdrage) -> list[rules.Problem]:
    return rules.warnings(with_background(bijdrage.draft))


def _check_context(bijdrage: Bijdrage, form: ExplanationsForm, problem: str | None) -> dict:
    errors = rules.errors(bijdrage.draft)
    something_to_send = bool(form.warnings or not errors)
    return {
        "bijdrage": bijdrage,
        "problem": problem,
        "errors": errors,
        "explanations": form,
        "warnings": form.warnings,
        "explaining": something_to_send and (bijdrage.is_editable or form.is_bound),
        "sections": read_version(bijdrage.draft),
        "version": bijdrage.draft.version,
        "may_submit": bijdrage.is_editable,
        "submitted": bijdrage.submission.state == State.SUBMITTED,
    }


def version(request: HttpRequest, round_slug: str, cbs_code: str, number: int) -> HttpResponse:
    """One submitted version, exactly as it was handed in."""
    bijdrage = get_bijdrage(request.user, round_slug, cbs_code)
    frozen = get_object_or_404(
        Version.objects.submitted().select_related("submission__round", "submission__municipality", "submitted_by"),
        submission=bijdrage.submission,
        number=number,
    )
    draft = with_background(load_draft(frozen))
    context = {
        "bijdrage": bijdrage,
        "version": frozen,
        "sections": read_version(draft),
        "warnings": rules.warnings(draft),
        "is_latest": number == bijdrage.latest_number,
    }
    return render(request, "submissions/version.html", context)


@require_POST
def start_addition(request: HttpRequest, round_slug: str, cbs_code: str) -> HttpResponse:
    bijdrage = get_bijdrage(request.user, round_slug, cbs_code)
    try:
        actions.start_addition(bijdrage.submission, request.user)
        messages.info(
            request,
            f"U bewerkt nu een aanvulling. Versie {bijdrage.latest_number} blijft gelden tot u opnieuw indient.",
        )
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("submissions:task_list", round_slug, cbs_code)


def discard_addition(request: HttpRequest, round_slug: str, cbs_code: str) -> HttpResponse:
    """Asks first; a POST throws the addition away."""
    bijdrage = get_bijdrage(request.user, round_slug, cbs_code)
    if request.method == "POST":
        try:
            actions.discard_addition(bijdrage.submission, request.user)
            messages.success(request, f"De aanvulling is verworpen. Versie {bijdrage.latest_number} geldt.")
        except Refused as refused:
            messages.error(request, refused.message)
        return redirect("submissions:task_list", round_slug, cbs_code)
    return render(request, "submissions/discard_addition.html", {"bijdrage": bijdrage})
