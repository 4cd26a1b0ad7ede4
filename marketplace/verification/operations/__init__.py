"""The acts of company checks."""

from marketplace.verification.operations.applying import Statement, answer, open_check
from marketplace.verification.operations.deciding import (
    SeenOnDocument,
    approve,
    ask_for_more,
    refuse,
)
from marketplace.verification.operations.record import ReasonsAndWords
from marketplace.verification.operations.standing import (
    end_check,
    lift,
    remind_of_answer,
    remind_of_end,
    suspend,
)
from marketplace.verification.operations.taking import give_back, take

__all__ = [
    "ReasonsAndWords",
    "SeenOnDocument",
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
