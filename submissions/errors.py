"""Why an action was refused. The message is the sentence the person reads: what is the matter and what to do."""

from django.utils import timezone
from django.utils.formats import date_format

from common.moments import last_minute
from submissions.models import Round


class Refused(Exception):
    """The action did not happen; nothing was changed."""

    def __init__(self, message: str):
        super().__init__(message)
        self.message = message


class NotYetOpen(Refused):
    def __init__(self, round_: Round):
        super().__init__(
            f"De ronde {round_.title} gaat open op {date_format(timezone.localtime(round_.opens_at), 'j F Y')}. "
            "Vanaf die dag kunt u uw bijdrage invullen."
        )


class RoundClosed(Refused):
    def __init__(self, round_: Round, closes_at):
        last = last_minute(closes_at)
        super().__init__(
            f"De ronde is gesloten sinds {date_format(last, 'j F Y')}, {last:%H.%M} uur. Er is niets opgeslagen. "
            f"Uw tekst staat hieronder nog: kopieer wat u wilt bewaren en vraag de projectleider "
            f"({round_.regietafel.contact_email}) om uitstel."
        )


class NothingInEdit(Refused):
    def __init__(self):
        super().__init__(
            "Uw bijdrage is al ingediend en kan zo niet veranderen. Kies op de bijdragepagina eerst "
            "'Aanvullen of wijzigen'."
        )


class Stale(Refused):
    """Somebody else saved meanwhile."""

    def __init__(self):
        super().__init__(
            "Een collega heeft dit intussen gewijzigd. Er is niets overschreven. Vergelijk uw tekst met wat er nu "
            "is opgeslagen en sla daarna opnieuw op."
        )


class Gone(Refused):
    def __init__(self):
        super().__init__(
            "Een collega heeft deze regel intussen verwijderd. Uw tekst staat hieronder nog. Kies 'Opslaan' om de "
            "locatie opnieuw toe te voegen."
        )


class HasLines(Refused):
    def __init__(self):
        super().__init__("Bij deze opgave staan locaties. Verwijder eerst de locaties en kies dan dit antwoord.")


class Incomplete(Refused):
    def __init__(self):
        super().__init__("Uw bijdrage is nog niet compleet. Los eerst de punten hieronder op.")


class QuestionClosed(Refused):
    def __init__(self):
        super().__init__(
            "Deze vraag is intussen afgerond. Uw tekst staat hieronder nog: kopieer hem en stel een nieuwe vraag."
        )


class ReadersChanged(Refused):
    """The municipalities with a share in the line are others than those that were shown."""

    def __init__(self):
        super().__init__("Wie meeleest is intussen veranderd. Kies opnieuw wie uw vraag en de antwoorden leest.")


class TooManyAttachments(Refused):
    def __init__(self, most: int):
        super().__init__(f"Er staan al {most} bijlagen; meer kan niet. Verwijder eerst een bijlage.")


class AlreadyAttached(Refused):
    def __init__(self, name: str):
        super().__init__(f"Dit bestand staat er al, als ‘{name}’. Kies een ander bestand.")
