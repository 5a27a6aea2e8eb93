"""Who reads a whole line, and what is left of a confidential line for everybody else.

Totals always count a confidential line. Whoever shows or sends a line to somebody else asks `visible_line` first.
"""

from dataclasses import dataclass

from accounts.models import Municipality, User
from accounts.permissions import reads_hand_ins, works_for_municipality
from submissions.counting import LEVEL_OF, Level
from submissions.models import Contribution, Opgave


@dataclass(frozen=True)
class RedactedLine:
    """What everybody may know of a confidential line. What is not named here is hidden, whatever a line may gain.

    So without name, place, address, operator, explanation, attachments and questions.
    """

    municipality: Municipality
    opgave: Opgave
    amount_short: int | None
    amount_long: int | None
    level: Level | None
    confidential: bool = True
    location_label: str = "Vertrouwelijke locatie"


def reads_whole_line(user: User, line: Contribution) -> bool:
    """Everybody of a line that is not confidential; else its municipality, its partners, project leader and chair.

    Whether the version that holds it may be read at all is asked elsewhere: by querysets and lookup.
    """
    if not line.confidential:
        return True
    submission = line.version.submission
    concerned = [submission.municipality, *(share.municipality for share in line.shares.all())]
    return reads_hand_ins(user, submission.round.regietafel) or any(
        works_for_municipality(user, municipality) for municipality in concerned
    )


def redacted(line: Contribution) -> RedactedLine:
    return RedactedLine(
        municipality=line.version.submission.municipality,
        opgave=line.opgave,
        amount_short=line.amount_short,
        amount_long=line.amount_long,
        level=LEVEL_OF.get(line.commitment),
    )


def visible_line(user: User, line: Contribution) -> Contribution | RedactedLine:
    return line if reads_whole_line(user, line) else redacted(line)
