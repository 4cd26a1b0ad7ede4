"""Sides, states and roles of companies."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l


class Side(StrEnum):
    """On which side of a deal a company stands here."""

    SELLER = "seller"
    BUYER = "buyer"


class CompanyState(StrEnum):
    """`closed`: nobody acts for it any more; its record stays."""

    OPEN = "open"
    CLOSED = "closed"


class MemberRole(StrEnum):
    """What a member may do; `owner` may do everything, `viewer` reads.

    `trade` is shown as Sales for a seller and as Purchasing for a buyer.
    """

    OWNER = "owner"
    TRADE = "trade"
    FINANCE = "finance"
    VIEWER = "viewer"


_ROLE_NAMES = {
    MemberRole.OWNER: _l("Owner"),
    MemberRole.FINANCE: _l("Finance"),
    MemberRole.VIEWER: _l("Viewer"),
}
_TRADE_NAMES = {Side.SELLER: _l("Sales"), Side.BUYER: _l("Purchasing")}
_SIDE_NAMES = {Side.SELLER: _l("Seller"), Side.BUYER: _l("Buyer")}


def role_name(role: MemberRole, side: Side) -> str:
    """Return the role as pages call it; "trade" names no job, so each side has its own word."""
    return str(_TRADE_NAMES[side] if role is MemberRole.TRADE else _ROLE_NAMES[role])


def side_name(side: Side) -> str:
    """Return the side as pages call it."""
    return str(_SIDE_NAMES[side])
