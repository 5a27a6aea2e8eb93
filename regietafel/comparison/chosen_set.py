"""Beside which set of opgaven the comparison stands: that what counts now, unless an earlier one is
asked for."""

from dataclasses import dataclass

from accounts.http import AuthenticatedHttpRequest
from common.posted import posted_number
from rounds.models import Round, TargetSet
from rounds.targets import Targets, load_targets


@dataclass(frozen=True)
class ChosenSet:
    """`targets` and `earlier` are None when it is the set that counts; `unknown` is what was asked
    for and does not exist."""

    targets: Targets | None = None
    earlier: TargetSet | None = None
    unknown: str = ""


def chosen_set(request: AuthenticatedHttpRequest, round_: Round) -> ChosenSet:
    asked = request.GET.get("opgaven", "")
    if not asked:
        return ChosenSet()
    sets = list(round_.target_sets.order_by("-number"))
    found = next((s for s in sets if s.number == posted_number(asked)), None)
    if found is None:
        return ChosenSet(unknown=asked[:20])
    if found == sets[0]:
        return ChosenSet()
    return ChosenSet(load_targets(round_, found.number), found)
