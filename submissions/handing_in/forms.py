"""The boxes beside the warnings on the check page, in one form with the button that hands in."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import cast

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.html import format_html

from common.concurrency import fingerprint
from common.fields import TextField
from common.texts import normalise
from submissions.handing_in.typed_explanations import MAX_LENGTH, Typed
from submissions.lifecycle.refusals import ExplainedMeanwhile
from submissions.rules.problem import Problem

TEXT, BASIS = "toelichting", "basis"

WILL_BE_ASKED = "De projectleider zal hier waarschijnlijk naar vragen."


@dataclass(frozen=True)
class Box:
    """One warning with its box.

    `theirs` is what a colleague stored meanwhile, when that is something else.
    """

    warning: Problem
    field: BoundField
    basis: BoundField
    theirs: str = ""


class ExplanationsForm(forms.Form):
    def __init__(
        self,
        data: QueryDict | None,
        warnings: Sequence[Problem],
        overtaken: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__(data)
        self.warnings = list(warnings)
        self.overtaken = set(overtaken)
        points = Counter(warning.subject for warning in self.warnings)
        numbers: Counter[str] = Counter()
        for warning in self.warnings:
            numbers[warning.subject] += 1
            several = points[warning.subject] > 1
            point = f", punt {numbers[warning.subject]}" if several else ""
            self.fields[name_of(TEXT, warning)] = _text_field(warning, point)
            self.fields[name_of(BASIS, warning)] = forms.CharField(
                widget=forms.HiddenInput, required=False, initial=fingerprint(warning.explanation)
            )

    def typed(self) -> list[Typed]:
        """Every box as it was sent, also of a warning that is gone by now."""
        names = [name for name in self.data if name.startswith(f"{TEXT}-") and name.count("-") > 1]
        return [self._typed(*name.split("-", 2)[1:]) for name in names]

    def _typed(self, rule: str, about: str) -> Typed:
        text = normalise(self.data[f"{TEXT}-{rule}-{about}"])
        return Typed(rule, about, text, self.data.get(f"{BASIS}-{rule}-{about}", fingerprint("")))

    def orphaned_texts(self) -> list[str]:
        """Texts that were typed for a warning that is gone by now."""
        here = {(warning.rule, warning.about) for warning in self.warnings}
        return [
            box.text for box in self.typed() if box.changed and box.text and box.key not in here
        ]

    def after_a_colleague(self, warnings: Sequence[Problem]) -> "ExplanationsForm":
        """The typed texts on top of what is stored now, so that saving once more is a choice made
        knowingly."""
        stored = {(warning.rule, warning.about): warning.explanation for warning in warnings}
        overtaken = [
            box.key for box in self.typed() if box.key in stored and box.overwrites(stored[box.key])
        ]
        data = cast(QueryDict, self.data).copy()
        for rule, about in overtaken:
            data[f"{BASIS}-{rule}-{about}"] = fingerprint(stored[rule, about])
        return ExplanationsForm(data, warnings, overtaken)

    def problems(self) -> list[dict[str, str]]:
        """For the summary on top: a link to each box that is too long, or in which a colleague was
        first."""
        meanwhile = ExplainedMeanwhile().message
        return [
            {"message": f"{box.field.label}. {message}", "href": f"#{box.field.id_for_label}"}
            for box in self._boxes()
            for message in [*box.field.errors, *([meanwhile] if box.theirs else [])]
        ]

    def groups(self) -> list[tuple[str, list[Box]]]:
        """The boxes by opgave, in the order of bijlage 3; the header last."""
        boxes = groupby(self._boxes(), key=lambda box: box.warning.group)
        return [(title, list(of_group)) for title, of_group in boxes]

    def _boxes(self) -> Iterator[Box]:
        for warning in self.warnings:
            overtaken = (warning.rule, warning.about) in self.overtaken
            theirs = (warning.explanation or "leeg gemaakt") if overtaken else ""
            yield Box(warning, self[name_of(TEXT, warning)], self[name_of(BASIS, warning)], theirs)


def name_of(kind: str, warning: Problem) -> str:
    return f"{kind}-{warning.rule}-{warning.about}"


def _text_field(warning: Problem, point: str) -> TextField:
    """`point` tells the points of one location or opgave apart."""
    return TextField(
        label=f"Toelichting bij {warning.topic}{point}",
        required=False,
        max_length=MAX_LENGTH,
        initial=warning.explanation,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_help_text(warning),
    )


def _help_text(warning: Problem) -> str:
    if warning.line and warning.line.explanation:
        return format_html("Bij de locatie staat al: {}", warning.line.explanation)
    return "" if warning.explained else WILL_BE_ASKED
