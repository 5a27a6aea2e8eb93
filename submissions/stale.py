"""When somebody else saved meanwhile: nothing is overwritten, both texts are shown."""

from dataclasses import dataclass

from django import forms
from django.db import models
from django.http import QueryDict
from django.utils.formats import localize

from common.numbers import format_number
from submissions.models import Contribution

SHARES_LABEL = "Aandelen van andere gemeenten"


@dataclass(frozen=True)
class FieldDifference:
    label: str
    typed: str
    stored: str


def differing_fields(form: forms.ModelForm, stored: models.Model) -> list[FieldDifference]:
    """The fields in which the typed text differs from what is stored now, both in words."""
    return [
        FieldDifference(field.label, in_words(form.fields[name], typed), in_words(form.fields[name], now))
        for name, field in form.fields.items()
        if name in form.Meta.fields and (typed := form.cleaned_data.get(name)) != (now := getattr(stored, name))
    ]


def differing_shares(typed: dict, line: Contribution) -> list[FieldDifference]:
    """The shares of the other municipalities, as one row when anything in them differs."""
    stored = {share.municipality: (share.amount_short, share.amount_long) for share in line.shares.all()}
    if typed == stored:
        return []
    return [FieldDifference(SHARES_LABEL, shares_in_words(typed), shares_in_words(stored))]


def shares_in_words(shares: dict) -> str:
    words = [
        f"{name}: {format_number(short)} kort, {format_number(long)} lang" for name, (short, long) in shares.items()
    ]
    return "; ".join(words) or "leeg"


def in_words(field: forms.Field | models.Field, value) -> str:
    if value in (None, ""):
        return "leeg"
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, int):
        return format_number(value)
    choices = dict(getattr(field, "choices", None) or [])
    return str(choices.get(value, localize(value)))


def with_revision(data: QueryDict, revision: int) -> QueryDict:
    """The typed form on top of the newest revision, so that saving once more is a choice made knowingly."""
    copy = data.copy()
    copy["revision"] = str(revision)
    return copy
