"""States and kinds of the catalogue, and how pages call them."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _lp


class ListingState(StrEnum):
    """Where a listing stands towards buyers.

    `draft`: never shown yet. `shown`: buyers see its live version. `hidden`: its seller took it off
    for a while. `taken_down`: an operator did. `archived`: kept for the record, for good.
    `deleted`: a draft thrown away, really gone after a day.
    """

    DRAFT = "draft"
    SHOWN = "shown"
    HIDDEN = "hidden"
    TAKEN_DOWN = "taken_down"
    ARCHIVED = "archived"
    DELETED = "deleted"


class VersionState(StrEnum):
    """Where a version of a listing stands in its review.

    `draft`: its seller writes it. `submitted`: it waits for an operator. `asked`: an operator asked
    for a revision, its seller writes it again. `live`: approved, the one that buyers see.
    `replaced`: a newer one is live. `rejected`: it will not be shown.
    """

    DRAFT = "draft"
    SUBMITTED = "submitted"
    ASKED = "asked"
    LIVE = "live"
    REPLACED = "replaced"
    REJECTED = "rejected"


#: The states in which a version is the open one of its listing; its seller writes all but the
#: submitted one.
OPEN_VERSION_STATES = (VersionState.DRAFT, VersionState.SUBMITTED, VersionState.ASKED)
WRITABLE_VERSION_STATES = (VersionState.DRAFT, VersionState.ASKED)


class PriceShown(StrEnum):
    """Who sees a listing's prices."""

    EVERYONE = "everyone"
    CHECKED_BUYERS = "checked_buyers"
    ON_REQUEST = "on_request"


class SampleOffer(StrEnum):
    """Whether a sample is to be had."""

    NONE = "none"
    FREE = "free"
    PAID = "paid"


class TextOrigin(StrEnum):
    """How a text came about. `outdated`: the original changed after it was translated."""

    WRITTEN = "written"
    TRANSLATED = "translated"
    MACHINE = "machine"
    OUTDATED = "outdated"


class Contents(StrEnum):
    """What carriers ask about goods before they take them (IATA DGR, postal conventions)."""

    BATTERY = "battery"
    ALCOHOL = "alcohol"
    AEROSOL = "aerosol"
    MAGNET = "magnet"
    LIQUID = "liquid"


class ReviewReason(StrEnum):
    """Why an operator asks for a revision of goods or rejects them."""

    TEXT_LANGUAGE = "text_language"
    TEXT_UNCLEAR = "text_unclear"
    TEXTS_DIFFER = "texts_differ"
    CLAIM = "claim"
    PICTURE_UNCLEAR = "picture_unclear"
    PICTURE_NOT_YOURS = "picture_not_yours"
    CATEGORY = "category"
    HS_CODE = "hs_code"
    CERTIFICATE = "certificate"
    CONTACT_IN_TEXT = "contact_in_text"
    DUPLICATE = "duplicate"
    NOT_ALLOWED = "not_allowed"


class CertificateKind(StrEnum):
    """Certificates that buyers of goods ask for; `other` is named by its seller."""

    ISO_9001 = "iso_9001"
    ISO_13485 = "iso_13485"
    ISO_14001 = "iso_14001"
    ISO_22000 = "iso_22000"
    ISO_22716 = "iso_22716"
    HACCP = "haccp"
    GMP = "gmp"
    HALAL = "halal"
    KOSHER = "kosher"
    VEGAN = "vegan"
    ORGANIC = "organic"
    CE = "ce"
    FDA = "fda"
    FCC = "fcc"
    ROHS = "rohs"
    CPNP = "cpnp"
    NATIONAL_SAFETY = "national_safety"
    OEKO_TEX = "oeko_tex"
    TEST_REPORT = "test_report"
    OTHER = "other"


class SheetState(StrEnum):
    """Where a sheet of goods stands.

    `reading`: the file is read and every row checked; nothing is written yet. `refused`: the file
    cannot be read. `checked`: its seller decides. `going_in`: rows go in. `stopped`: its seller or
    a fault stopped that; what went in stays, and it can go on. `done`: all that may is in.
    `cancelled`: its seller gave it up.
    """

    READING = "reading"
    REFUSED = "refused"
    CHECKED = "checked"
    GOING_IN = "going_in"
    STOPPED = "stopped"
    DONE = "done"
    CANCELLED = "cancelled"


class AfterCheck(StrEnum):
    """What happens once a sheet is checked.

    `ask`: its seller decides. `if_all_good`: it goes in by itself unless a row is faulty.
    `good_rows`: what is good goes in by itself, faulty rows stay out.
    """

    ASK = "ask"
    IF_ALL_GOOD = "if_all_good"
    GOOD_ROWS = "good_rows"


