"""The acts of deals."""

from marketplace.deals.operations.colleagues import (
    assign,
    change_reply,
    drop_reply,
    keep_reply,
    note_for_colleagues,
)
from marketplace.deals.operations.ending import close, no_answer_needed, reopen
from marketplace.deals.operations.messages import FileFacts, MessageFacts, PhraseFacts, write
from marketplace.deals.operations.opening import open_deal
from marketplace.deals.operations.reporting import report
from marketplace.deals.operations.timeline import lock_in, record, set_turn

__all__ = [
    "FileFacts",
    "MessageFacts",
    "PhraseFacts",
    "assign",
    "change_reply",
    "close",
    "drop_reply",
    "keep_reply",
    "lock_in",
    "no_answer_needed",
    "note_for_colleagues",
    "open_deal",
    "record",
    "reopen",
    "report",
    "set_turn",
    "write",
]
