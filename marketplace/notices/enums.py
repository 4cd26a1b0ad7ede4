"""States of the letters that this house sends."""

from enum import StrEnum


class LetterState(StrEnum):
    """`queued` waits for the worker; `withdrawn` is not sent any more: its reader is gone."""

    QUEUED = "queued"
    SENT = "sent"
    WITHDRAWN = "withdrawn"
