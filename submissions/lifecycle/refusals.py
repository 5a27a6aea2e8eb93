"""Why an action was refused.

The message is the sentence the person reads: what is the matter and what to do. `Outdated` are the
refusals of who was second; what was typed is kept beside what is stored now.
"""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format

from accounts.models import Municipality
from common.concurrency import Outdated
from common.moments import last_minute, until_and_including
from common.refused import Refused
from rounds.models import Round
from submissions.models import Answer


class NotYetOpen(Refused):
    def __init__(self, round_: Round) -> None:
        super().__init__(
            f"De ronde {round_.title} gaat open op "
            f"{date_format(timezone.localtime(round_.opens_at), 'j F Y')}. "
            "Vanaf die dag kunt u uw bijdrage invullen."
        )


class RoundClosed(Refused):
    kept = "Staat uw tekst hieronder nog? Kopieer wat u wilt bewaren."

    def __init__(self, round_: Round, closes_at: datetime) -> None:
        last = last_minute(closes_at)
        super().__init__(
            f"De ronde is gesloten sinds {date_format(last, 'j F Y')}, {last:%H.%M} uur. Er is "
            "niets opgeslagen. "
            f"{self.kept} Kies daarna ‘Vraag om uitstel’."
        )


class NothingHandedIn(Refused):
    message = (
        "Er is nog geen bijdrage ingediend, dus er is niets om aan te vullen of terug te draaien. "
        "U kunt het concept gewoon wijzigen."
    )


class NothingInEdit(Refused):
    message = (
        "Uw bijdrage is al ingediend en kan zo niet veranderen. Kies op de bijdragepagina "
        "eerst ‘Aanvullen of wijzigen’."
    )


class Stale(Outdated):
    """Somebody else saved meanwhile."""

    message = (
        "Een collega heeft dit intussen gewijzigd. Er is niets overschreven. Vergelijk uw "
        "tekst met die van uw collega en sla daarna opnieuw op."
    )


class ExplainedMeanwhile(Outdated):
    message = (
        "Een collega heeft hier intussen een andere tekst opgeslagen. Er is niets "
        "overschreven. Vergelijk beide teksten, pas de uwe zo nodig aan en sla daarna opnieuw "
        "op."
    )


class Gone(Outdated):
    message = (
        "Een collega heeft deze regel intussen verwijderd. Uw tekst staat hieronder nog. Kies "
        "‘Opslaan’ om de locatie opnieuw toe te voegen."
    )


class SavedBefore(Outdated):
    """The form of a new line, sent again with the back button after the line was changed."""

    message = (
        "Deze locatie is al opgeslagen en daarna gewijzigd. Er is niets overschreven. Open de "
        "locatie bij de opgave als u nog iets wilt veranderen."
    )


class Changed(Outdated):
    message = (
        "Een collega heeft deze locatie intussen gewijzigd. Er is niets verwijderd. Bekijk "
        "wat er nu staat en kies dan opnieuw."
    )


class AdditionChanged(Outdated):
    message = (
        "Een collega heeft intussen iets gewijzigd in de aanvulling. Er is niets verworpen. "
        "Bekijk eerst wat er nu staat en kies dan opnieuw."
    )


