"""Text that a person typed in a form and did not save: kept while typing, and when a save was
refused.

Every form with typed text carries a signed token (`form_identity`) with the person, the page and
the name of the form. It decides under whose name text is kept, so a token that was tampered with or
is of somebody else keeps nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django import forms, template
from django.core import signing
from django.db.models import Q
from django.http import QueryDict
from django.template import Context

from accounts.http import AuthenticatedHttpRequest
from accounts.models import User
from autosave.models import Autosave
from common import clock
from common.moments import format_day, format_moment, format_time
from common.posted import as_posted, posted_number

FIELD = "form_identity"

MAXIMUM = 100_000  # bytes

TOKEN_LASTS = timedelta(hours=24)

KEPT_FOR = timedelta(days=30)

REFUSED_KEPT_FOR = timedelta(hours=2)

REFUSED = "verlopen:"  # before the name of a form that was posted after the session had ended

register = template.Library()


@dataclass(frozen=True)
class Identity:
    """Whose form it is, on which page it stands and what it is called."""

    user_id: int
    page: str
    form: str


@dataclass(frozen=True)
class Unsaved:
    """Kept text, to be shown again in its form."""

    data: QueryDict
    saved_at: datetime

    @property
    def when(self) -> str:
        """`14.05 uur`, with the day when that is not today."""
        today = format_day(self.saved_at) == format_day(clock.now())
        return format_time(self.saved_at) if today else format_moment(self.saved_at)

    def fill(self, form: forms.BaseForm) -> bool:
        """Make the kept text the start of an unbound form.

        False when it says what the form said already.
        """
        differs = False
        for name, field in form.fields.items():
            if field.widget.needs_multipart_form:  # a file is never kept
                continue
            kept = field.widget.value_from_datadict(self.data, {}, form.add_prefix(name))
            before = form.get_initial_for_field(field, name)
            differs |= not field.widget.is_hidden and as_posted(field, kept) != as_posted(
                field, before
            )
            form.initial[name] = kept
        return differs

    def rows(self, prefix: str, names: list[str]) -> list[dict]:
        """The rows of a formset in which something was filled in."""
        total = posted_number(self.data.get(f"{prefix}-TOTAL_FORMS", "")) or 0
        numbers = range(min(total, 100))
        rows = [
            {name: self.data.get(f"{prefix}-{number}-{name}", "") for name in names}
            for number in numbers
        ]
        return [row for row in rows if any(row.values())]


@register.simple_tag(takes_context=True)
def form_identity(context: Context, form_name: str, page: str = "") -> str:
    """The token for a form on this page, or on `page`."""
    request: AuthenticatedHttpRequest = context["request"]
    return _signer().sign_object([request.user.pk, page or request.path, form_name])


def read_identity(data: QueryDict) -> Identity | None:
    """What the token says; None when there is none, when it is old or when somebody changed it."""
    try:
        return Identity(*_signer().unsign_object(data.get(FIELD, ""), max_age=TOKEN_LASTS))
    except (signing.BadSignature, ValueError, TypeError):
        return None


def _signer() -> signing.TimestampSigner:
    return signing.TimestampSigner(salt="autosave")


def own_identity(request: AuthenticatedHttpRequest) -> Identity | None:
    identity = read_identity(request.POST)
    return identity if identity and identity.user_id == request.user.pk else None


# What a view does with its form


def restore(request: AuthenticatedHttpRequest, form_name: str, page: str = "") -> Unsaved | None:
    """The newest text kept for this form, when the page is opened."""
    return None if request.method == "POST" else restore_beside(request, form_name, page)


def restore_beside(
    request: AuthenticatedHttpRequest, form_name: str, page: str = ""
) -> Unsaved | None:
    """The same for a form that stands beside the one that was posted."""
    kept = Autosave.objects.filter(user=request.user, page=page or request.path)
    newest = kept.filter(_still_kept(form_name)).order_by("-saved_at").first()
    return Unsaved(QueryDict(newest.content), newest.saved_at) if newest else None


def keep(request: AuthenticatedHttpRequest, form_name: str, page: str = "") -> bool:
    """Keep a form that was posted and not saved. False when it is too large."""
    return store(_identity(request, form_name, page), request.POST)


def forget(request: AuthenticatedHttpRequest, form_name: str, page: str = "") -> None:
    """The form was saved."""
    throw_away(_identity(request, form_name, page))


def _identity(request: AuthenticatedHttpRequest, form_name: str, page: str) -> Identity:
    return own_identity(request) or Identity(request.user.pk, page or request.path, form_name)


@dataclass(frozen=True)
class KeptTexts:
    """What a person typed and did not save below an address, read at once."""

    texts: Sequence[Autosave]

    @property
    def pages(self) -> list[str]:
        return sorted({text.page for text in self.texts})

    def of(self, form_name: str, page: str) -> Unsaved | None:
        """The newest text for this form."""
        names = (form_name, REFUSED + form_name)
        found = [text for text in self.texts if text.page == page and text.form in names]
        newest = max(found, key=lambda text: text.saved_at, default=None)
        return Unsaved(QueryDict(newest.content), newest.saved_at) if newest else None


def texts_under(user: User, under: str) -> KeptTexts:
    now, refused = clock.now(), Q(form__startswith=REFUSED)
    still_kept = Q(saved_at__gte=now - REFUSED_KEPT_FOR) | ~refused & Q(
        saved_at__gte=now - KEPT_FOR
    )
    kept = Autosave.objects.filter(still_kept, user=user, page__startswith=under)
    return KeptTexts(list(kept))


# Storage


def store(identity: Identity, data: QueryDict) -> bool:
    content = _content(data)
    if len(content) > MAXIMUM:
        return False
    Autosave.objects.update_or_create(
        user_id=identity.user_id,
        page=identity.page,
        form=identity.form,
        defaults={"content": content, "saved_at": clock.now()},
    )
    return True


def store_refused(identity: Identity, data: QueryDict) -> bool:
    """Keep a post of somebody whose session had ended: beside what was kept while typing, and not
    for long."""
    known = User.objects.filter(pk=identity.user_id, is_active=True).exists()
    return known and store(Identity(identity.user_id, identity.page, REFUSED + identity.form), data)


def throw_away(identity: Identity) -> None:
    names = (identity.form, REFUSED + identity.form)
    Autosave.objects.filter(user=identity.user_id, page=identity.page, form__in=names).delete()


def purge() -> int:
    """Remove what is not given back any more; returns how many texts that were."""
    refused = Q(form__startswith=REFUSED, saved_at__lt=clock.now() - REFUSED_KEPT_FOR)
    return Autosave.objects.filter(refused | Q(saved_at__lt=clock.now() - KEPT_FOR)).delete()[0]


def _still_kept(form_name: str) -> Q:
    typed = Q(form=form_name, saved_at__gte=clock.now() - KEPT_FOR)
    return typed | Q(form=REFUSED + form_name, saved_at__gte=clock.now() - REFUSED_KEPT_FOR)


def _content(data: QueryDict) -> str:
    """The fields as a browser sends them, in ASCII; never a password."""
    kept = data.copy()
    for name in list(kept):
        if (
            name in (FIELD, "csrfmiddlewaretoken")
            or "password" in name.lower()
            or "wachtwoord" in name.lower()
        ):
            del kept[name]
    return kept.urlencode()
