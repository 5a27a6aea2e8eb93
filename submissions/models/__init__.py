from submissions.models.attachment import Attachment, StoredFile
from submissions.models.event import Event
from submissions.models.line import Line, Share
from submissions.models.question import Question, QuestionMessage
from submissions.models.share_request import ShareConfirmation
from submissions.models.submission import Submission
from submissions.models.version import Answer, Explanation, Version
from submissions.models.version_count import VersionCount
from submissions.models.workbook_proposal import WorkbookProposal

__all__ = [
    "Answer",
    "Attachment",
    "Event",
    "Explanation",
    "Line",
    "Question",
    "QuestionMessage",
    "Share",
    "ShareConfirmation",
    "StoredFile",
    "Submission",
    "Version",
    "VersionCount",
    "WorkbookProposal",
]
