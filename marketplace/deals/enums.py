"""States of deals and inquiries, why an inquiry waits, and what stands on a deal's timeline."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l


class DealState(StrEnum):
    """Where a deal stands.

    `waiting`: its inquiry has not been passed on, and nothing of it exists for the seller. `open`:
    both sides act. `frozen`: a side's company check is suspended or over. `closed`: with a reason,
    until somebody reopens it.
    """

    WAITING = "waiting"
    OPEN = "open"
    FROZEN = "frozen"
    CLOSED = "closed"


class InquiryState(StrEnum):
    """Where an inquiry stands: `waiting` is the house's turn, `asked` the buyer's.

    A `draft` has no deal yet. `passed_on`, `not_valid` and `withdrawn` (by its buyer, or because a
    company was closed) are over.
    """

    DRAFT = "draft"
    WAITING = "waiting"
    ASKED = "asked"
    PASSED_ON = "passed_on"
    NOT_VALID = "not_valid"
    WITHDRAWN = "withdrawn"


#: Sent, and nobody has decided yet: the seller knows nothing of it.
UNDECIDED = frozenset({InquiryState.WAITING, InquiryState.ASKED})


class WaitReason(StrEnum):
    """Why an inquiry waits; one that has no reason left is passed on."""

    BUYER_NOT_CHECKED = "buyer_not_checked"
    TO_BE_LOOKED_AT = "to_be_looked_at"


class Signal(StrEnum):
    """What in an inquiry, or in a message, makes somebody look twice."""

    SAME_TEXT = "same_text"
    LINK = "link"
    PAYMENT_OUTSIDE = "payment_outside"
    ACCOUNT_NUMBER = "account_number"
    LOOK_ALIKE_DOMAIN = "look_alike_domain"
    FREE_MAIL = "free_mail"
    FAR_ABOVE_MOQ = "far_above_moq"
    FAR_UNDER_PRICE = "far_under_price"
    FIRST_OF_BUYER = "first_of_buyer"
    REPORTED = "reported"


class InquiryStep(StrEnum):
    """The steps of an inquiry that carry words between the house and the buyer."""

    ASKED = "asked"
    ANSWERED = "answered"
    NOT_VALID = "not_valid"


class NotValidReason(StrEnum):
    """Why an operator asks about an inquiry, or closes it as not valid; the buyer reads it."""

    PURPOSE_UNCLEAR = "purpose_unclear"
    GOODS_UNCLEAR = "goods_unclear"
    QUANTITY_DOUBTED = "quantity_doubted"
    SAME_TO_MANY = "same_to_many"
    ADVERTISING = "advertising"
    OTHER_BUSINESS = "other_business"
    DECEPTION = "deception"
    NOT_ANSWERED = "not_answered"


class Certificate(StrEnum):
    """Papers about goods that a buyer may ask for."""

    ORIGIN = "origin"
    FREE_SALE = "free_sale"
    ANALYSIS = "analysis"
    SAFETY_SHEET = "safety_sheet"
    CONFORMITY = "conformity"
    HALAL = "halal"
    OTHER = "other"


class EntryKind(StrEnum):
    """What stands on a deal's timeline; `ref` of the entry names the row it speaks of."""

    INQUIRY = "inquiry"
    PASSED_ON = "passed_on"
    MESSAGE = "message"
    FILES = "files"
    OPENED = "opened"
    FROZEN = "frozen"
    THAWED = "thawed"
    CLOSED = "closed"
    REOPENED = "reopened"
    ASSIGNED = "assigned"
    NO_ANSWER_NEEDED = "no_answer_needed"


class FileKind(StrEnum):
    """What a file of a deal is."""

    BILL_OF_LADING = "bill_of_lading"
    CERTIFICATE_OF_ORIGIN = "certificate_of_origin"
    CERTIFICATE = "certificate"
    ANALYSIS = "analysis"
    SAFETY_SHEET = "safety_sheet"
    PURCHASE_ORDER = "purchase_order"
    OTHER = "other"


