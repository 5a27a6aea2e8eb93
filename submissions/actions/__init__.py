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
from submissions.actions.hand_in import discard_addition, start_addition, submit
from submissions.actions.rounds import extend, open_round
from submissions.actions.workbook import (
    accept_workbook,
    cancel_workbook,
    propose_workbook,
    require_workbook_allowed,
)

__all__ = [
    "Shares",
    "accept_workbook",
    "add_line",
    "answer_opgave",
    "answer_remaining",
    "cancel_workbook",
    "change_line",
    "discard_addition",
    "extend",
    "open_round",
    "propose_workbook",
    "remove_line",
    "require_workbook_allowed",
    "save_header",
    "start_addition",
    "submit",
]
