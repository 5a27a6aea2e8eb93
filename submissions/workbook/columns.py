"""One thing that the workbook asks, and which fields of a line it asks."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import cast

from django import forms

from common.fields import DutchDateField
from common.numbers import WholeNumberField

YES, NO = "ja", "nee"


class ColumnKind(Enum):
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    YES_NO = "yes_no"


class Group(Enum):
    """The parts of a row, each with a colour of its own in the head."""

    MAIN = "main"
    MORE = "more"
    SHARES = "shares"


@dataclass(frozen=True, eq=False)
class Column:
    """One thing that is asked: a column, or a row of Gegevens. `name` is that of the form field.

    `earlier_choices` are read like `choices`, but no longer offered. A column equals only itself:
    every cell asks for its column, and to compare all municipalities of a list would take long.
    """

    name: str
    title: str
    kind: ColumnKind
    choices: tuple[tuple[str, str], ...] = ()
    help: str = ""
    width: int = 16
    group: Group = Group.MAIN
    earlier_choices: tuple[tuple[str, str], ...] = ()

    @cached_property
    def words(self) -> tuple[str, ...]:
        return (
            (YES, NO)
            if self.kind == ColumnKind.YES_NO
            else tuple(label for _, label in self.choices)
        )


LINE_COLUMNS = (
    ("location_name", 28, Group.MAIN),
    ("location_unknown", 14, Group.MAIN),
    ("nature", 26, Group.MAIN),
    ("place", 18, Group.MAIN),
    ("amount_short", 15, Group.MAIN),
    ("amount_long", 15, Group.MAIN),
    ("available_from", 13, Group.MAIN),
    ("available_until", 13, Group.MAIN),
    ("open_ended", 13, Group.MAIN),
    ("commitment", 28, Group.MAIN),
    ("explanation", 44, Group.MAIN),
    ("address", 26, Group.MORE),
    ("prospect", 24, Group.MORE),
    ("inspection", 22, Group.MORE),
    ("operator", 18, Group.MORE),
    ("confidential", 15, Group.MORE),
)

PROMPTS = {
    "location_name": "Eén locatie per rij, bijvoorbeeld azc Dorpsstraat.",
    "location_unknown": "Kies ja als u de locatie nog niet weet. Laat dan de naam leeg.",
    "nature": "Laat u dit leeg, dan leest het portaal ‘Bestaande locatie’.",
    "amount_short": "Een heel aantal. Vul 0 in als er dan geen zijn.",
    "amount_long": "Een heel aantal. Vul 0 in als er dan geen zijn.",
    "available_from": "dd-mm-jjjj. Laat leeg als de locatie al open is.",
    "available_until": (
        "dd-mm-jjjj. De laatste dag dat de plekken er zijn. Laat leeg als u die nog niet weet."
    ),
    "open_ended": "Kies ja als er geen einddatum is. Laat de laatste dag dan leeg.",
    "explanation": "Alles wat de projectleider moet weten om de aantallen goed te lezen.",
    "confidential": (
        "Bij ja zien alleen uw gemeente, de projectleider en de voorzitter naam, plaats, adres, "
        "uitvoerder en toelichting. Leeg is nee; bij een opgave die altijd vertrouwelijk is (zoals "
        "amv) is leeg ja."
    ),
}


def column_of_field(
    form: forms.BaseForm, name: str, help_: str, width: int, group: Group = Group.MAIN
) -> Column:
    field = form.fields[name]
    kind = _kind(field)
    choices = (
        tuple(
            (code, str(label))
            for code, label in cast(list, cast(forms.ChoiceField, field).choices)
            if code
        )
        if kind == ColumnKind.CHOICE
        else ()
    )
    return Column(name, str(field.label), kind, choices, help_, width, group)


def _kind(field: forms.Field) -> ColumnKind:
    kinds = {
        WholeNumberField: ColumnKind.NUMBER,
        DutchDateField: ColumnKind.DATE,
        forms.BooleanField: ColumnKind.YES_NO,
        forms.TypedChoiceField: ColumnKind.CHOICE,
    }
    return kinds.get(type(field), ColumnKind.TEXT)


def distinct_choices(choices: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Labels that say which one is meant, also when two things have the same name."""
    choices = list(choices)
    times = Counter(label for _, label in choices)
    return tuple(
        (code, label if times[label] == 1 else f"{label} ({code})") for code, label in choices
    )
