"""What the workbook asks and where: one description for writing, reading and comparing."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from django import forms
from django.utils.formats import date_format

from accounts.models import Municipality
from common.fields import DutchDateField
from common.numbers import WholeNumberField
from rounds.enums import Term
from rounds.models import Opgave, Round
from submissions.content.content import VersionContent
from submissions.content.fields import HEADER_FIELDS
from submissions.editing.forms import AnswerForm, HeaderForm
from submissions.editing.line_form import LineForm
from submissions.editing.share_forms import partners_for
from submissions.enums import AnswerKind
from submissions.models import Line, Submission, Version

TEMPLATE = "1"

LINES, ANSWERS, HEADER, EXPLANATION = "Bijlage 3", "Antwoorden", "Gegevens", "Toelichting"

SYSTEM, LISTS = "Systeem", "Lijsten"

LINE_ID = "Regelnummer"

SUBJECT, OWN_ANSWER, HELP = "Onderwerp", "Uw antwoord", "Uitleg"

UNIT = "Eenheid"

SHARES_AT_LEAST = 2

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


@dataclass(frozen=True)
class Column:
    """One thing that is asked: a column, or a row of Gegevens. `name` is that of the form field."""

    name: str
    title: str
    kind: ColumnKind
    choices: tuple[tuple[str, str], ...] = ()
    help: str = ""
    width: int = 16
    group: Group = Group.MAIN

    @property
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
    "nature": "Laat u dit leeg, dan leest het portaal 'Bestaande locatie'.",
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


def share_name(index: int, field: str) -> str:
    """The name of a field of the share formset."""
    return f"aandeel-{index}-{field}"


@dataclass(frozen=True)
class Layout:
    """The questions of one round to one municipality, with room for so many shares per line."""

    round: Round
    municipality: Municipality
    opgaven: tuple[Opgave, ...]
    partners: tuple[Municipality, ...]
    shares: int = SHARES_AT_LEAST

    @cached_property
    def opgave(self) -> Column:
        choices = _distinct((opgave.code, opgave.name) for opgave in self.opgaven)
        return Column(
            "opgave",
            "Opgave",
            ColumnKind.CHOICE,
            choices,
            "Kies bij welke opgave deze locatie hoort.",
            40,
        )

    @cached_property
    def line_columns(self) -> tuple[Column, ...]:
        """The columns of Bijlage 3 in their order, without the line number."""
        form = LineForm(opgave=self.opgaven[0], round_=self.round)
        form.fields["amount_short"].label = self._amount_title(Term.SHORT)
        form.fields["amount_long"].label = self._amount_title(Term.LONG)
        asked = [
            _column(form, name, PROMPTS.get(name, ""), width, group)
            for name, width, group in LINE_COLUMNS
        ]
        return (
            self.opgave,
            *asked,
            *(part for index in range(self.shares) for part in self._share(index)),
        )

    @cached_property
    def header_columns(self) -> tuple[Column, ...]:
        form = HeaderForm(instance=Version())
        return tuple(
            _column(form, name, str(form.fields[name].help_text), 60) for name in HEADER_FIELDS
        )

    @cached_property
    def answer(self) -> Column:
        help_ = "Staan er locaties op het blad Bijlage 3, kies dan 'regels' of laat dit leeg."
        return Column("kind", "Antwoord", ColumnKind.CHOICE, tuple(AnswerKind.choices), help_, 22)

    @cached_property
    def reason(self) -> Column:
        return Column(
            "reason",
            "Reden",
            ColumnKind.TEXT,
            help=str(AnswerForm().fields["reason"].help_text),
            width=70,
        )

    @property
    def confidential_by_default(self) -> set[str]:
        return {opgave.code for opgave in self.opgaven if opgave.confidential}

    @property
    def partner_queryset(self):
        return partners_for(self.round, self.municipality)

    def _amount_title(self, term: Term) -> str:
        return f"Aantal op {date_format(self.round.term_date(term), 'j F Y')} ({term.label})"

    def _share(self, index: int) -> tuple[Column, Column, Column]:
        partners = tuple((partner.cbs_code, partner.name) for partner in self.partners)
        number = index + 1
        group = {"group": Group.SHARES}
        return (
            Column(
                share_name(index, "partner"),
                f"Andere gemeente {number}",
                ColumnKind.CHOICE,
                partners,
                "Alleen als een deel van deze locatie voor een andere gemeente is.",
                20,
                **group,
            ),
            Column(
                share_name(index, "short"),
                f"Aandeel {number} korte termijn",
                ColumnKind.NUMBER,
                help=(
                    "Hoeveel van het aantal van de korte termijn is voor deze gemeente? Het hele "
                    "aantal blijft staan."
                ),
                **group,
            ),
            Column(
                share_name(index, "long"),
                f"Aandeel {number} lange termijn",
                ColumnKind.NUMBER,
                help=(
                    "Hoeveel van het aantal van de lange termijn is voor deze gemeente? Het hele "
                    "aantal blijft staan."
                ),
                **group,
            ),
        )


def layout_for(
    submission: Submission, opgaven: Iterable[Opgave], shares: int = SHARES_AT_LEAST
) -> Layout:
    partners = partners_for(submission.round, submission.municipality)
    return Layout(
        submission.round,
        submission.municipality,
        tuple(opgaven),
        tuple(partners.order_by("name")),
        shares,
    )


def layout_of(content: VersionContent) -> Layout:
    """A layout in which every share of the draft has its columns."""
    return layout_for(content.version.submission, content.opgaven, shares_needed(content.lines))


def shares_needed(lines: Iterable[Line]) -> int:
    return max([SHARES_AT_LEAST, *(len(line.shares.all()) for line in lines)])


def _column(
    form: forms.BaseForm, name: str, help_: str, width: int, group: Group = Group.MAIN
) -> Column:
    field = form.fields[name]
    kind = _kind(field)
    choices = (
        tuple((code, str(label)) for code, label in field.choices if code)
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


def _distinct(choices: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Labels that say which one is meant, also when two things have the same name."""
    choices = list(choices)
    times = Counter(label for _, label in choices)
    return tuple(
        (code, label if times[label] == 1 else f"{label} ({code})") for code, label in choices
    )
