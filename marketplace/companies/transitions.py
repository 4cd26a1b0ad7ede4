"""How companies move from state to state."""

from marketplace.companies.enums import CompanyState
from marketplace.core.states import Machine, Move

COMPANY = Machine(
    kind="company",
    id_column="code",
    moves=(
        Move(
            "close",
            frozenset({CompanyState.OPEN}),
            CompanyState.CLOSED,
            stamps="closed_at",
        ),
    ),
)
