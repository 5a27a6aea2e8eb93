from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from accounts.http import AuthenticatedHttpRequest
from autosave.kept import restore
from common import clock
from common.moments import format_time
from common.posted import posted_number
from common.refused import Refused
from rounds.models import Opgave
from submissions import rules
from submissions.content.rule_context import with_today
from submissions.editing import actions
from submissions.editing.editors import AnswerEditor, HeaderEditor, LineEditor
from submissions.editing.task_list import TaskRow, rows_with_leads
from submissions.editing.way_back import after_saving, comes_from_check, to_what_is_left
from submissions.enums import AnswerKind
from submissions.links import submission_url
from submissions.lookup import OwnSubmission, get_own_submission
from submissions.models import Line


def opgave(
    request: AuthenticatedHttpRequest, round_slug: str, cbs_code: str, opgave_code: str
) -> HttpResponse:
    """The lines of one opgave, or the answer without lines."""
    bijdrage = get_own_submission(request.user, round_slug, cbs_code)
    opgave = bijdrage.opgave(opgave_code)
    editor = AnswerEditor(request, bijdrage, opgave)
    if editor.run():
        messages.success(
            request, f"{opgave.name}: opgeslagen als concept om {format_time(clock.now())}."
        )
        return to_what_is_left(request, bijdrage.again())
    bijdrage = editor.bijdrage
    rows = rows_with_leads(bijdrage)
    context = editor.context | {
        "opgave": opgave,
        "answer": bijdrage.content.answers.get(opgave_code),
        "lines": bijdrage.content.lines_of(opgave),
        "counting_lines": bijdrage.content.counting_lines_of(opgave),
        "left_out": bijdrage.content.left_out,
        "row": next(row for row in rows if row.opgave.pk == opgave.pk),
        "from_check": comes_from_check(request),
        "next_row": _next_unanswered(rows, opgave),
    }
    return render(request, "submissions/editing/opgave.html", context)


def _next_unanswered(rows: list[TaskRow], opgave: Opgave) -> TaskRow | None:
    todo = [row for row in rows if row.tone == "todo" and row.opgave.pk != opgave.pk]
    return next((row for row in todo if row.opgave.order > opgave.order), todo[0] if todo else None)


def add(
    request: AuthenticatedHttpRequest, round_slug: str, cbs_code: str, opgave_code: str
) -> HttpResponse:
    """A new location, empty or as a copy of another line (`?kopie=`)."""
    bijdrage = get_own_submission(request.user, round_slug, cbs_code)
    opgave = bijdrage.opgave(opgave_code)
    source = _copied_line(bijdrage, request.GET.get("kopie"))
    page = f"{request.path}?kopie={source.line_id}" if source else request.path
    return _line_page(request, LineEditor(request, bijdrage, opgave, copied=source, page=page))


def _copied_line(bijdrage: OwnSubmission, line_id: str | None) -> Line | None:
    if not line_id:
        return None
    return next((line for line in bijdrage.content.lines if str(line.line_id) == line_id), None)


def change(
    request: AuthenticatedHttpRequest, round_slug: str, cbs_code: str, line_id: UUID
) -> HttpResponse:
    bijdrage = get_own_submission(request.user, round_slug, cbs_code)
    # Saving tells how the line fits with the others; who only opens it reads none of them.
    line = bijdrage.content.line(line_id, alone=request.method != "POST")
    opgave = line.opgave if line else bijdrage.opgave(_opgave_of_typed_line(request))
    return _line_page(request, LineEditor(request, bijdrage, opgave, line_id))


def _opgave_of_typed_line(request: AuthenticatedHttpRequest) -> str:
    """A line that is gone has its opgave only in what was typed for it: posted now, or kept
    before."""
    kept = restore(request, LineEditor.form_name)
    return (kept.data if kept else request.POST).get("opgave", "")


def _line_page(request: AuthenticatedHttpRequest, editor: LineEditor) -> HttpResponse:
    if editor.run():
        _tell_saved(request, editor)
        return after_saving(request, editor.bijdrage, "opgave", editor.opgave.code)
    return render(request, "submissions/editing/line.html", editor.context)


def _tell_saved(request: AuthenticatedHttpRequest, editor: LineEditor) -> None:
    """With what is still missing in this line, and what the check page will ask about it."""
    content, line = editor.content, editor.saved
    missing = [problem.sentence for problem in rules.errors_of(line, content)]
    messages.success(
        request,
        f"{line.location_label} bij {editor.opgave.name}: opgeslagen als concept om "
        f"{format_time(clock.now())}.{_still_to_do(missing)}",
    )
    if missing:
        return
    for problem in rules.warnings_of(line, with_today(content)):
        if not problem.explained:
            messages.warning(request, f"Dit valt op bij {problem.topic}: {problem.sentence}")


def _still_to_do(sentences: list[str]) -> str:
    """`Nog te doen: kies hoe vast dit staat.`"""
    return f" Nog te doen: {' '.join(map(with_capital, sentences))}" if sentences else ""


def with_capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def remove(
    request: AuthenticatedHttpRequest, round_slug: str, cbs_code: str, line_id: UUID
) -> HttpResponse:
    """Asks first; a POST removes. A second click finds the work done."""
    bijdrage = get_own_submission(request.user, round_slug, cbs_code)
    line = bijdrage.content.line(line_id)
    if line is None and request.method == "POST":
        return redirect("submissions:task_list", round_slug, cbs_code)
    if line is None:
        raise Http404
    problem = None
    if request.method == "POST":
        try:
            actions.remove_line(bijdrage.submission, request.user, line_id, _seen_revision(request))
            again = _answer_again(bijdrage, line)
            messages.success(request, f"{line.location_label} is verwijderd.{again}")
            return after_saving(request, bijdrage, "opgave", line.opgave.code)
        except Refused as refused:
            problem = refused.message
    return render(
        request,
        "submissions/editing/line_remove.html",
        {"bijdrage": bijdrage, "line": line, "problem": problem},
    )


def _answer_again(bijdrage: OwnSubmission, removed: Line) -> str:
    """The sentence about an answer that came back because no line takes its place any more."""
    answer = bijdrage.again().content.answers.get(removed.opgave.code)
    if answer is None or answer.kind == AnswerKind.LINES:
        return ""
    return f" Bij {removed.opgave.name} geldt weer het antwoord ‘{answer.get_kind_display()}’."


def _seen_revision(request: AuthenticatedHttpRequest) -> int | None:
    return posted_number(request.POST.get("revision", ""))


def header(request: AuthenticatedHttpRequest, round_slug: str, cbs_code: str) -> HttpResponse:
    bijdrage = get_own_submission(request.user, round_slug, cbs_code)
    editor = HeaderEditor(request, bijdrage)
    if editor.run():
        saved = bijdrage.again()
        errors = rules.header_errors(saved.content)
        missing = _still_to_do([problem.sentence for problem in errors])
        messages.success(request, f"Opgeslagen als concept om {format_time(clock.now())}.{missing}")
        return to_what_is_left(request, saved)
    back = submission_url("check" if comes_from_check(request) else "task_list", bijdrage)
    return render(request, "submissions/editing/header.html", editor.context | {"back": back})
