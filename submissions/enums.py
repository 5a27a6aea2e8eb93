from django.db.models import TextChoices


class State(TextChoices):
    """The state of the working copy; whether something was handed in is told by its versions."""

    OPEN = "open", "nog niet begonnen"
    DRAFT = "draft", "in bewerking"
    AWAITING_APPROVAL = "awaiting_approval", "wacht op akkoord"
    SUBMITTED = "submitted", "ingediend"


class AnswerKind(TextChoices):
    LINES = "lines", "locaties"
    NONE = "none", "geen bijdrage"
    NOT_YET_KNOWN = "not_yet_known", "nog niet bekend"


class Nature(TextChoices):
    EXISTING = "existing", "Bestaande locatie"
    EXTENSION = "extension", "Verlenging van een bestaande locatie"
    EXPANSION = "expansion", "Uitbreiding van een bestaande locatie"
    NEW = "new", "Nieuwe locatie"


class Prospect(TextChoices):
    """Prospect of a longer stay at the location."""

    NONE = "none", "Geen zicht op verlenging"
    ORAL = "oral", "Mondeling toegezegd"
    WRITTEN = "written", "Schriftelijk toegezegd"


class Commitment(TextChoices):
    """How firm a line is, from firm to dropped; `counting.LEVEL_OF` says at which level each
    counts."""

    IN_USE = "in_use", "In gebruik"
    COA_AGREEMENT = "coa_agreement", "Bestuursovereenkomst met het COA"
    COUNCIL_DECISION = "council_decision", "Besluit van de gemeenteraad"
    COLLEGE_DECISION = "college_decision", "Besluit van het college"
    PLEDGED = "pledged", "Toegezegd, nog geen besluit"
    UNDER_STUDY = "under_study", "In onderzoek"
    IDEA = "idea", "Idee"
    DROPPED = "dropped", "Vervallen (telt niet mee)"


class Inspection(TextChoices):
    NONE = "none", "Nog niet geschouwd"
    PAPER = "paper", "Op papier beoordeeld"
    ON_SITE = "on_site", "Ter plaatse geschouwd"
    APPROVED = "approved", "Geschikt bevonden"


class Operator(TextChoices):
    COA = "coa", "COA"
    MUNICIPALITY = "municipality", "Gemeente"
    OTHER = "other", "Andere partij"


class CollegeState(TextChoices):
    OFFICIAL_DRAFT = "official_draft", "Ambtelijk concept, nog niet in het college"
    ON_AGENDA = "on_agenda", "Staat op de agenda van het college"
    ADOPTED = "adopted", "Vastgesteld door het college"


class CouncilState(TextChoices):
    NOT_NEEDED = "not_needed", "Geen besluit van de raad nodig"
    TO_BE_DISCUSSED = "to_be_discussed", "Moet nog naar de raad"
    INFORMED = "informed", "De raad is geïnformeerd"
    DECIDED = "decided", "De raad heeft besloten"


class EventKind(TextChoices):
    LINE_SAVED = "line_saved", "Locatie opgeslagen"
    LINE_REMOVED = "line_removed", "Locatie verwijderd"
    ANSWERED = "answered", "Opgave beantwoord"
    REST_ANSWERED = "rest_answered", "Overige opgaven beantwoord"
    HEADER_SAVED = "header_saved", "Gegevens en besluit opgeslagen"
    SUBMITTED = "submitted", "Ingediend"
    ENTERED_BY_LETTER = "entered_by_letter", "Namens de gemeente ingevoerd, per brief"
    ADDITION_STARTED = "addition_started", "Aanvulling begonnen"
    EXTENDED = "extended", "Uitstel gegeven"
    ADDITION_DISCARDED = "addition_discarded", "Aanvulling verworpen"
    OFFERED = "offered", "Aangeboden voor akkoord"
    TAKEN_BACK = "taken_back", "Teruggenomen uit akkoord"
    RETURNED = "returned", "Teruggegeven door de akkoordgever"
    REOPENED = "reopened", "Heropend"
    MORE_TIME_ASKED = "more_time_asked", "Om uitstel of heropening gevraagd"
    MORE_TIME_DECLINED = "more_time_declined", "Verzoek om uitstel of heropening afgewezen"
    SHARE_ASKED = "share_asked", "Gevraagd een aandeel te bevestigen"
    SHARE_CONFIRMED = "share_confirmed", "Aandeel bevestigd"
    SHARE_DECLINED = "share_declined", "Aandeel afgewezen"
    SHARE_ENDED = "share_ended", "Aandeel vervallen"
    EXPLAINED = "explained", "Toelichtingen opgeslagen"
    DRAFT_OPENED = "draft_opened", "Concept opengesteld voor de regietafel"
    DRAFT_CLOSED = "draft_closed", "Concept niet langer opengesteld"
    ATTACHED = "attached", "Bijlage toegevoegd"
    ATTACHMENT_REMOVED = "attachment_removed", "Bijlage verwijderd"
    QUESTION_ASKED = "question_asked", "Vraag gesteld"
    QUESTION_ANSWERED = "question_answered", "Vraag beantwoord"
    QUESTION_CLOSED = "question_closed", "Vraag afgerond"
    REMINDED = "reminded", "Herinnerd door de projectleider"
    WORKBOOK_ACCEPTED = "workbook_accepted", "Excelbestand overgenomen"
    RECOUNTED = "recounted", "Opnieuw geteld, door een wijziging van de telregels"
    SHARE_OF_REGION = "share_of_region", "Indicatief aandeel gewijzigd"


# What is said about a bijdrage does not change it: not part of its last change, and not for
# everybody's eyes.
TALK = (EventKind.QUESTION_ASKED, EventKind.QUESTION_ANSWERED, EventKind.QUESTION_CLOSED)

# What somebody else may do beside a working copy while it is being made; it changes nothing in it.
BESIDE_THE_CONTENT = (
    *TALK,
    EventKind.SHARE_CONFIRMED,
    EventKind.SHARE_DECLINED,
    EventKind.DRAFT_OPENED,
    EventKind.DRAFT_CLOSED,
    EventKind.MORE_TIME_ASKED,
    EventKind.MORE_TIME_DECLINED,
    EventKind.EXTENDED,
    EventKind.REMINDED,
    EventKind.RECOUNTED,
    EventKind.SHARE_OF_REGION,
)


class ShareAnswer(TextChoices):
    """What a partner says of its share in another municipality's line; empty while it has said
    nothing."""

    CONFIRMED = "confirmed", "bevestigd"
    DECLINED = "declined", "afgewezen"


class QuestionVisibility(TextChoices):
    """Who reads a question and all that follows on it; chosen before the first message is posted,
    never changed."""

    OWN_SIDE = "own_side", "Alleen mijn eigen organisatie (interne notitie)"
    BOTH = "both", "De gemeente en de regietafel"
    PARTNERS = (
        "partners",
        "De gemeente, de regietafel en de gemeenten met een aandeel in deze regel",
    )


class AttachmentKind(TextChoices):
    COLLEGE_DECISION = "college_decision", "Besluit van het college"
    COUNCIL_DECISION = "council_decision", "Besluit van de gemeenteraad"
    LETTER = "letter", "Brief van de gemeente"
    OTHER = "other", "Ander stuk"
