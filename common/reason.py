"""A reason that another person will read."""

from typing import Any

from django import forms

from common.fields import TextField


class ReasonForm(forms.Form):
    """`label` and `missing` say what is asked; the rest is the same for every reason."""

    reason = TextField(max_length=900, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(
        self, *args: Any, label: str, missing: str, help_text: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reason"]
        field.label, field.help_text = label, help_text
        field.error_messages["required"] = missing
