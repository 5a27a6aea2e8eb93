"""The partner's side of a joint location: what other municipalities ask it to confirm."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from accounts.http import AuthenticatedHttpRequest
from autosave.kept_form import KeptForm
from submissions.enums import ShareAnswer
from submissions.lookup import OwnSubmission, get_own_submission
from submissions.shares import actions
from submissions.shares.forms import ShareAnswerForm
from submissions.shares.requests import ShareRequest, load_requests

SAVED = {
    ShareAnswer.CONFIRMED: "Het aandeel is bevestigd. Het telt nu mee voor {partner}.",
    ShareAnswer.DECLINED: "U heeft het aandeel niet bevestigd. Het blijft meetellen voor {lead}.",
}


def shares(request: AuthenticatedHttpRequest, round_slug: str, cbs_code: str) -> HttpResponse:
    """Everything that other municipalities asked this one to confirm, also what has ended."""
    bijdrage = get_own_submission(request.user, round_slug, cbs_code)
    context = {
        "bijdrage": bijdrage,
        "requests": load_requests(bijdrage.round, bijdrage.municipality),
    }
    return render(request, "submissions/shares/shares.html", context)


def share(
    request: AuthenticatedHttpRequest, round_slug: str, cbs_code: str, confirmation_id: int
) -> HttpResponse:
    """One request with the whole line; a POST answers it."""
    bijdrage = get_own_submission(request.user, round_slug, cbs_code)
    share_request = _get_request(bijdrage, confirmation_id)
    form = ShareAnswerForm(
        request.POST or None, initial={"reason": share_request.confirmation.reason}
    )
    page = KeptForm(request, form, "aandeel")
    if page.carry_out(
        lambda typed: actions.answer_share(share_request.confirmation, request.user, **typed)
    ):
        words = SAVED[form.cleaned_data["answer"]]
        messages.success(
            request, words.format(partner=bijdrage.municipality, lead=share_request.lead)
        )
        return redirect("submissions:share", round_slug, cbs_code, confirmation_id)
    now = _get_request(bijdrage, confirmation_id) if form.errors else share_request
    context = page.context | {"bijdrage": bijdrage, "share_request": now, "line": now.line}
    return render(request, "submissions/shares/share.html", context)


def _get_request(bijdrage: OwnSubmission, confirmation_id: int) -> ShareRequest:
    """Of the municipality itself only: the lead has its own pages, everybody else none."""
    requests = load_requests(bijdrage.round, bijdrage.municipality)
    found = next(
        (request for request in requests if request.confirmation.pk == confirmation_id), None
    )
    if found is None:
        raise Http404
    return found
