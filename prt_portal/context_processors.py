"""What the base template shows on every page."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.urls import reverse

from accounts.models import User
from accounts.permissions import Action, may
from regietafel.permissions import may_read_targets, may_see_desk
from rounds.models import Round
from rounds.querysets import may_read_round
from submissions.models import Submission


@dataclass(frozen=True)
class NavigationItem:
    label: str
    url: str
    current: bool


def portal(request: HttpRequest) -> dict[str, object]:
    """The demo banner, the theme, and the navigation that fits the person."""
    context = {
        "demo": settings.PRT_DEMO,
        "demo_date": settings.PRT_TODAY,
        "demo_stage": settings.STAGE if settings.PRT_DEMO else None,
        "theme_class": settings.PRT_THEME_CLASS,
    }
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return context
    round_ = _round(user, request)
    return context | {
        "navigation": _navigation(request.path, _entries(user, round_)),
        "contact_email": round_.regietafel.contact_email if round_ else "",
    }


def _round(user: User, request: HttpRequest) -> Round | None:
    """The round in the URL, or the newest one."""
    match = request.resolver_match
    slug = match.kwargs.get("round_slug") if match else None
    seen = user.seen.get(Round)
    if isinstance(seen, Round) and seen.slug == slug and may_read_round(user, seen):
        return seen
    fills_in = Exists(Submission.objects.editable_by(user).filter(round=OuterRef("pk")))
    rounds = Round.objects.visible_to(user).select_related("regietafel").annotate(fills_in=fills_in)
    return rounds.filter(slug=slug).first() if slug else rounds.first()


def _fills_in(user: User, round_: Round) -> bool:
    seen = user.seen.get(Submission)
    if isinstance(seen, Submission) and seen.round_id == round_.pk:
        return True
    if (found := getattr(round_, "fills_in", None)) is not None:  # read with the round, by _round
        return bool(found)
    return Submission.objects.editable_by(user).filter(round=round_).exists()


def _entries(user: User, round_: Round | None) -> list[tuple[str, str]]:
    entries = [("Home", reverse("home"))]
    if round_ is not None:
        if _fills_in(user, round_):
            entries.append(("Bijdrage", reverse("submissions:choose", args=[round_.slug])))
        if may_see_desk(user, round_):
            entries += [
                ("Regietafel", reverse("regietafel:dashboard", args=[round_.slug])),
                ("Vergelijking", reverse("regietafel:comparison", args=[round_.slug])),
                ("Overzicht", reverse("regietafel:overview", args=[round_.slug])),
            ]
        if may_read_targets(user, round_):
            entries.append(("Opgaven", reverse("regietafel:targets", args=[round_.slug])))
        entries.append(("Routekaart", reverse("routekaart:timeline", args=[round_.slug])))
    if user.is_superuser or (round_ and may(user, Action.ADMINISTER, round_.regietafel)):
        entries.append(("Beheer", reverse("admin:index")))
    return entries


def _navigation(path: str, entries: list[tuple[str, str]]) -> list[NavigationItem]:
    """Where the person is: the entry with the longest address that the page lies under; home is
    only home itself."""
    under = [
        url
        for _, url in entries
        if path == url or (url != reverse("home") and path.startswith(url))
    ]
    here = max(under, key=len, default=None)
    return [NavigationItem(label, url, url == here) for label, url in entries]
