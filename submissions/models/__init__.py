from submissions.models.bijdrage import Answer, Contribution, Event, Share, Submission, Version
from submissions.models.rounds import Opgave, Round, Target, TargetSet
from submissions.models.workbook import WorkbookProposal

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
    "WorkbookProposal",
]
