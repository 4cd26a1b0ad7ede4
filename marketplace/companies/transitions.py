"""How companies, invitations, offers and acting move from state to state."""

from marketplace.companies.enums import ActingState, CompanyState, InvitationState, OfferState
from marketplace.companies.events import CompanyClosed
from marketplace.core.states import Machine, Move

INVITATION_TIMER = "companies.end_invitation"
OFFER_TIMER = "companies.end_ownership_offer"
ACTING_TIMER = "companies.end_acting"

COMPANY = Machine(
    kind="company",
    id_column="code",
    moves=(
        Move(
            "close",
            frozenset({CompanyState.OPEN}),
            CompanyState.CLOSED,
            stamps="closed_at",
            event=lambda company: CompanyClosed(company.code),
        ),
    ),
)


def _from_open(name: str, to_state: InvitationState) -> Move[InvitationState]:
    return Move(
        name,
        frozenset({InvitationState.OPEN}),
        to_state,
        stamps="closed_at",
        ends_timers=(INVITATION_TIMER,),
    )


INVITATION = Machine(
    kind="invitation",
    id_column="code",
    moves=(
        _from_open("accept", InvitationState.ACCEPTED),
        _from_open("withdraw", InvitationState.WITHDRAWN),
        _from_open("end", InvitationState.ENDED),
    ),
)


def _answered(name: str, to_state: OfferState) -> Move[OfferState]:
    return Move(
        name,
        frozenset({OfferState.OPEN}),
        to_state,
        stamps="closed_at",
        ends_timers=(OFFER_TIMER,),
    )


OFFER = Machine(
    kind="ownership_offer",
    id_column="code",
    moves=(
        _answered("accept", OfferState.ACCEPTED),
        _answered("decline", OfferState.DECLINED),
        _answered("withdraw", OfferState.WITHDRAWN),
        _answered("end", OfferState.ENDED),
    ),
)

ACTING = Machine(
    kind="acting_for",
    id_column="code",
    moves=(
        Move(
            "end",
            frozenset({ActingState.OPEN}),
            ActingState.ENDED,
            stamps="ended_at",
            ends_timers=(ACTING_TIMER,),
        ),
    ),
)
