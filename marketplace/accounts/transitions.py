"""How people, sessions and offices move from state to state."""

from marketplace.accounts.enums import OfficeState, PersonState, SessionState
from marketplace.accounts.events import PersonConfirmed, PersonLapsed
from marketplace.core.states import Machine, Move

LAPSE_TIMER = "accounts.lapse"

PERSON = Machine(
    kind="person",
    id_column="code",
    moves=(
        Move(
            "confirm",
            frozenset({PersonState.UNCONFIRMED}),
            PersonState.ACTIVE,
            stamps="confirmed_at",
            event=lambda person: PersonConfirmed(person.code),
            ends_timers=(LAPSE_TIMER,),
        ),
        Move(
            "lapse",
            frozenset({PersonState.UNCONFIRMED}),
            PersonState.LAPSED,
            event=lambda person: PersonLapsed(person.code),
        ),
    ),
)

SESSION = Machine(
    kind="session",
    id_column="code",
    moves=(
        Move(
            "open",
            frozenset({SessionState.CODE_DUE, SessionState.APP_DUE}),
            SessionState.OPEN,
            stamps="opened_at",
        ),
        Move(
            "end",
            frozenset({SessionState.CODE_DUE, SessionState.APP_DUE, SessionState.OPEN}),
            SessionState.ENDED,
            stamps="ended_at",
        ),
    ),
)

OFFICE = Machine(
    kind="office",
    id_column="code",
    moves=(
        Move("close", frozenset({OfficeState.OPEN}), OfficeState.CLOSED, stamps="closed_at"),
        Move("reopen", frozenset({OfficeState.CLOSED}), OfficeState.OPEN),
    ),
)
