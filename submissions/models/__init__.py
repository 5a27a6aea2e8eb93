from submissions.models.bijdrage import Answer, Contribution, Event, Share, Submission, Version
from submissions.models.rounds import Opgave, Round, Target, TargetSet

__all__ = [
    "Answer",
    "Contribution",
    "Event",
    "Opgave",
    "Round",
    "Share",
    "Submission",
    "Target",
    "TargetSet",
    "Version",
]
