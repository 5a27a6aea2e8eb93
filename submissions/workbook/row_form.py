"""The line form of the screen for a row of a workbook, without a query per row."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms

from accounts.models import Municipality
from rounds.models import Opgave
from submissions.editing.line_form import LineForm
from submissions.editing.share_forms import PREFIX, BaseShareFormSet, ShareForm, ShareFormSet
from submissions.workbook.layout import Layout


class RowShareForm(ShareForm):
    """`known` are the municipalities that can have a share, by CBS code: all rows choose from the
    same ones, which were read once."""

    def __init__(self, *args: Any, known: Mapping[str, Municipality], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partner"] = forms.TypedChoiceField(
            choices=[(code, code) for code in known],
            coerce=known.__getitem__,
            empty_value=None,
            required=False,
            error_messages=self.fields["partner"].error_messages,
        )


RowShareFormSet = cast(
    type[BaseShareFormSet],
    forms.formset_factory(
        RowShareForm,
        formset=BaseShareFormSet,
        max_num=ShareFormSet.max_num,
        absolute_max=ShareFormSet.absolute_max,
    ),
)


class RowForm(LineForm):
    def __init__(self, data: Mapping[str, str], opgave: Opgave, layout: Layout) -> None:
        rows = {f"{PREFIX}-TOTAL_FORMS": str(layout.shares), f"{PREFIX}-INITIAL_FORMS": "0"}
        super().__init__({**data, **rows}, opgave=opgave, round_=layout.round)
        self.shares = RowShareFormSet(
            self.data, prefix=PREFIX, form_kwargs={"known": layout.partner_by_code}
        )
