"""Gegevens en besluit: what stops a hand-in, and what only asks for an explanation."""

from submissions.models import Version


def header_needs_a_college_state(version: Version) -> str | None:
    return None if version.college_state else "kies waar deze bijdrage staat in het college."


def header_needs_a_council_state(version: Version) -> str | None:
    return None if version.council_state else "kies waar deze bijdrage staat in de gemeenteraad."


def contact_is_missing(version: Version) -> str | None:
    boxes = (("een naam", version.contact_name), ("een e-mailadres", version.contact_email))
    missing = [box for box, value in boxes if not value]
    if not missing:
        return None
    return (
        f"bij de contactpersoon ontbreekt nog {' en '.join(missing)}. Dan is niet bekend wie "
        "vragen over deze bijdrage beantwoordt."
    )


HEADER_ERRORS = (
    ("college_state", header_needs_a_college_state),
    ("council_state", header_needs_a_council_state),
)
