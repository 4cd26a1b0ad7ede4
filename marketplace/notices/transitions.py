"""How letters move from state to state."""

from marketplace.core.states import Machine, Move
from marketplace.notices.enums import LetterState

LETTER = Machine(
    kind="letter",
    id_column="code",
    moves=(
        Move("send", frozenset({LetterState.QUEUED}), LetterState.SENT, stamps="sent_at"),
        Move("withdraw", frozenset({LetterState.QUEUED}), LetterState.WITHDRAWN),
    ),
)
