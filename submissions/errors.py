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
    kept = "Uw tekst staat hieronder nog: kopieer wat u wilt bewaren"

    def __init__(self, round_: Round, closes_at):
        last = last_minute(closes_at)
        super().__init__(
            f"De ronde is gesloten sinds {date_format(last, 'j F Y')}, {last:%H.%M} uur. Er is niets opgeslagen. "
            f"{self.kept} en vraag de projectleider ({round_.regietafel.contact_email}) om uitstel."
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


class ClosedForWorkbook(RoundClosed):
    kept = "Bewaar uw bestand"


class DraftChanged(Refused):
    """The draft is no longer the one with which a workbook was compared."""

    def __init__(self):
        super().__init__(
            "Een collega heeft het concept gewijzigd nadat u de verschillen bekeek. Er is niets overgenomen en niets "
            "overschreven. Hieronder staan de verschillen opnieuw. Controleer ze en kies dan."
        )


class OtherQuestions(Refused):
    """An opgave or municipality that a workbook names is no longer part of the round."""

    def __init__(self):
        super().__init__(
            "De opgaven of gemeenten van deze ronde zijn gewijzigd nadat u het bestand inlas. Er is niets overgenomen. "
            "Download het bestand opnieuw en neem uw gegevens over."
        )
