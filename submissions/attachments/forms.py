from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from rounds.models import Round
from submissions.attachments.files import EXTENSIONS, CheckedFile, FileRefused, check_upload
from submissions.attachments.refusals import ALLOWED
from submissions.enums import AttachmentKind


class CheckedFileForm(forms.Form):
    """A form with one file. `cleaned_data["file"]` is the checked file."""

    file = forms.FileField(
        label="Bestand",
        widget=forms.FileInput(attrs={"accept": ",".join(EXTENSIONS)}),
        max_length=None,
        allow_empty_file=True,
        error_messages={
            "required": "Kies het bestand dat u wilt toevoegen.",
            "invalid": "Er is geen bestand meegekomen. Kies het bestand opnieuw.",
        },
    )

    # What to say in this form in the place of a sentence that leads elsewhere.
    other_words: Mapping[str, str] = {}

    def __init__(self, *args: Any, round_: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.most_megabytes = round_.attachment_megabytes
        limit = f"Hoogstens {self.most_megabytes} MB."
        self.fields["file"].help_text = f"{ALLOWED}. {limit}"

    def clean_file(self) -> CheckedFile:
        try:
            return check_upload(self.cleaned_data["file"], self.most_megabytes)
        except FileRefused as refused:
            sentence = self.other_words.get(refused.message, refused.message)
            raise ValidationError(sentence) from refused


class AttachmentForm(CheckedFileForm):
    """One file with what it is."""

    field_order = ["kind", "file"]

    kind = forms.ChoiceField(
        label="Wat is het voor stuk?",
        choices=AttachmentKind,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat voor stuk het is."},
    )
