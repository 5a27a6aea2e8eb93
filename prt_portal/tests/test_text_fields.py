"""Every text that a person types on the portal is read, measured and told in one way."""

from collections.abc import Iterator

import pytest
from django import forms
from django.forms.formsets import BaseFormSet
from django.test import Client
from django.utils.translation import gettext, ngettext

from common.fields import TextField
from prt_portal import urls
from submissions.editing.share_forms import ShareFormSet

OWN = ("common", "accounts", "autosave", "submissions", "regietafel", "routekaart")


def own_forms(parent: type[forms.BaseForm] = forms.BaseForm) -> Iterator[type[forms.BaseForm]]:
    for child in parent.__subclasses__():
        if child.__module__.startswith(OWN) and not {"tests", "admin"} & {
            *child.__module__.split(".")
        }:
            yield child
        yield from own_forms(child)


def typed_texts() -> dict[str, forms.Field]:
    assert urls.urlpatterns  # imports the views, and with them every form
    return {
        f"{form.__name__}.{name}": field
        for form in own_forms()
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, forms.CharField)
        and not field.widget.is_hidden
        and not isinstance(field.widget, forms.PasswordInput)
    }


def test_forms_are_found() -> None:
    assert {"LineForm.explanation", "ReasonForm.reason", "QuestionForm.text"} <= {*typed_texts()}


@pytest.mark.parametrize("name", typed_texts())
def test_typed_text_has_a_maximum_and_is_read_as_it_is_stored(name: str) -> None:
    field = typed_texts()[name]
    assert isinstance(field, TextField)
    assert field.max_length


def test_no_box_of_a_page_without_login_swallows_a_paste(db: None, client: Client) -> None:
    assert " maxlength" not in client.get("/account/login/").content.decode()


def test_django_refuses_a_long_text_in_the_same_words() -> None:
    django = "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d)."
    found = ngettext(django.replace("characters", "character"), django, 500)
    assert found % {"limit_value": 500, "show_value": 512} == (
        "Kort uw tekst in tot hoogstens 500 tekens; het zijn er nu 512."
    )


def test_null_character_is_refused_in_plain_words() -> None:
    assert gettext("Null characters are not allowed.").startswith(
        "In deze tekst staat een onzichtbaar teken."
    )


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "Het formulier kwam niet volledig aan."),
        ({"aandeel-TOTAL_FORMS": "99", "aandeel-INITIAL_FORMS": "0"}, "Vul hoogstens 12 rijen in."),
    ],
)
def test_tampered_rows_are_refused_in_plain_words(data: dict[str, str], sentence: str) -> None:
    shares: BaseFormSet = ShareFormSet(data, prefix="aandeel")
    assert not shares.is_valid()
    assert sentence in str(shares.non_form_errors())
