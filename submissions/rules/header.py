"""Gegevens en besluit: what stops a hand-in, and what only asks for an explanation."""

from django.utils.formats import date_format

from submissions.content.content import VersionContent
from submissions.enums import CollegeState, CouncilState


def header_needs_a_college_state(content: VersionContent) -> str | None:
    said = content.version.college_state
    return None if said else "kies waar deze bijdrage staat in het college."


def header_needs_a_council_state(content: VersionContent) -> str | None:
    said = content.version.council_state
    return None if said else "kies waar deze bijdrage staat in de gemeenteraad."


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
    if version.college_date is None:
        return "het college heeft de bijdrage vastgesteld, maar de datum ontbreekt."
    if version.college_date > content.today:
        return (
            f"het college heeft de bijdrage vastgesteld, maar de datum "
            f"({date_format(version.college_date, 'j F Y')}) moet nog komen."
        )
    return None


def council_decided_on_no_day_yet(content: VersionContent) -> str | None:
    version = content.version
    if version.council_state != CouncilState.DECIDED:
        return None
    if version.council_date is None:
        return "de raad heeft besloten, maar de datum ontbreekt."
    if version.council_date > content.today:
        return (
            f"de raad heeft besloten, maar de datum "
            f"({date_format(version.council_date, 'j F Y')}) moet nog komen."
        )
    return None


HEADER_ERRORS = (
    ("college_state", header_needs_a_college_state),
    ("council_state", header_needs_a_council_state),
)

DECISION_WARNINGS = (
    ("college_date", college_decided_on_no_day_yet),
    ("council_date", council_decided_on_no_day_yet),
)
