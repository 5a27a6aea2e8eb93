"""The answer of a partner to the request to confirm its share."""

from typing import Any

from django import forms

from common.fields import TextField, needed_at_hand_in
from submissions.enums import ShareAnswer


class ShareAnswerForm(forms.Form):
    """What a partner says of its share: yes, or no with a reason."""

    answer = forms.ChoiceField(
        choices=ShareAnswer,
        widget=forms.HiddenInput,
        error_messages={
            "required": "Kies ‘Bevestig dit aandeel’ of ‘Bevestig niet’.",
            "invalid_choice": "Kies ‘Bevestig dit aandeel’ of ‘Bevestig niet’.",
        },
    )
    reason = TextField(
        label="Waarom bevestigt u dit aandeel niet?",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=(
            "De gemeente die de locatie indiende, de projectleider en de voorzitter lezen uw reden."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        needed_at_hand_in(self, "reason")

    def clean_answer(self) -> ShareAnswer:
        return ShareAnswer(self.cleaned_data["answer"])

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        if (
            cleaned.get("answer") == ShareAnswer.DECLINED
            and not cleaned.get("reason")
            and "reason" not in self.errors
        ):
            self.add_error(
                "reason",
                (
                    "Vul in waarom u dit aandeel niet bevestigt, bijvoorbeeld: wij spraken 15 "
                    "plekken af."
                ),
            )
        return cleaned
