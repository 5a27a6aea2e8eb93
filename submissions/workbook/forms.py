from django import forms

from common.archives import MB
from submissions.workbook.safety import EMPTY, MAX_UPLOAD


class UploadForm(forms.Form):
    """The workbook itself is judged in its stages, so that a wrong file is told in the same way as
    a wrong cell."""

    file = forms.FileField(
        label="Het ingevulde bestand",
        help_text=f"Een .xlsx- of .ods-bestand van hoogstens {MAX_UPLOAD // MB} MB.",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.ods"}),
        error_messages={
            "required": "Kies eerst het bestand dat u heeft ingevuld.",
            "invalid": "Kies eerst het bestand dat u heeft ingevuld.",
            "missing": EMPTY,
        },
    )
