"""The opgaven in numbers: what counts, what changed between two sets, and a new set."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from accounts.http import AuthenticatedHttpRequest
from autosave.kept_form import KeptForm
from common.buttons import button_on
from common.posted import posted_number
from common.refused import Refused
from regietafel.permissions import may_make_targets, may_read_targets, may_see_desk
from regietafel.targets import actions
from regietafel.targets.checks import checks_of
from regietafel.targets.forms import InhabitantsForm, NumbersForm
from regietafel.targets.grid import INHABITANTS, INHABITANTS_NAME, Grid, Plan, load_grid
from regietafel.targets.page import (
    change_rows,
    estimate_label,
    estimate_tables,
    region_tables,
    share_tables,
)
from rounds.lookup import get_round
from rounds.models import Round, TargetSet
from rounds.target_changes import target_changes
from rounds.targets import load_targets

OTHER_IS_NEWER = "Er wacht geen voorstel meer: het is vastgelegd of weggegooid."


def targets(
    request: AuthenticatedHttpRequest, round_slug: str, number: int | None = None
) -> HttpResponse:
    """The set that counts, or an earlier one, with all sets below it."""
    grid = load_grid(get_round(request.user, round_slug, may_read_targets))
    sets = _sets(grid.round)
    shown = next((s for s in sets if number in (None, s.number)), None)
    if number is not None and shown is None:
        raise Http404
    of_set = grid.targets if number is None else load_targets(grid.round, number)
    with_estimate = request.GET.get("rekenhulp") == "ja" and shown is not None
    context = _context(request, grid) | {
        "sets": sets,
        "shown": shown,
        "counts": shown is None or shown == sets[0],
        "region_tables": region_tables(grid, of_set),
        "share_tables": share_tables(grid, of_set),
        "with_estimate": with_estimate,
        "estimate_tables": estimate_tables(grid, of_set) if with_estimate else [],
        "estimate_label": estimate_label(grid),
    }
    return render(request, "regietafel/targets/targets.html", context)


def difference(request: AuthenticatedHttpRequest, round_slug: str) -> HttpResponse:
    """What changed between any two sets; by default the last two."""
    grid = load_grid(get_round(request.user, round_slug, may_read_targets))
    sets = _sets(grid.round)
    by_number = {s.number: s for s in sets}
    later = by_number.get(posted_number(request.GET.get("tot", "")) or 0) or next(iter(sets), None)
    earlier = by_number.get(posted_number(request.GET.get("van", "")) or 0) or (
        sets[1] if len(sets) > 1 else later
    )
    rows = []
    if earlier and later:
        before, after = (load_targets(grid.round, s.number).numbers for s in (earlier, later))
        found = {change.key: change for change in target_changes(before, after)}
        rows = change_rows(grid, [found[key] for key in grid.keys if key in found])
    context = _context(request, grid) | {
        "sets": sets,
        "earlier": earlier,
        "later": later,
        "changes": rows,
    }
    return render(request, "regietafel/targets/difference.html", context)


def new_set(request: AuthenticatedHttpRequest, round_slug: str) -> HttpResponse:
    """What would change, what does not add up, and every way to fill in more. A POST fixes it."""
    round_ = _round_to_change(request, round_slug)
    problems: list[dict] = []
    if request.method == "POST":
        try:
            return _fixed(request, round_, actions.fix(round_, request.user, _seen(request)))
        except Refused as refused:
            problems = [{"message": refused.message}]
    grid = load_grid(round_)
    plan = actions.plan_of(grid, request.user)
    context = _context(request, grid) | _plan(plan) | {"problems": problems}
    return render(request, "regietafel/targets/new_set.html", context)


def _seen(request: AuthenticatedHttpRequest) -> str:
    return request.POST.get("gezien", "")


def _fixed(
    request: AuthenticatedHttpRequest, round_: Round, fixed: actions.Fixed | None
) -> HttpResponse:
    if fixed is None:
        messages.info(request, OTHER_IS_NEWER)
    elif fixed.number is None:
        messages.success(request, "De aantallen inwoners zijn vastgelegd.")
    else:
        messages.success(
            request,
            f"Versie {fixed.number} van de opgaven is vastgelegd en telt nu. Wat al is ingediend, "
            "blijft zoals het is.",
        )
    return redirect("regietafel:targets", round_.slug)


def _plan(plan: Plan | None) -> dict:
    if plan is None:
        return {"plan": None, "subjects_changed": {}}
    return {
        "plan": plan,
        "changes": change_rows(plan.grid, plan.changes),
        "checks": checks_of(plan) if plan.changes else [],
    }


@button_on("regietafel:new_targets")
def discard(request: AuthenticatedHttpRequest, round_slug: str) -> HttpResponse:
    actions.discard(_round_to_change(request, round_slug), request.user)
    messages.info(request, "Het voorstel is weggegooid. Er is niets vastgelegd.")
    return redirect("regietafel:targets", round_slug)


def numbers(request: AuthenticatedHttpRequest, round_slug: str, subject: str) -> HttpResponse:
    """The numbers of one opgave, or the inhabitants."""
    grid = load_grid(_round_to_change(request, round_slug))
    if subject not in (*grid.opgaven, INHABITANTS):
        raise Http404
    plan = actions.plan_of(grid, request.user)
    kind = InhabitantsForm if subject == INHABITANTS else NumbersForm
    form = kind(
        request.POST or None,
        grid=grid,
        subject=subject,
        typed=plan.typed if plan else {},
        proposal=plan.proposal if plan else None,
    )
    page = KeptForm(request, form, f"opgave-{subject}"[:40])
    if page.carry_out(
        lambda typed: actions.propose(grid.round, request.user, form.typed, form.origin)
    ):
        messages.success(request, f"{grid.subject_name(subject)} is bijgewerkt in uw voorstel.")
        return redirect("regietafel:new_targets", round_slug)
    context = _context(request, grid) | page.context
    context |= {
        "subject_name": grid.subject_name(subject),
        "opgave": grid.opgaven.get(subject),
        "of_people": subject == INHABITANTS,
    }
    return render(request, "regietafel/targets/numbers.html", context)


def _context(request: AuthenticatedHttpRequest, grid: Grid) -> dict:
    user, round_ = request.user, grid.round
    return {
        "round": round_,
        "sees_desk": may_see_desk(user, round_),
        "may_make": may_make_targets(user, round_),
        "next_number": (grid.targets.set_number or 0) + 1,
        "subjects": [
            *((code, opgave.name) for code, opgave in grid.opgaven.items()),
            (INHABITANTS, INHABITANTS_NAME),
        ],
    }


def _round_to_change(request: AuthenticatedHttpRequest, round_slug: str) -> Round:
    return get_round(request.user, round_slug, may_make_targets)


def _sets(round_: Round) -> list[TargetSet]:
    return list(round_.target_sets.select_related("made_by").order_by("-number"))