class CloseReason(StrEnum):
    """Why a side, or the house, closes a deal; `withdrawn`: its inquiry was, and nobody saw it."""

    AGREED_ELSEWHERE = "agreed_elsewhere"
    PRICE = "price"
    TERMS = "terms"
    NOT_OFFERED = "not_offered"
    NO_NEED = "no_need"
    NO_ANSWER = "no_answer"
    OTHER = "other"
    NOT_VALID = "not_valid"
    WITHDRAWN = "withdrawn"


class ReportReason(StrEnum):
    """What a side reports about the other."""

    SPAM = "spam"
    FRAUD = "fraud"
    PAYMENT_OUTSIDE = "payment_outside"
    RUDE = "rude"
    OTHER = "other"


class ReportState(StrEnum):
    """A report is `open` until an operator has looked into it."""

    OPEN = "open"
    CLOSED = "closed"


#: What certificates are called.
CERTIFICATES = {
    Certificate.ORIGIN: _l("Certificate of origin"),
    Certificate.FREE_SALE: _l("Certificate of free sale"),
    Certificate.ANALYSIS: _l("Certificate of analysis"),
    Certificate.SAFETY_SHEET: _l("Safety data sheet"),
    Certificate.CONFORMITY: _l("Declaration of conformity"),
    Certificate.HALAL: _l("Halal certificate"),
    Certificate.OTHER: _l("Another one, see the message"),
}

#: What files of a deal are called.
FILE_KINDS = {
    FileKind.BILL_OF_LADING: _l("Bill of lading (B/L)"),
    FileKind.CERTIFICATE_OF_ORIGIN: _l("Certificate of origin (C/O)"),
    FileKind.CERTIFICATE: _l("Certificate"),
    FileKind.ANALYSIS: _l("Certificate of analysis"),
    FileKind.SAFETY_SHEET: _l("Safety data sheet"),
    FileKind.PURCHASE_ORDER: _l("Purchase order"),
    FileKind.OTHER: _l("Another document"),
}

#: Why a side closes a deal that both see, as it says it.
CLOSE_REASONS = {
    CloseReason.AGREED_ELSEWHERE: _l("We agreed by another way"),
    CloseReason.PRICE: _l("We did not agree on the price"),
    CloseReason.TERMS: _l("We did not agree on the terms"),
    CloseReason.NOT_OFFERED: _l("These goods are not available"),
    CloseReason.NO_NEED: _l("It is not needed any more"),
    CloseReason.NO_ANSWER: _l("The other side does not answer"),
    CloseReason.OTHER: _l("For another reason"),
}

#: What a side reports about the other.
REPORT_REASONS = {
    ReportReason.SPAM: _l("It is advertising, or sent to many"),
    ReportReason.FRAUD: _l("It looks like fraud"),
    ReportReason.PAYMENT_OUTSIDE: _l("They ask for money by an unsafe way"),
    ReportReason.RUDE: _l("They are rude"),
    ReportReason.OTHER: _l("Something else"),
}

_NOT_VALID = {
    NotValidReason.PURPOSE_UNCLEAR: _l("We do not understand yet what you need it for."),
    NotValidReason.GOODS_UNCLEAR: _l("We do not understand which goods you mean."),
    NotValidReason.QUANTITY_DOUBTED: _l("The quantity does not fit what we know of your company."),
    NotValidReason.SAME_TO_MANY: _l("The same words went to many sellers."),
    NotValidReason.ADVERTISING: _l("It offers something instead of asking for goods."),
    NotValidReason.OTHER_BUSINESS: _l("It is not about goods that the seller shows here."),
    NotValidReason.DECEPTION: _l("It reads like an attempt to deceive."),
    NotValidReason.NOT_ANSWERED: _l("We asked you something and had no answer."),
}


def not_valid_sentence(reason: str) -> str:
    """Return what the buyer reads for a reason, in the present language; its code if unknown."""
    known = {member.value: sentence for member, sentence in _NOT_VALID.items()}
    return str(known.get(reason, reason))
