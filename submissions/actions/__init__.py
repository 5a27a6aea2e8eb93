"""What people do with a bijdrage. One function is one action: atomic, with its event."""

from submissions.actions.approval import offer, return_offer, take_back
from submissions.actions.attachments import MOST_ATTACHMENTS, attach, remove_attachment, remove_unused_files
from submissions.actions.content import (
    Shares,
    add_line,
    answer_opgave,
    answer_remaining,
    change_line,
    remove_line,
    save_header,
)
from submissions.actions.explanations import explain, explain_and_offer, explain_and_submit
from submissions.actions.hand_in import approve, discard_addition, start_addition, submit
from submissions.actions.more_time import ask_more_time, decline_more_time, reopen
from submissions.actions.open_draft import close_draft, open_draft
from submissions.actions.questions import answer_question, ask_question, close_question
from submissions.actions.reminders import remind, send_due_notices
from submissions.actions.rounds import extend, open_round
from submissions.actions.shares import answer_share
from submissions.actions.workbook import accept_workbook, cancel_workbook, propose_workbook, require_workbook_allowed

__all__ = [
    "MOST_ATTACHMENTS",
    "Shares",
    "accept_workbook",
    "add_line",
    "answer_opgave",
    "answer_question",
    "answer_remaining",
    "answer_share",
    "approve",
    "ask_more_time",
    "ask_question",
    "attach",
    "cancel_workbook",
    "change_line",
    "close_draft",
    "close_question",
    "decline_more_time",
    "discard_addition",
    "explain",
    "explain_and_offer",
    "explain_and_submit",
    "extend",
    "offer",
    "open_draft",
    "open_round",
    "propose_workbook",
    "remind",
    "remove_attachment",
    "remove_line",
    "remove_unused_files",
    "reopen",
    "require_workbook_allowed",
    "return_offer",
    "save_header",
    "send_due_notices",
    "start_addition",
    "submit",
    "take_back",
]
