from submissions.models.attachments import Attachment, StoredFile
from submissions.models.autosave import Autosave
from submissions.models.bijdrage import Answer, Contribution, Event, Explanation, Share, Submission, Version
from submissions.models.questions import Question, QuestionMessage
from submissions.models.rounds import Opgave, Round, Target, TargetSet
from submissions.models.shares import ShareConfirmation
from submissions.models.workbook import WorkbookProposal

__all__ = [
    "Answer",
    "Attachment",
    "Autosave",
    "Contribution",
    "Event",
    "Explanation",
    "Opgave",
    "Question",
    "QuestionMessage",
    "Round",
    "Share",
    "ShareConfirmation",
    "StoredFile",
    "Submission",
    "Target",
    "TargetSet",
    "Version",
    "WorkbookProposal",
]
