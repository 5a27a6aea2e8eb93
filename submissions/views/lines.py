from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from common import clock
from common.moments import format_time
from submissions import actions
from submissions.errors import Gone, Refused, Stale
from submissions.forms import AnswerForm, LineForm, ShareFormSet, initial_shares, partners_for
from submissions.lookup import Bijdrage, get_bijdrage
from submissions.models import Contribution, Opgave
from submissions.stale import differing_fields, differing_shares, with_revision
from submissions.targets import load_targets
from submissions.task_list import task_rows


def opgave(request: HttpRequest, round_slug: str, cbs_code: str, opgave_code: str) -> HttpResponse:
    """The lines of one opgave, or the answer without lines."""
    bijdrage = get_bijdrage(request.user, round_slug, cbs_code)
    asked = bijdrage.opgave(opgave_code)
    answer = bijdrage.draft.answers.get(opgave_code)
    initial = {"kind": answer.kind, "reason": answer.reason} if answer else None
    form = AnswerForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_opgave(bijdrage.submission, request.user, asked, **form.cleaned_data)
            messages.success(request, f"{asked.name}: opgeslagen als concept om {format_time(clock.now())}.")
            return redirect("submissions:task_list", round_slug, cbs_code)
        except Refused as refused:
            form.add_error(None, refused.message)
    all_opgaven = list(bijdrage.round.opgaven.select_related("part_of"))
    rows = task_rows(bijdrage.draft, load_targets(bijdrage.round), all_opgaven)
    context = {
        "bijdrage": bijdrage,
        "opgave": asked,
        "answer": answer,
        "form": form,
        "lines": bijdrage.draft.lines_of(asked),
        "row": next(row for row in rows if row.opgave.pk == asked.pk),
        "next_row": _next_unanswered(rows, asked),
    }
    return render(request, "submissions/opgave.html", context)


def _next_unanswered(rows, asked: Opgave):
    todo = [row for row in rows if row.tone == "todo" and row.opgave.pk != asked.pk]
    return next((row for row in todo if row.opgave.order > asked.order), todo[0] if todo else None)


def add(request: HttpRequest, round_slug: str, cbs_code: str, opgave_code: str) -> HttpResponse:
    """A new location, empty or as a copy of another line (`?kopie=`)."""
    bijdrage = get_bijdrage(request.user, round_slug, cbs_code)
    asked = bijdrage.opgave(opgave_code)
    source = _copied_line(bijdrage, request.GET.get("kopie"))
    initial = LineForm.initial_from(source) if source else {"confidential": asked.confidential}

    def store(fields, shares, revision):
        return actions.add_line(bijdrage.submission, request.user, asked, fields, shares)

    return _line_page(request, bijdrage, asked, None, initial, store)


def _copied_line(bijdrage: Bijdrage, line_id: str | None) -> Contribution | None:
    return next((line for line in bijdrage.draft.contributions if str(line.line_id) == line_id), None)


def change(request: HttpRequest, round_slug: str, cbs_code: str, line_id) -> HttpResponse:
    bijdrage = get_bijdrage(request.user, round_slug, cbs_code)
    line = _find_line(bijdrage, line_id)
    if line is None and "opgave" in request.POST:
        return _line_page(request, bijdrage, bijdrage.opgave(request.POST["opgave"]), None, None, _refuse_as_gone)
    if line is None:
        raise Http404

    def store(fields, shares, revision):
        return actions.change_line(bijdrage.submission, request.user, line_id, fields, shares, revision)

    return _line_page(request, bijdrage, line.opgave, line, None, store)


def _refuse_as_gone(fields, shares, revision):
    raise Gone


def _line_page(request, bijdrage: Bijdrage, asked: Opgave, line: Contribution | None, initial, store) -> HttpResponse:
    options = {"opgave": asked, "round_": bijdrage.round, "instance": line}
    partners = {"partners": partners_for(bijdrage.round, bijdrage.municipality)}
    form = LineForm(request.POST or None, initial=initial, **options)
    formset = ShareFormSet(request.POST or None, initial=initial_shares(line), prefix="aandeel", form_kwargs=partners)
    differences = []
    if request.method == "POST" and _is_valid(form, formset):
        try:
            store(form.stored_fields(), formset.shares(), form.base_revision)
            messages.success(request, f"{asked.name}: opgeslagen als concept om {format_time(clock.now())}.")
            return redirect("submissions:opgave", *bijdrage.url_args, asked.code)
        except Stale as stale:
            now = Contribution.objects.get(pk=line.pk)
            differences = differing_fields(form, now) + differing_shares(formset.shares(), now)
            form = LineForm(with_revision(request.POST, now.revision), **(options | {"instance": now}))
            form.add_error(None, stale.message)
        except Refused as refused:
            form.add_error(None, refused.message)
    context = {
        "bijdrage": bijdrage,
        "opgave": asked,
        "line": line,
        "form": form,
        "formset": formset,
        "shares_open": bool(initial_shares(line)) or formset.has_changed() or formset.total_error_count() > 0,
        "differences": differences,
        "back": reverse("submissions:opgave", args=[*bijdrage.url_args, asked.code]),
        "action": _form_action(bijdrage, asked, line),
    }
    return render(request, "submissions/line.html", context)


def _form_action(bijdrage: Bijdrage, asked: Opgave, line: Contribution | None) -> str:
    """A line that a colleague removed meanwhile is saved as a new one."""
    if line is None:
        return reverse("submissions:line_add", args=[*bijdrage.url_args, asked.code])
    return reverse("submissions:line", args=[*bijdrage.url_args, line.line_id])


def _is_valid(form: LineForm, formset) -> bool:
    valid = [form.is_valid(), formset.is_valid()]
    amounts = (form.cleaned_data.get("amount_short"), form.cleaned_data.get("amount_long"))
    return formset.fits_in(*amounts) and all(valid)


def remove(request: HttpRequest, round_slug: str, cbs_code: str, line_id) -> HttpResponse:
    """Asks first; a POST removes. A second click finds the work done."""
    bijdrage = get_bijdrage(request.user, round_slug, cbs_code)
    line = _find_line(bijdrage, line_id)
    if line is None and request.method == "POST":
        return redirect("submissions:task_list", round_slug, cbs_code)
    if line is None:
        raise Http404
    problem = None
    if request.method == "POST":
        try:
            actions.remove_line(bijdrage.submission, request.user, line_id)
            messages.success(request, f"{line.location_label} is verwijderd.")
            return redirect("submissions:opgave", round_slug, cbs_code, line.opgave.code)
        except Refused as refused:
            problem = refused.message
    return render(request, "submissions/line_remove.html", {"bijdrage": bijdrage, "line": line, "problem": problem})


def _find_line(bijdrage: Bijdrage, line_id) -> Contribution | None:
    return next((line for line in bijdrage.draft.contributions if line.line_id == line_id), None)
