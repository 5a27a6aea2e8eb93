"""What the workbook asks and where: one description for writing, reading and comparing."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils.formats import date_format

from accounts.models import Municipality
from rounds.enums import Term
from rounds.models import Opgave, Round
from submissions.content.content import VersionContent
from submissions.content.fields import HEADER_FIELDS
from submissions.editing.forms import AnswerForm, HeaderForm
from submissions.editing.line_form import LineForm
from submissions.editing.share_forms import partners_for
from submissions.enums import AnswerKind
from submissions.models import Line, Submission, Version
from submissions.workbook.columns import (
    LINE_COLUMNS,
    PROMPTS,
    Column,
    ColumnKind,
    Group,
    column_of_field,
    distinct_choices,
)
from submissions.workbook.earlier import EARLIER_ANSWERS

TEMPLATE = "2"

LINES, ANSWERS, HEADER, EXPLANATION = "Bijlage 3", "Antwoorden", "Gegevens", "Toelichting"

SYSTEM, LISTS = "Systeem", "Lijsten"

LINE_ID = "Regelnummer"

SUBJECT, OWN_ANSWER, HELP = "Onderwerp", "Uw antwoord", "Uitleg"

UNIT = "Eenheid"

SHARES_AT_LEAST = 2


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
        choices = distinct_choices((opgave.code, opgave.name) for opgave in self.opgaven)
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
        of_line = [
            column_of_field(form, name, PROMPTS.get(name, ""), width, group)
            for name, width, group in LINE_COLUMNS
        ]
        return (
            self.opgave,
            *of_line,
            *(part for index in range(self.shares) for part in self._share(index)),
        )

    @cached_property
    def header_columns(self) -> tuple[Column, ...]:
        form = HeaderForm(instance=Version())
        return tuple(
            column_of_field(form, name, str(form.fields[name].help_text), 60)
            for name in HEADER_FIELDS
        )

    @cached_property
    def answer(self) -> Column:
        help_ = "Staan er locaties op het blad Bijlage 3, kies dan ‘locaties’ of laat dit leeg."
        return Column(
            "kind",
            "Antwoord",
            ColumnKind.CHOICE,
            tuple(AnswerKind.choices),
            help_,
            22,
            earlier_choices=EARLIER_ANSWERS,
        )

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

    @cached_property
    def partner_by_code(self) -> dict[str, Municipality]:
        return {partner.cbs_code: partner for partner in self.partners}

    def _amount_title(self, term: Term) -> str:
        return f"Aantal op {date_format(self.round.term_date(term), 'j F Y')} ({term.label})"

    def _share(self, index: int) -> tuple[Column, Column, Column]:
        partners = tuple((partner.cbs_code, partner.name) for partner in self.partners)
        number = index + 1
        return (
            Column(
                share_name(index, "partner"),
                f"Andere gemeente {number}",
                ColumnKind.CHOICE,
                partners,
                "Alleen als een deel van deze locatie voor een andere gemeente is.",
                20,
                group=Group.SHARES,
            ),
            Column(
                share_name(index, "short"),
                f"Aandeel {number} korte termijn",
                ColumnKind.NUMBER,
                help=(
                    "Hoeveel van het aantal van de korte termijn is voor deze gemeente? Het hele "
                    "aantal blijft staan."
                ),
                group=Group.SHARES,
            ),
            Column(
                share_name(index, "long"),
                f"Aandeel {number} lange termijn",
                ColumnKind.NUMBER,
                help=(
                    "Hoeveel van het aantal van de lange termijn is voor deze gemeente? Het hele "
                    "aantal blijft staan."
                ),
                group=Group.SHARES,
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
