"""What people do with a bijdrage. One function is one action: atomic, with its event."""

from submissions.actions.content import (
    Shares,
    add_line,
    answer_opgave,
    answer_remaining,
    change_line,
    remove_line,
    save_header,
)
from submissions.actions.explanations import explain, explain_and_submit
from submissions.actions.hand_in import discard_addition, start_addition, submit
from submissions.actions.open_draft import close_draft, open_draft
from submissions.actions.rounds import extend, open_round

__all__ = [
    "Shares",
    "add_line",
    "answer_opgave",
    "answer_remaining",
    "change_line",
    "close_draft",
    "discard_addition",
    "explain",
    "explain_and_submit",
    "extend",
    "open_draft",
    "open_round",
    "remove_line",
    "save_header",
    "start_addition",
    "submit",
]
