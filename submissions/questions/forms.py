"""What people type in a question or an answer.

Nothing is cut off: a text that is too long comes back whole.
"""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import Municipality
from common.numbers import format_number
from common.texts import normalise
from submissions.enums import QuestionVisibility
from submissions.lifecycle.refusals import ReadersChanged
from submissions.models import Submission
from submissions.questions.readers import visibility_choices

MOST_CHARACTERS = 4000

MOST_IN_SUBJECT = 150


class MessageField(forms.CharField):
    """A text of several lines.

    The limit is told in words instead of by a box that swallows the rest of a paste.
    """

    widget = forms.Textarea

    def to_python(self, value: object) -> str:
        return normalise(super().to_python(value) or "")

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > MOST_CHARACTERS:
            raise ValidationError(
                f"Uw tekst is {format_number(len(value))} tekens lang. Kort hem in tot hoogstens "
                f"{format_number(MOST_CHARACTERS)} tekens."
            )


class SubjectField(forms.CharField):
    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > MOST_IN_SUBJECT:
            raise ValidationError(
                f"Het onderwerp is {len(value)} tekens lang. Kort het in tot hoogstens "
                f"{MOST_IN_SUBJECT} tekens."
            )


class QuestionForm(forms.Form):
    subject = SubjectField(
        label="Onderwerp",
        help_text="In een paar woorden, bijvoorbeeld: einddatum van de locatie.",
        error_messages={"required": "Vul in een paar woorden in waarover uw vraag gaat."},
    )
    text = MessageField(
        label="Uw vraag",
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Vul uw vraag in. Er is nog niets verstuurd."},
    )
    visibility = forms.ChoiceField(
        label="Wie leest dit?",
        widget=forms.RadioSelect,
        help_text=(
            "U kiest dit één keer: het geldt voor uw vraag en alle antwoorden, en verandert "
            "daarna niet meer."
        ),
        error_messages={
            "required": "Kies wie uw vraag en de antwoorden leest.",
            "invalid_choice": ReadersChanged().message,
        },
    )

    def __init__(
        self,
        *args: Any,
        submission: Submission,
        by_regietafel: bool,
        partners: Sequence[Municipality] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        visibility = cast(forms.ChoiceField, self.fields["visibility"])
        visibility.choices = visibility_choices(submission, by_regietafel, partners)

    def fields_of_question(self) -> dict:
        """What the action stores; the value of the choice also names the partners that were
        shown."""
        kind = self.cleaned_data["visibility"].partition(":")[0]
        return {
            "subject": self.cleaned_data["subject"],
            "text": self.cleaned_data["text"],
            "visibility": QuestionVisibility(kind),
        }


class AnswerMessageForm(forms.Form):
    text = MessageField(
        label="Uw antwoord",
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Vul uw antwoord in. Er is nog niets verstuurd."},
    )
