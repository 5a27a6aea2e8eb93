"""The numbers of one opgave, or the inhabitants, on one page; and what comes from a file or a
paste."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from common.archives import MB
from common.fields import TextField
from regietafel.targets.actions import LONGEST_SOURCE, Origin
from regietafel.targets.fields import AmountField, CellsField, InhabitantsField, YearField
from regietafel.targets.grid import INHABITANTS, INHABITANTS_NAME, Grid, Typed
from regietafel.targets.read_rows import A_YEAR, year_problem
from rounds.enums import Certainty, Term
from rounds.models import TargetProposal
from rounds.targets import TargetKey, TargetNumber
from submissions.workbook.safety import EMPTY, MAX_UPLOAD

CERTAIN = [(c.value, c.label) for c in Certainty if c != Certainty.OUTDATED]
AS_IT_WAS = [("", "zoals het was, of zoals bovenaan"), *Certainty.choices]
LARGEST_TEXT = 100_000


class OriginForm(forms.Form):
    """Where the new numbers come from; one may say something else of itself."""

    source = TextField(
        label="Bron van de nieuwe getallen",
        max_length=LONGEST_SOURCE,
        help_text=(
            "Geldt voor elk getal dat u toevoegt of wijzigt, tenzij u daar iets anders invult."
        ),
        error_messages={
            "required": "Vul in waar de getallen vandaan komen, bijvoorbeeld ‘brief van de "
            "minister, 27 februari 2026’."
        },
    )
    certainty = forms.ChoiceField(
        label="Hoe zeker zijn ze?", choices=CERTAIN, initial=Certainty.SEEN
    )

    def __init__(self, *args: Any, proposal: TargetProposal | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if proposal:
            self.initial.update(source=proposal.source, certainty=proposal.certainty)

    @property
    def origin(self) -> Origin:
        return Origin(self.cleaned_data["source"], self.cleaned_data["certainty"])


class UploadForm(OriginForm):
    file = forms.FileField(
        label="Het ingevulde bestand",
        help_text=f"Een .xlsx-, .ods- of .csv-bestand van hoogstens {MAX_UPLOAD // MB} MB.",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.ods,.csv"}),
        error_messages={
            "required": "Kies eerst het bestand dat u heeft ingevuld.",
            "invalid": "Kies eerst het bestand dat u heeft ingevuld.",
            "missing": EMPTY,
        },
    )


class PasteForm(OriginForm):
    subject = forms.ChoiceField(
        label="Waarvan zijn deze cellen?",
        required=False,
        help_text=(
            "Kiest u een opgave, dan plakt u gemeente, kort en lang naast elkaar (bij inwoners: "
            "gemeente en aantal). Met de kop van het sjabloon erbij kan alles tegelijk."
        ),
    )
    cells = CellsField(
        label="Cellen uit uw rekenblad",
        max_length=LARGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        help_text="Kopieer de cellen met de namen van de gemeenten erbij en plak ze hier.",
        error_messages={
            "required": "Plak hier de cellen, met de namen van de gemeenten erbij.",
        },
    )

    def __init__(self, *args: Any, grid: Grid, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(code, opgave.name) for code, opgave in grid.opgaven.items()]
        subject = self.fields["subject"]
        assert isinstance(subject, forms.ChoiceField)  # noqa: S101 - narrows the type
        subject.choices = [
            ("", "Dat staat in de kolom Opgave"),
            *choices,
            (INHABITANTS, INHABITANTS_NAME),
        ]


@dataclass(frozen=True)
class NumberCell:
    """The boxes of one number, and what stands there in the set that counts."""

    term: str
    amount: BoundField
    certainty: BoundField | None
    year: BoundField
    source: BoundField
    present: TargetNumber | None


@dataclass(frozen=True)
class NumberRow:
    name: str
    is_region: bool
    cells: list[NumberCell]


class NumbersForm(OriginForm):
    """Both terms of one opgave: the region and all its municipalities."""

    def __init__(
        self, *args: Any, grid: Grid, subject: str, typed: dict[TargetKey, Typed], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.grid, self.keys = grid, grid.keys_of(subject)
        for key in self.keys:
            self._add(key, typed.get(key), grid.present.get(key))

    def _add(self, key: TargetKey, typed: Typed | None, present: TargetNumber | None) -> None:
        name, label = _name(key), self._label(key)
        now = typed.amount if typed else present.amount if present else None
        said = typed or Typed(None)
        self.fields[name] = self.amount_field(label=label, required=False, initial=now)
        self.fields[f"{name}-certainty"] = forms.ChoiceField(
            label=f"{label}: zekerheid", choices=AS_IT_WAS, required=False, initial=said.certainty
        )
        self.fields[f"{name}-year"] = YearField(
            label=f"{label}: jaar", required=False, initial=said.year
        )
        self.fields[f"{name}-source"] = TextField(
            label=f"{label}: bron", max_length=LONGEST_SOURCE, required=False, initial=said.source
        )

    amount_field: type[AmountField] = AmountField

    def _label(self, key: TargetKey) -> str:
        place = self.grid.place_name(key[2])
        return f"{place}, {Term(key[1]).label}" if key[1] else place

    def clean(self) -> dict:
        cleaned = super().clean() or self.cleaned_data
        for key in self.keys:
            if problem := year_problem(self._typed(key)):
                self.add_error(f"{_name(key)}-year", problem)
        return cleaned

    def _typed(self, key: TargetKey) -> Typed:
        name, said = _name(key), self.cleaned_data
        return Typed(
            said.get(name),
            said.get(f"{name}-certainty", ""),
            said.get(f"{name}-year"),
            said.get(f"{name}-source", ""),
        )

    @property
    def typed(self) -> dict[TargetKey, Typed]:
        return {key: self._typed(key) for key in self.keys}

    @property
    def rows(self) -> Iterator[NumberRow]:
        for code in dict.fromkeys(key[2] for key in self.keys):
            cells = [self._cell(key) for key in self.keys if key[2] == code]
            yield NumberRow(self.grid.place_name(code), code is None, cells)

    def _cell(self, key: TargetKey) -> NumberCell:
        name = _name(key)
        return NumberCell(
            Term(key[1]).label if key[1] else INHABITANTS_NAME,
            self[name],
            self[f"{name}-certainty"] if f"{name}-certainty" in self.fields else None,
            self[f"{name}-year"],
            self[f"{name}-source"],
            self.grid.present.get(key),
        )

    @property
    def says_something_of_one(self) -> bool:
        """Whether a box beside an amount is filled in or wrong: then they are not folded."""
        beside = [f for f in self if f.name.endswith(("-certainty", "-year", "-source"))]
        return any(field.errors or field.value() for field in beside)


class InhabitantsForm(NumbersForm):
    """Of each municipality; year and source above hold where a municipality says nothing else."""

    amount_field = InhabitantsField

    source = TextField(
        label="Bron van de aantallen inwoners",
        max_length=LONGEST_SOURCE,
        help_text="Geldt waar nog geen bron stond, en waar u het aantal wijzigt.",
        error_messages={
            "required": "Vul in waar de aantallen vandaan komen, bijvoorbeeld het CBS."
        },
    )
    year = YearField(
        label="Op 1 januari van het jaar",
        required=True,
        error_messages={"required": f"Vul het jaar in. {A_YEAR}"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["source", "year"])
        for name in [name for name in self.fields if name.endswith("certainty")]:
            del self.fields[name]
        self.initial["source"] = ""

    @property
    def origin(self) -> Origin:
        return Origin()

    def clean(self) -> dict:
        return forms.Form.clean(self) or self.cleaned_data

    @property
    def typed(self) -> dict[TargetKey, Typed]:
        return {key: self._in_full(key) for key in self.keys}

    def _in_full(self, key: TargetKey) -> Typed:
        typed, present = self._typed(key), self.grid.present.get(key)
        if typed.amount is None:
            return typed
        kept = present if present and present.amount == typed.amount else None
        return Typed(
            typed.amount,
            "",
            typed.year or (kept and kept.year) or self.cleaned_data["year"],
            typed.source or (kept and kept.source) or self.cleaned_data["source"],
        )


def _name(key: TargetKey) -> str:
    _, term, code = key
    return f"{term or 'aantal'}-{code or 'regio'}"