class Answered(Outdated):
    """Somebody else answered the opgave without lines while this person typed a line."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        reason = f" Reden: {answer.reason.rstrip('.')}." if answer.reason else ""
        super().__init__(
            "Een collega heeft deze opgave intussen beantwoord met "
            f"‘{answer.get_kind_display()}’.{reason} Kies nog een keer ‘Opslaan’ als dat antwoord "
            "moet plaatsmaken voor uw locatie."
        )


class HasLines(Refused):
    message = (
        "Bij deze opgave staan locaties. Verwijder eerst de locaties en kies dan dit antwoord."
    )


class Incomplete(Refused):
    message = "Uw bijdrage is nog niet compleet. Los eerst de punten hieronder op."


class NothingAsked(Refused):
    message = (
        "Deze ronde heeft nog geen opgaven, dus er is niets in te dienen. Neem contact op met de "
        "projectleider."
    )


class ShareEnded(Outdated):
    """The request to confirm a share no longer stands."""

    def __init__(self, lead: Municipality) -> None:
        super().__init__(
            f"Dit verzoek geldt niet meer: {lead} heeft intussen een nieuwe versie ingediend. Uw "
            "antwoord is niet opgeslagen. Lees hieronder wat er nu geldt."
        )


class OfferFirst(Refused):
    message = (
        "In deze ronde dient een tweede persoon in. Kies ‘Aanbieden voor akkoord’; een "
        "akkoordgever van uw gemeente leest de bijdrage na en dient die in."
    )


class NoOfferNeeded(Refused):
    message = (
        "In deze ronde is geen akkoord van een tweede persoon nodig. Kies ‘Bijdrage indienen’."
    )


class AwaitingApproval(Refused):
    """The content is locked while somebody else reads it."""

    message = (
        "De bijdrage wacht op akkoord en kan nu niet veranderen. Er is niets opgeslagen. Wilt "
        "u iets wijzigen? Neem de bijdrage eerst terug op de pagina ‘Controleren en indienen’."
    )


class NotOffered(Outdated):
    message = (
        "De bijdrage wacht niet meer op akkoord: een collega heeft die teruggenomen of "
        "teruggegeven. "
        "Er is niets ingediend."
    )


class OwnOffer(Refused):
    message = (
        "U heeft deze bijdrage zelf aangeboden en kunt die daarom niet zelf goedkeuren. "
        "Vraag een andere akkoordgever van uw gemeente."
    )


class OfferChanged(Outdated):
    """What was read is not what would be handed in."""

    message = (
        "Een collega heeft de bijdrage intussen teruggenomen en opnieuw aangeboden. Er is "
        "niets ingediend. "
        "Lees na wat er nu staat en geef daarna akkoord."
    )


class NothingToReopen(Refused):
    message = (
        "Er is niets te heropenen: deze gemeente heeft niet ingediend, of heeft al een "
        "concept in bewerking. "
        "Is er meer tijd nodig? Geef dan uitstel."
    )


class HasMoreTime(Refused):
    def __init__(self, municipality: Municipality, until: datetime) -> None:
        super().__init__(
            f"{municipality} heeft al langer: tot en met {until_and_including(until)}. Dat blijft "
            "zo. Wilt u die dag vervroegen? Doe dat op de pagina van de gemeente."
        )


class NoRequest(Outdated):
    message = "Dit verzoek is al beantwoord. Er is niets verstuurd."


class QuestionClosed(Outdated):
    message = (
        "Deze vraag is intussen afgerond. Uw tekst staat hieronder nog: kopieer hem en stel "
        "een nieuwe vraag."
    )


class ReadersChanged(Outdated):
    """The municipalities with a share in the line are others than those that were shown."""

    message = (
        "Wie meeleest is intussen veranderd. Kies opnieuw wie uw vraag en de antwoorden leest."
    )


class NothingToFillIn(Refused):
    message = (
        "In deze ronde staat nog geen opgave om in te vullen. Vraag de projectleider van uw "
        "regietafel wanneer dat kan."
    )


class TooManyLines(Refused):
    def __init__(self, most: int) -> None:
        super().__init__(
            f"Er staan al {most} locaties in deze bijdrage; meer kan niet. Neem kleine locaties "
            "samen."
        )


class TooManyQuestions(Refused):
    def __init__(self, most: int) -> None:
        super().__init__(
            f"Er staan al {most} vragen open bij deze bijdrage. Rond eerst een vraag af."
        )


class TooManyMessages(Refused):
    def __init__(self, most: int) -> None:
        super().__init__(
            f"Bij deze vraag staan al {most} berichten. Rond de vraag af en stel een nieuwe."
        )


class RemindedTooOften(Refused):
    def __init__(self, municipality: Municipality, most: int) -> None:
        super().__init__(
            f"{municipality} is vandaag al {most} keer herinnerd. Er is niemand gemaild. Haal het "
            "vinkje bij deze gemeente weg, of bel."
        )


class TooManyAttachments(Refused):
    def __init__(self, most: int) -> None:
        super().__init__(
            f"Er staan al {most} bijlagen; meer kan niet. Verwijder eerst een bijlage."
        )


class AlreadyAttached(Refused):
    def __init__(self, name: str) -> None:
        super().__init__(f"Dit bestand staat er al, als ‘{name}’. Kies een ander bestand.")


class ClosedForWorkbook(RoundClosed):
    kept = "Bewaar uw bestand."


class DraftChanged(Outdated):
    """The draft is no longer the one with which a workbook was compared."""

    message = (
        "Een collega heeft het concept gewijzigd nadat u de verschillen bekeek. Er is niets "
        "overgenomen en niets overschreven. Hieronder staan de verschillen opnieuw. "
        "Controleer ze en kies dan."
    )


class VersionChanged(Outdated):
    """The municipality handed in while the project leader was entering its letter."""

    message = (
        "Er geldt intussen een andere versie. Er is niets ingevoerd en niets overschreven. "
        "Hieronder staat opnieuw wat u invoert. Controleer dat en kies dan."
    )


class OtherQuestions(Outdated):
    """An opgave or municipality that a workbook names is no longer part of the round."""

    message = (
        "De opgaven of gemeenten van deze ronde zijn gewijzigd nadat u het bestand inlas. Er "
        "is niets overgenomen. "
        "Download het bestand opnieuw en neem uw gegevens over."
    )
