"""Single rows for tests of the core, with no more around them than their constraints ask."""

import itertools
from datetime import timedelta

from marketplace.accounts.enums import OfficeState, PersonState, SessionState
from marketplace.accounts.models import Office, Person, SignInSession
from marketplace.catalog.enums import AfterCheck, ListingState, SheetState, VersionState
from marketplace.catalog.models import Listing, ListingVersion, Sheet
from marketplace.companies.enums import (
    ActingState,
    CompanyState,
    InvitationState,
    MemberRole,
    OfferState,
    Side,
)
from marketplace.companies.models import ActingFor, Company, Invitation, OwnershipOffer
from marketplace.core import clock
from marketplace.core.db import insert_with_id, unit_of_work
from marketplace.deals.enums import (
    CloseReason,
    DealState,
    InquiryState,
    ReportReason,
    ReportState,
)
from marketplace.deals.models import Deal, DealReport, Inquiry
from marketplace.moderation.enums import ReviewState
from marketplace.moderation.models import Review
from marketplace.notices.enums import LetterState
from marketplace.notices.models import Letter
from marketplace.verification.enums import CheckState
from marketplace.verification.models import CompanyCheck

_counter = itertools.count(1)


def new_person(**facts):
    """Return an unconfirmed person that is not stored yet."""
    mail = facts.pop("mail", f"row{next(_counter)}@example.com")
    given = {
        "state": PersonState.UNCONFIRMED,
        "name": "Ada Byron",
        "mail": mail,
        "mail_key": mail,
        "language": "en",
        "registered_at": clock.now(),
    }
    return Person(**given | facts)


def store(row, prefix="PER"):
    """Store a row in a unit of its own and return it."""
    return unit_of_work(insert_with_id, row, column="code", prefix=prefix)


def add_person(**facts):
    return store(new_person(**facts))


def add_session(**facts):
    now = clock.now()
    given = {
        "person_id": add_person(state=PersonState.ACTIVE, confirmed_at=now).id,
        "token_digest": f"digest {next(_counter)}",
        "state": SessionState.CODE_DUE,
        "device_label": "Test",
        "started_at": now,
        "seen_at": now,
        "ends_at": now + timedelta(hours=1),
    }
    return store(SignInSession(**given | facts), "SES")


def add_company(**facts):
    given = {
        "side": Side.BUYER,
        "name": "Marlow & Finch",
        "name_key": "marlow & finch",
        "country": "GB",
        "state": CompanyState.OPEN,
        "founded_at": clock.now(),
    }
    return store(Company(**given | facts), "COM")


def add_letter(**facts):
    given = {
        "state": LetterState.QUEUED,
        "mail": "ada@example.com",
        "name": "Ada Byron",
        "language": "en",
        "message": "password_changed",
        "parameters": {},
        "queued_at": clock.now(),
    }
    return store(Letter(**given | facts), "LET")


def add_office(**facts):
    name = facts.pop("name", f"Office {next(_counter)}")
    given = {
        "name": name,
        "name_key": name.lower(),
        "name_local": "",
        "is_headquarters": False,
        "time_zone": "UTC",
        "mail": "",
        "phone": "",
        "state": OfficeState.OPEN,
        "opened_at": clock.now(),
    }
    return store(Office(**given | facts), "OFF")


def add_invitation(**facts):
    """Store an open invitation that names already who accepts it."""
    person = add_person().id
    given = {
        "company_id": add_company().id,
        "state": InvitationState.OPEN,
        "mail": "ada@example.com",
        "mail_key": "ada@example.com",
        "role": MemberRole.VIEWER,
        "language": "en",
        "invited_by_id": person,
        "invited_at": clock.now(),
        "ends_at": clock.now() + timedelta(days=7),
        "accepted_by_id": person,
    }
    return store(Invitation(**given | facts), "INV")


def add_ownership_offer(**facts):
    given = {
        "company_id": add_company().id,
        "state": OfferState.OPEN,
        "giver_id": add_person().id,
        "taker_id": add_person().id,
        "role_after": MemberRole.VIEWER,
        "offered_at": clock.now(),
        "ends_at": clock.now() + timedelta(days=7),
    }
    return store(OwnershipOffer(**given | facts), "OFR")


def add_acting_for(**facts):
    given = {
        "company_id": add_company().id,
        "person_id": add_person().id,
        "state": ActingState.OPEN,
        "reason": "Asked by telephone.",
        "began_at": clock.now(),
        "ends_at": clock.now() + timedelta(days=7),
    }
    return store(ActingFor(**given | facts), "ACT")


