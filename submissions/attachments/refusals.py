"""Why a file is not taken, and what to do."""

from common.refused import Refused

ALLOWED = "PDF, Word (.docx), OpenDocument (.odt) of een afbeelding (.png, .jpg, .jpeg)"
WHAT_TO_CHOOSE = f"Kies een bestand van een van deze soorten: {ALLOWED}."


class FileRefused(Refused):
    """The file is not taken; the sentence stands at the file field."""


class OtherKind(Exception):
    """The content is not of the kind that was looked for; it may be of another that we take."""


def not_what_it_says(kind: str) -> FileRefused:
    return FileRefused(f"Dit bestand heet {kind}, maar is het niet. {WHAT_TO_CHOOSE}")


def not_taken() -> FileRefused:
    return FileRefused(f"Dit soort bestand kan niet. {WHAT_TO_CHOOSE}")


def damaged() -> FileRefused:
    return FileRefused(
        "Dit bestand is beschadigd of niet compleet. Sla het opnieuw op en kies het opnieuw."
    )


def with_macros() -> FileRefused:
    return FileRefused(
        "In dit document zitten macro’s. Sla het op zonder macro’s of als PDF en kies dat bestand."
    )
