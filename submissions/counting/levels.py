"""How firm a line is: which commitment counts at which level."""

from enum import Enum

from submissions.enums import Commitment


class Level(Enum):
    """How firm a place is. The levels are cumulative: each holds the ones before it."""

    FIRM = "vast"
    PLEDGED = "vast en toegezegd"
    ALL = "alles"


LEVEL_OF: dict[str, Level] = {
    Commitment.IN_USE: Level.FIRM,
    Commitment.COA_AGREEMENT: Level.FIRM,
    Commitment.COUNCIL_DECISION: Level.FIRM,
    Commitment.COLLEGE_DECISION: Level.FIRM,
    Commitment.PLEDGED: Level.PLEDGED,
    Commitment.UNDER_STUDY: Level.ALL,
    Commitment.IDEA: Level.ALL,
}
