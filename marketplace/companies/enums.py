"""Sides, states, roles and kinds of companies, and how pages call them."""

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


class CompanyKind(StrEnum):
    """What a company does with goods: makes them, owns their brand, or trades them."""

    MAKER = "maker"
    BRAND_OWNER = "brand_owner"
    TRADER = "trader"


class StaffBand(StrEnum):
    """How many people work there; small firms in fine steps, large ones in coarse."""

    TO_4 = "1-4"
    TO_9 = "5-9"
    TO_49 = "10-49"
    TO_99 = "50-99"
    TO_299 = "100-299"
    FROM_300 = "300+"


class AddressKind(StrEnum):
    """What an address is for; a company may have several of a kind."""

    REGISTERED = "registered"
    FACTORY = "factory"
    SHIPPING = "shipping"
    BILLING = "billing"
    OTHER = "other"


class ContactChannel(StrEnum):
    """How a contact likes to be reached; all but mail go by the telephone number."""

    MAIL = "mail"
    PHONE = "phone"
    WHATSAPP = "whatsapp"
    KAKAOTALK = "kakaotalk"
    LINE = "line"
    WECHAT = "wechat"


class DocumentKind(StrEnum):
    """What a document of a company is."""

    BUSINESS_REGISTRATION = "business_registration"
    CERTIFICATE = "certificate"


class InvitationState(StrEnum):
    """`ended`: nobody accepted within seven days."""

    OPEN = "open"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"


class OfferState(StrEnum):
    """Where the offer to hand a company over stands."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"


class ActingState(StrEnum):
    """Whether an operator acts for a company now."""

    OPEN = "open"
    ENDED = "ended"


_ROLE_NAMES = {
    MemberRole.OWNER: _l("Owner"),
    MemberRole.FINANCE: _l("Finance"),
    MemberRole.VIEWER: _l("Viewer"),
}
_TRADE_NAMES = {Side.SELLER: _l("Sales"), Side.BUYER: _l("Purchasing")}
_SIDE_NAMES = {Side.SELLER: _l("Seller"), Side.BUYER: _l("Buyer")}
_KIND_NAMES = {
    CompanyKind.MAKER: _l("Maker"),
    CompanyKind.BRAND_OWNER: _l("Brand owner"),
    CompanyKind.TRADER: _l("Trader"),
}
_STAFF_NAMES = {
    StaffBand.TO_4: _l("1 to 4 people"),
    StaffBand.TO_9: _l("5 to 9 people"),
    StaffBand.TO_49: _l("10 to 49 people"),
    StaffBand.TO_99: _l("50 to 99 people"),
    StaffBand.TO_299: _l("100 to 299 people"),
    StaffBand.FROM_300: _l("300 people or more"),
}
_ADDRESS_NAMES = {
    AddressKind.REGISTERED: _l("Registered address"),
    AddressKind.FACTORY: _l("Factory or workshop"),
    AddressKind.SHIPPING: _l("Loading and delivery address"),
    AddressKind.BILLING: _l("Billing address"),
    AddressKind.OTHER: _l("Another address"),
}
_CHANNEL_NAMES = {
    ContactChannel.MAIL: _l("Mail"),
    ContactChannel.PHONE: _l("Telephone"),
    ContactChannel.WHATSAPP: "WhatsApp",
    ContactChannel.KAKAOTALK: "KakaoTalk",
    ContactChannel.LINE: "LINE",
    ContactChannel.WECHAT: "WeChat",
}


def role_name(role: MemberRole, side: Side) -> str:
    """Return the role as pages call it; "trade" names no job, so each side has its own word."""
    return str(_TRADE_NAMES[side] if role is MemberRole.TRADE else _ROLE_NAMES[role])


def side_name(side: Side) -> str:
    """Return the side as pages call it."""
    return str(_SIDE_NAMES[side])


def kind_name(kind: CompanyKind) -> str:
    """Return what the company does as pages call it."""
    return str(_KIND_NAMES[kind])


def staff_name(band: StaffBand) -> str:
    """Return the number of people as pages call it."""
    return str(_STAFF_NAMES[band])


def address_kind_name(kind: AddressKind) -> str:
    """Return what the address is for as pages call it."""
    return str(_ADDRESS_NAMES[kind])


def channel_name(channel: ContactChannel) -> str:
    """Return the channel as pages call it; messengers keep their own names."""
    return str(_CHANNEL_NAMES[channel])
