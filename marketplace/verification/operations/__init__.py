"""The acts of company checks."""

from marketplace.verification.operations.applying import Statement, answer, open_check
from marketplace.verification.operations.deciding import Seen, approve, ask_for_more, refuse
from marketplace.verification.operations.record import Said
from marketplace.verification.operations.standing import (
    end_check,
    lift,
    remind_of_answer,
    remind_of_end,
    suspend,
)
from marketplace.verification.operations.taking import give_back, take

__all__ = [
    "Said",
    "Seen",
    "Statement",
    "answer",
    "approve",
    "ask_for_more",
    "end_check",
    "give_back",
    "lift",
    "open_check",
    "refuse",
    "remind_of_answer",
    "remind_of_end",
    "suspend",
    "take",
]
