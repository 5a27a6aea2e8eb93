"""Gegevens en besluit: what stops a hand-in, and what only asks for an explanation."""

from datetime import date

from django.utils.formats import date_format

from submissions.content.content import VersionContent
from submissions.enums import CollegeState, CouncilState


def header_needs_a_college_state(content: VersionContent) -> str | None:
    said = content.version.college_state
    return None if said else "kies hoe ver het college is."


def header_needs_a_council_state(content: VersionContent) -> str | None:
    said = content.version.council_state
    return None if said else "kies hoe ver de gemeenteraad is."


def contact_is_missing(content: VersionContent) -> str | None:
    version = content.version
    boxes = (("een naam", version.contact_name), ("een e-mailadres", version.contact_email))
    missing = [box for box, value in boxes if not value]
    if not missing:
        return None
    return (
        f"bij de contactpersoon ontbreekt nog {' en '.join(missing)}. Dan is niet bekend wie "
        "vragen over deze bijdrage beantwoordt."
    )


def college_decided_on_no_day_yet(content: VersionContent) -> str | None:
    version = content.version
    if version.college_state != CollegeState.ADOPTED:
        return None
    return _on_no_day_yet(
        "het college heeft de bijdrage vastgesteld", version.college_date, content
    )


def council_decided_on_no_day_yet(content: VersionContent) -> str | None:
    version = content.version
    if version.council_state != CouncilState.DECIDED:
        return None
    return _on_no_day_yet("de raad heeft besloten", version.council_date, content)


def _on_no_day_yet(decided: str, day: date | None, content: VersionContent) -> str | None:
    if day is None:
        return f"{decided}, maar de datum ontbreekt."
    if day > content.today:
        return f"{decided}, maar de datum ({date_format(day, 'j F Y')}) moet nog komen."
    return None


HEADER_ERRORS = (
    ("college_state", header_needs_a_college_state),
    ("council_state", header_needs_a_council_state),
)

DECISION_WARNINGS = (
    ("college_date", college_decided_on_no_day_yet),
    ("council_date", council_decided_on_no_day_yet),
)
