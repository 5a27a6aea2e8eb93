"""A new set from a file or from pasted cells, and the file to fill in."""

from collections.abc import Callable
from typing import cast

from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.http import AuthenticatedHttpRequest
from autosave.kept_form import KeptForm
from regietafel.permissions import may_make_targets, may_see_desk
from regietafel.targets import actions
from regietafel.targets.forms import OriginForm, PasteForm, UploadForm
from regietafel.targets.grid import INHABITANTS, TERM_WORDS, Grid, load_grid
from regietafel.targets.read_rows import read_rows
from regietafel.targets.sheet import (
    Fault,
    SheetRow,
    Unreadable,
    rows_of_file,
    rows_of_paste,
)
from regietafel.targets.template import WRITERS, file_name, tables
from rounds.lookup import get_round
from rounds.models import TargetProposal

MOST_FAULTS = 100


def template(request: AuthenticatedHttpRequest, round_slug: str, kind: str) -> HttpResponse:
    """Filled with the set that counts; `kind` is one of WRITERS."""
    grid = load_grid(get_round(request.user, round_slug, may_make_targets))
    write, content_type = WRITERS[kind]
    disposition = f'attachment; filename="{file_name(grid, kind)}"'
    return HttpResponse(
        write(tables(grid)), content_type, headers={"Content-Disposition": disposition}
    )


def upload(request: AuthenticatedHttpRequest, round_slug: str) -> HttpResponse:
    grid, proposal = _load(request, round_slug)
    form = UploadForm(request.POST or None, request.FILES or None, proposal=proposal)
    return _read(request, grid, form, "upload", lambda: _of_file(form), "opgaven-bestand")


def _of_file(form: UploadForm) -> list[SheetRow]:
    file = form.cleaned_data["file"]
    return rows_of_file(file, file.size or 0, file.name or "het bestand")


def paste(request: AuthenticatedHttpRequest, round_slug: str) -> HttpResponse:
    grid, proposal = _load(request, round_slug)
    form = PasteForm(request.POST or None, proposal=proposal, grid=grid)
    return _read(request, grid, form, "paste", lambda: _of_paste(form), "opgaven-plakken")


def _of_paste(form: PasteForm) -> list[SheetRow]:
    subject = form.cleaned_data["subject"]
    wide = [INHABITANTS] if subject == INHABITANTS else list(TERM_WORDS)
    return rows_of_paste(form.cleaned_data["cells"], subject, wide)


def _load(request: AuthenticatedHttpRequest, round_slug: str) -> tuple[Grid, TargetProposal | None]:
    grid = load_grid(get_round(request.user, round_slug, may_make_targets))
    plan = actions.plan_of(grid, request.user)
    return grid, plan.proposal if plan else None


def _read(
    request: AuthenticatedHttpRequest,
    grid: Grid,
    form: OriginForm,
    name: str,
    rows: Callable[[], list[SheetRow]],
    form_name: str,
) -> HttpResponse:
    """Take over what was read, or show the form again with all that must change."""
    page, faults = KeptForm(request, form, form_name), cast(list[Fault], [])
    if form.is_valid():
        faults = _take_over(request, grid, form, rows)
    if page.finish(form.is_valid() and not faults):
        return redirect("regietafel:new_targets", grid.round.slug)
    context = page.context | {
        "round": grid.round,
        "sees_desk": may_see_desk(request.user, grid.round),
        "faults": faults[:MOST_FAULTS],
        "more_faults": max(0, len(faults) - MOST_FAULTS),
        "faults_summary": _summary(faults),
    }
    return render(request, f"regietafel/targets/{name}.html", context)


def _take_over(
    request: AuthenticatedHttpRequest,
    grid: Grid,
    form: OriginForm,
    rows: Callable[[], list[SheetRow]],
) -> list[Fault]:
    try:
        typed, faults = read_rows(rows(), grid)
    except Unreadable as unreadable:
        return [unreadable.fault]
    if not faults:
        actions.propose(grid.round, request.user, typed, form.origin)
    return faults


def _summary(faults: list[Fault]) -> list[dict]:
    if not faults:
        return []
    count = "Eén punt moet" if len(faults) == 1 else f"{len(faults)} punten moeten"
    message = f"Er is niets overgenomen. {count} eerst anders; wat u kunt doen, leest u per punt."
    return [{"message": message, "href": "#punten"}]
