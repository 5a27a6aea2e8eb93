"""The files with a bijdrage: the page to add them, taking one out, and the file itself."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.http import AuthenticatedHttpRequest
from common.refused import Refused
from submissions.attachments import actions
from submissions.attachments.download import send_attachment
from submissions.attachments.forms import AttachmentForm
from submissions.content.sections import attachments_of
from submissions.lookup import OwnSubmission, get_own_submission
from submissions.models import Attachment


def attachments(request: AuthenticatedHttpRequest, round_slug: str, cbs_code: str) -> HttpResponse:
    bijdrage = get_own_submission(request.user, round_slug, cbs_code)
    form = AttachmentForm(request.POST or None, request.FILES or None, round_=bijdrage.round)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            actions.attach(bijdrage.submission, request.user, form.cleaned_data["kind"], file)
            messages.success(request, f"{file.name} is toegevoegd.")
            return redirect("submissions:attachments", round_slug, cbs_code)
        except Refused as refused:
            form.add_error("file", refused.message)
    context = {
        "bijdrage": bijdrage,
        "form": form,
        "attachments": attachments_of(bijdrage.content.version),
        "most": actions.MOST_ATTACHMENTS,
    }
    return render(request, "submissions/attachments/attachments.html", context)


def attachment_remove(
    request: AuthenticatedHttpRequest, round_slug: str, cbs_code: str, attachment_id: int
) -> HttpResponse:
    """Asks first; a POST takes it out. A second click finds the work done."""
    bijdrage = get_own_submission(request.user, round_slug, cbs_code)
    attachment = _of_working_copy(bijdrage, attachment_id)
    if attachment is None and request.method == "POST":
        return redirect("submissions:attachments", round_slug, cbs_code)
    if attachment is None:
        raise Http404
    problem = None
    if request.method == "POST":
        try:
            actions.remove_attachment(bijdrage.submission, request.user, attachment.pk)
            messages.success(request, f"{attachment.name} is verwijderd uit uw concept.")
            return redirect("submissions:attachments", round_slug, cbs_code)
        except Refused as refused:
            problem = refused.message
    context = {"bijdrage": bijdrage, "attachment": attachment, "problem": problem}
    return render(request, "submissions/attachments/attachment_remove.html", context)


def _of_working_copy(bijdrage: OwnSubmission, attachment_id: int) -> Attachment | None:
    own = Attachment.objects.filter(version__submission=bijdrage.submission, version__number=None)
    return own.with_file().filter(pk=attachment_id).first()


def attachment(
    request: AuthenticatedHttpRequest, round_slug: str, cbs_code: str, attachment_id: int
) -> HttpResponse:
    """A file of any version of the own municipality."""
    bijdrage = get_own_submission(request.user, round_slug, cbs_code)
    own = Attachment.objects.filter(version__submission=bijdrage.submission).select_related("file")
    return send_attachment(get_object_or_404(own, pk=attachment_id))