LISTING_STATE_NAMES = {
    ListingState.DRAFT: _lp("listing", "Draft"),
    ListingState.SHOWN: _lp("listing", "Shown to buyers"),
    ListingState.HIDDEN: _lp("listing", "Hidden by the seller"),
    ListingState.TAKEN_DOWN: _lp("listing", "Taken down by the operator"),
    ListingState.ARCHIVED: _lp("listing", "Archived"),
    ListingState.DELETED: _lp("listing", "Deleted"),
}
VERSION_STATE_NAMES = {
    VersionState.DRAFT: _lp("listing's version", "Being written"),
    VersionState.SUBMITTED: _lp("listing's version", "In review"),
    VersionState.ASKED: _lp("listing's version", "Revision asked for"),
    VersionState.LIVE: _lp("listing's version", "Approved"),
    VersionState.REPLACED: _lp("listing's version", "Replaced by a newer one"),
    VersionState.REJECTED: _lp("listing's version", "Rejected"),
}
PRICE_SHOWN_NAMES = {
    PriceShown.EVERYONE: _l("To everyone"),
    PriceShown.CHECKED_BUYERS: _l("To checked buyers only"),
    PriceShown.ON_REQUEST: _l("Price on request"),
}
SAMPLE_NAMES = {
    SampleOffer.NONE: _l("No samples"),
    SampleOffer.FREE: _l("Free of charge"),
    SampleOffer.PAID: _l("At a price"),
}
ORIGIN_NAMES = {
    TextOrigin.WRITTEN: _l("Written by the seller"),
    TextOrigin.TRANSLATED: _l("Translated by a person"),
    TextOrigin.MACHINE: _l("Machine translation"),
    TextOrigin.OUTDATED: _l("Older than the original"),
}
CONTENTS_NAMES = {
    Contents.BATTERY: _l("Battery"),
    Contents.ALCOHOL: _l("Alcohol"),
    Contents.AEROSOL: _l("Aerosol or gas under pressure"),
    Contents.MAGNET: _l("Strong magnet"),
    Contents.LIQUID: _l("Liquid"),
}
SHEET_STATE_NAMES = {
    SheetState.READING: _lp("sheet", "Being checked"),
    SheetState.REFUSED: _lp("sheet", "Cannot be read"),
    SheetState.CHECKED: _lp("sheet", "Checked, not imported"),
    SheetState.GOING_IN: _lp("sheet", "Being imported"),
    SheetState.STOPPED: _lp("sheet", "Stopped"),
    SheetState.DONE: _lp("sheet", "Imported"),
    SheetState.CANCELLED: _lp("sheet", "Discarded"),
}
AFTER_CHECK_NAMES = {
    AfterCheck.ASK: _l("Show me the result first"),
    AfterCheck.IF_ALL_GOOD: _l("Import it if no row has an error"),
    AfterCheck.GOOD_ROWS: _l("Import the good rows at once"),
}
#: What a seller reads for each reason.
REASON_SENTENCES = {
    ReviewReason.TEXT_LANGUAGE: _l("A text is not in the language it is filed under."),
    ReviewReason.TEXT_UNCLEAR: _l("Buyers would not understand from the texts what the goods are."),
    ReviewReason.TEXTS_DIFFER: _l("The languages say different things, or other figures."),
    ReviewReason.CLAIM: _l("The texts promise something that such goods may not promise."),
    ReviewReason.PICTURE_UNCLEAR: _l("A picture is too small, blurred, or shows something else."),
    ReviewReason.PICTURE_NOT_YOURS: _l(
        "A picture is also used by another company. Please show your own."
    ),
    ReviewReason.CATEGORY: _l("The goods belong in another category."),
    ReviewReason.HS_CODE: _l("The HS code does not fit the goods. Please choose it once more."),
    ReviewReason.CERTIFICATE: _l("A certificate does not fit: its kind, number, end or file."),
    ReviewReason.CONTACT_IN_TEXT: _l(
        "Addresses, telephone numbers and links belong on your company’s page, not in the texts."
    ),
    ReviewReason.DUPLICATE: _l("You have this listing already. Shades and sizes are its options."),
    ReviewReason.NOT_ALLOWED: _l("Goods of this kind are not offered here."),
}
CERTIFICATE_NAMES = {
    CertificateKind.ISO_9001: _l("ISO 9001, quality management"),
    CertificateKind.ISO_13485: _l("ISO 13485, medical devices"),
    CertificateKind.ISO_14001: _l("ISO 14001, environment"),
    CertificateKind.ISO_22000: _l("ISO 22000, food safety"),
    CertificateKind.ISO_22716: _l("ISO 22716, cosmetics GMP"),
    CertificateKind.HACCP: _l("HACCP"),
    CertificateKind.GMP: _l("GMP"),
    CertificateKind.HALAL: _l("Halal"),
    CertificateKind.KOSHER: _l("Kosher"),
    CertificateKind.VEGAN: _l("Vegan"),
    CertificateKind.ORGANIC: _l("Organic"),
    CertificateKind.CE: _l("CE marking"),
    CertificateKind.FDA: _l("FDA registration"),
    CertificateKind.FCC: _l("FCC"),
    CertificateKind.ROHS: _l("RoHS"),
    CertificateKind.CPNP: _l("CPNP notification, EU"),
    CertificateKind.NATIONAL_SAFETY: _l("Safety mark of the home country"),
    CertificateKind.OEKO_TEX: _l("OEKO-TEX"),
    CertificateKind.TEST_REPORT: _l("Test report"),
    CertificateKind.OTHER: _l("Another certificate"),
}


def reason_sentence(reason: str) -> str:
    """Return what a seller reads for a reason, in the present language; its code if unknown."""
    known = {member.value: sentence for member, sentence in REASON_SENTENCES.items()}
    return str(known.get(reason, reason))