def add_review(**facts):
    """Store a waiting review that names already who takes and decides it."""
    person = add_person().id
    given = {
        "kind": "listing",
        "subject": f"LSV-{next(_counter)}",
        "company_id": add_company().id,
        "state": ReviewState.WAITING,
        "remarks": [],
        "opened_at": clock.now(),
        "due_at": clock.now() + timedelta(days=2),
        "taken_by_id": person,
        "decided_by_id": person,
    }
    return store(Review(**given | facts), "REV")


def add_listing(**facts):
    now = clock.now()
    given = {
        "company_id": add_company(side=Side.SELLER, country="KR").id,
        "state": ListingState.DRAFT,
        "created_at": now,
        "changed_at": now,
    }
    return store(Listing(**given | facts), "LST")


def add_sheet(**facts):
    given = {
        "company_id": add_company(side=Side.SELLER, country="KR").id,
        "state": SheetState.READING,
        "then": AfterCheck.ASK,
        "file_name": "goods.csv",
        "language": "en",
        "upload": f"{next(_counter):064d}.sheet",
        "made_at": clock.now(),
    }
    return store(Sheet(**given | facts), "SHT")


def add_listing_version(**facts):
    now = clock.now()
    given = {
        "listing_id": add_listing().id,
        "number": 1,
        "state": VersionState.DRAFT,
        "original": "ko",
        "created_at": now,
        "changed_at": now,
    }
    return store(ListingVersion(**given | facts), "LSV")


def add_check(**facts):
    """Store a check that names already who decides on it, and until when it would hold."""
    now, person = clock.now(), add_person().id
    given = {
        "company_id": facts.pop("company_id", None) or add_company().id,
        "side": Side.BUYER,
        "state": CheckState.OPEN,
        "name": "Marlow & Finch",
        "country": "GB",
        "number": "0123 4567",
        "number_key": f"number {next(_counter)}",
        "language": "en",
        "opened_by_id": person,
        "opened_at": now,
        "due_at": now + timedelta(days=2),
        "decided_by_id": person,
        "decided_at": now,
        "until": now + timedelta(days=365),
    }
    return store(CompanyCheck(**given | facts), "CHK")


def add_deal(**facts):
    """Store a waiting deal that names already why it may be closed."""
    now = clock.now()
    given = {
        "buyer_id": add_company().id,
        "seller_id": add_company(side=Side.SELLER).id,
        "state": DealState.WAITING,
        "opened_side": Side.BUYER,
        "opened_by_id": add_person().id,
        "opened_at": now,
        "last_at": now,
        "close_reason": CloseReason.OTHER,
    }
    return store(Deal(**given | facts), "DEA")


def add_inquiry(**facts):
    """Store an inquiry that waits to be looked at and names already who decides."""
    deal = add_deal()
    person = add_person().id
    now = clock.now()
    given = {
        "deal_id": deal.id,
        "state": InquiryState.WAITING,
        "seller_id": deal.seller_id,
        "buyer_id": deal.buyer_id,
        "person_id": person,
        "waits_look": True,
        "created_at": now,
        "changed_at": now,
        "sent_at": now,
        "decided_by_id": person,
    }
    return store(Inquiry(**given | facts), "INQ")


def add_deal_report(**facts):
    """Store an open report that names already who closes it."""
    person = add_person().id
    given = {
        "deal_id": add_deal().id,
        "side": Side.SELLER,
        "state": ReportState.OPEN,
        "reason": ReportReason.SPAM,
        "language": "en",
        "by_id": person,
        "at": clock.now(),
        "closed_by_id": person,
    }
    return store(DealReport(**given | facts), "RPT")


#: How a row of each kind that moves by a machine is made in its first states. The random walks of
#: tests/core/test_states.py take them; a new machine gets its line here.
FIRST_STATES = {
    "acting_for": [add_acting_for],
    "company": [add_company],
    "company_check": [add_check],
    "deal": [lambda: add_deal(state=DealState.OPEN, shown_at=clock.now())],
    "deal_report": [add_deal_report],
    "inquiry": [add_inquiry],
    "invitation": [add_invitation],
    "letter": [add_letter],
    "listing": [add_listing],
    "listing_version": [add_listing_version],
    "office": [add_office],
    "ownership_offer": [add_ownership_offer],
    "person": [add_person],
    "review": [add_review],
    "session": [add_session, lambda: add_session(state=SessionState.APP_DUE)],
    "sheet": [add_sheet],
}
