"""What people type in a question or an answer."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from accounts.models import Municipality
from common.fields import TextField
from submissions.enums import QuestionVisibility
from submissions.lifecycle.refusals import ReadersChanged
from submissions.models import Submission
from submissions.questions.readers import visibility_choices

MOST_CHARACTERS = 4000

MOST_IN_SUBJECT = 150


class QuestionForm(forms.Form):
    subject = TextField(
        label="Onderwerp",
        max_length=MOST_IN_SUBJECT,
        help_text="In een paar woorden, bijvoorbeeld: einddatum van de locatie.",
        error_messages={"required": "Vul in een paar woorden in waarover uw vraag gaat."},
    )
    text = TextField(
        label="Uw vraag",
        max_length=MOST_CHARACTERS,
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
    text = TextField(
        label="Uw antwoord",
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Vul uw antwoord in. Er is nog niets verstuurd."},
    )
