"""What people do with a bijdrage. One function is one action: atomic, with its event."""

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
from submissions.actions.hand_in import discard_addition, start_addition, submit
from submissions.actions.questions import answer_question, ask_question, close_question
from submissions.actions.rounds import extend, open_round

__all__ = [
    "MOST_ATTACHMENTS",
    "Shares",
    "add_line",
    "answer_opgave",
    "answer_question",
    "answer_remaining",
    "ask_question",
    "attach",
    "change_line",
    "close_question",
    "discard_addition",
    "extend",
    "open_round",
    "remove_attachment",
    "remove_line",
    "remove_unused_files",
    "save_header",
    "start_addition",
    "submit",
]
