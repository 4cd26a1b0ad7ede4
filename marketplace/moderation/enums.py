"""States of reviews and what an operator may decide."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _lp


class ReviewState(StrEnum):
    """`waiting` for anybody, `taken` by one operator, decided, or `withdrawn` by its company."""

    WAITING = "waiting"
    TAKEN = "taken"
    APPROVED = "approved"
    REVISION = "revision"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


#: States in which a review still waits for a decision.
OPEN_STATES = (ReviewState.WAITING, ReviewState.TAKEN)
DECIDED_STATES = (ReviewState.APPROVED, ReviewState.REVISION, ReviewState.REJECTED)


class Decision(StrEnum):
    """What an operator decides of a subject: its values are the moves of the machine."""

    APPROVE = "approve"
    REVISE = "revise"
    REJECT = "reject"


class RemarkLevel(StrEnum):
    """How much an automatic remark weighs."""

    MUST_CHANGE = "must_change"
    LOOK_AT_IT = "look_at_it"


DECISION_NAMES = {
    Decision.APPROVE: _lp("review", "Approve"),
    Decision.REVISE: _lp("review", "Ask for a revision"),
    Decision.REJECT: _lp("review", "Reject"),
}
STATE_NAMES = {
    ReviewState.WAITING: _lp("review", "Waiting"),
    ReviewState.TAKEN: _lp("review", "Taken"),
    ReviewState.APPROVED: _lp("review", "Approved"),
    ReviewState.REVISION: _lp("review", "Revision asked for"),
    ReviewState.REJECTED: _lp("review", "Rejected"),
    ReviewState.WITHDRAWN: _lp("review", "Withdrawn by the seller"),
}
LEVEL_NAMES = {
    RemarkLevel.MUST_CHANGE: _l("Must change"),
    RemarkLevel.LOOK_AT_IT: _l("Look at it"),
}
