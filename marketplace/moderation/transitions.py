"""How reviews move from state to state."""

from marketplace.core.states import Machine, Move
from marketplace.moderation.enums import OPEN_STATES, Decision, ReviewState
from marketplace.moderation.events import ReviewDecided
from marketplace.moderation.models import Review

_OPEN = frozenset(OPEN_STATES)


def _decided(review: Review) -> ReviewDecided:
    return ReviewDecided(review=review.code, kind=review.kind, subject=review.subject)


def _decision(decision: Decision, to_state: ReviewState) -> Move[ReviewState]:
    return Move(decision.value, _OPEN, to_state, stamps="decided_at", event=_decided)


REVIEW = Machine(
    kind="review",
    id_column="code",
    moves=(
        Move("take", frozenset({ReviewState.WAITING}), ReviewState.TAKEN, stamps="taken_at"),
        Move("give_back", frozenset({ReviewState.TAKEN}), ReviewState.WAITING),
        _decision(Decision.APPROVE, ReviewState.APPROVED),
        _decision(Decision.REVISE, ReviewState.REVISION),
        _decision(Decision.REJECT, ReviewState.REJECTED),
        Move("withdraw", _OPEN, ReviewState.WITHDRAWN),
    ),
)
