"""Companies, goods and deals for the benchmarks of deals, written straight into the tables."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import insert, text

from marketplace.accounts.enums import PersonState, SessionState
from marketplace.accounts.models import Person, SignInSession
from marketplace.accounts.queries import digest
from marketplace.catalog.enums import ListingState, TextOrigin, VersionState
from marketplace.catalog.models import Listing, ListingText, ListingVersion
from marketplace.companies.enums import CompanyState, MemberRole, Side
from marketplace.companies.models import Business, Company, Member, WorkCalendar
from marketplace.core import clock
from marketplace.core.db import session
from marketplace.core.ids import new_public_id
from marketplace.core.text import text_key
from marketplace.deals.enums import CloseReason, DealState, InquiryState
from marketplace.deals.models import Deal, Inquiry, InquiryLine
from marketplace.verification.enums import CheckState
from marketplace.verification.models import CompanyCheck

Row = dict[str, object]
STRETCH = 1_000
COUNTRIES = ("CL", "SA", "GB", "JP", "FR", "BR", "KZ", "MX")
WORDS = ("serum", "mask", "lamp", "valve", "bearing", "fabric", "tea", "jar", "towel", "sensor")
#: Of a hundred deals so many are ours to answer, theirs, nobody's; the others are closed.
OURS, THEIRS, QUIET = 5, 15, 25


def write(model: type, rows: Sequence[Row]) -> None:
    """Insert rows a stretch at a time."""
    for first in range(0, len(rows), STRETCH):
        session.execute(insert(model), rows[first : first + STRETCH])


def person(key: int, name: str) -> Row:
    """Return an active person."""
    mail = f"{name.lower()}{key}@house{key}.example"
    now = clock.now()
    return {
        "id": key,
        "code": new_public_id("PER"),
        "state": PersonState.ACTIVE,
        "name": name,
        "mail": mail,
        "mail_key": mail,
        "language": "en",
        "registered_at": now,
        "confirmed_at": now,
    }


def companies(side: Side, first: int, number: int, owner: int) -> list[int]:
    """Write so many companies of a side whose checks hold, all of one owner; return their keys."""
    now, keys = clock.now(), range(first, first + number)
    write(Company, [_company(side, key, now) for key in keys])
    write(Business, [{"company_id": key} for key in keys])
    write(WorkCalendar, [{"company_id": key} for key in keys])
    members = [{"company_id": key, "person_id": owner} for key in keys]
    write(Member, [one | {"role": MemberRole.OWNER, "joined_at": now} for one in members])
    write(CompanyCheck, [_check(side, key, owner, now) for key in keys])
    return list(keys)


def _company(side: Side, key: int, now: datetime) -> Row:
    name = f"{side.value.capitalize()} {key} Trading"
    return {
        "id": key,
        "code": new_public_id("COM"),
        "side": side,
        "name": name,
        "name_key": text_key(name),
        "country": "KR" if side is Side.SELLER else COUNTRIES[key % len(COUNTRIES)],
        "state": CompanyState.OPEN,
        "founded_at": now,
    }


def _check(side: Side, key: int, owner: int, now: datetime) -> Row:
    return {
        "code": new_public_id("CHK"),
        "company_id": key,
        "side": side,
        "state": CheckState.APPROVED,
        "name": f"Company {key}",
        "country": "KR",
        "number": str(key),
        "number_key": str(key),
        "language": "en",
        "opened_by_id": owner,
        "opened_at": now,
        "decided_by_id": owner,
        "decided_at": now,
        "until": now + timedelta(days=300),
    }


def goods(seller: int, first: int, number: int) -> list[int]:
    """Write so many shown goods of a seller, texts in two languages; return their keys."""
    now, keys = clock.now(), range(first, first + number)
    common = {"created_at": now, "changed_at": now}
    write(
        Listing,
        [
            common
            | {
                "id": key,
                "code": new_public_id("LST"),
                "company_id": seller,
                "state": ListingState.SHOWN,
                "listed_at": now,
                "moq": 100,
            }
            for key in keys
        ],
    )
    write(
        ListingVersion,
        [
            common
            | {
                "id": key,
                "code": new_public_id("LSV"),
                "listing_id": key,
                "number": 1,
                "state": VersionState.LIVE,
                "original": "ko",
                "decided_at": now,
                "cover": "0" * 64,
            }
            for key in keys
        ],
    )
    write(ListingText, [_text(key, language) for key in keys for language in ("ko", "en")])
    return list(keys)


def _text(key: int, language: str) -> Row:
    title = f"{WORDS[key % len(WORDS)].capitalize()} number {key} ({language})"
    return {
        "version_id": key,
        "language": language,
        "title": title,
        "title_key": text_key(title),
        "origin": TextOrigin.WRITTEN,
    }


def deals(
    seller: int, buyers: Sequence[int], listings: Sequence[int], first: int, number: int
) -> None:
    """Write so many deals of a seller, each with the inquiry that opened it, about two goods."""
    choose, now = random.Random(number), clock.now()
    keys = range(first, first + number)
    written = [_deal(key, seller, choose.choice(buyers), choose, now) for key in keys]
    write(Deal, written)
    write(Inquiry, [_inquiry(row) for row in written])
    write(
        InquiryLine,
        [
            _line(key, rank, listing)
            for key in keys
            for rank, listing in enumerate(choose.sample(list(listings), 2))
        ],
    )


def _deal(key: int, seller: int, buyer: int, choose: random.Random, now: datetime) -> Row:
    fate, at = key % 100, now - timedelta(minutes=choose.randint(1, 500_000))
    turn = Side.SELLER if fate < OURS else Side.BUYER if fate < OURS + THEIRS else None
    is_closed = fate >= OURS + THEIRS + QUIET
    return {
        "id": key,
        "code": new_public_id("DEA"),
        "buyer_id": buyer,
        "seller_id": seller,
        "state": DealState.CLOSED if is_closed else DealState.OPEN,
        "opened_side": Side.BUYER,
        "opened_by_id": 1,
        "opened_at": at,
        "shown_at": at,
        "last_at": at + timedelta(hours=choose.randint(0, 200)),
        "last_side": Side.BUYER,
        "first_answer_at": at + timedelta(hours=20),
        "turn": turn,
        "turn_until": now + timedelta(minutes=choose.randint(-3000, 5000)) if turn else None,
        "closed_at": now if is_closed else None,
        "close_reason": CloseReason.PRICE if is_closed else None,
    }


def _inquiry(deal: Row) -> Row:
    at = deal["shown_at"]
    return {
        "id": deal["id"],
        "code": new_public_id("INQ"),
        "deal_id": deal["id"],
        "state": InquiryState.PASSED_ON,
        "seller_id": deal["seller_id"],
        "buyer_id": deal["buyer_id"],
        "person_id": 1,
        "message": "We look for goods for our shops and would like to see a sample first.",
        "created_at": at,
        "changed_at": at,
        "sent_at": at,
        "passed_on_at": at,
    }


def _line(inquiry: int, rank: int, listing: int) -> Row:
    return {
        "inquiry_id": inquiry,
        "rank": rank,
        "listing_id": listing,
        "version_id": listing,
        "quantity": 500,
        "unit": "H87",
        "target_minor": 210,
        "target_currency": "USD",
        "target_per": 1,
    }


def signed_in(owner: int, token: str) -> Row:
    """Return an open session of a person whose browser holds the token."""
    now = clock.now()
    return {
        "code": new_public_id("SES"),
        "person_id": owner,
        "token_digest": digest(token),
        "state": SessionState.OPEN,
        "device_label": "Benchmark",
        "started_at": now,
        "opened_at": now,
        "seen_at": now + timedelta(hours=1),
        "ends_at": now + timedelta(hours=12),
    }


def sessions(owner: int, token: str) -> None:
    """Let a person be signed in."""
    write(SignInSession, [signed_in(owner, token)])


def people(*names: str) -> None:
    """Write people, numbered from one on."""
    write(Person, [person(key, name) for key, name in enumerate(names, 1)])


def settle() -> None:
    """Let PostgreSQL count on from the keys that were written."""
    if session.get_bind().dialect.name != "postgresql":
        return
    for model in (Person, Company, CompanyCheck, Listing, ListingVersion, Deal, Inquiry):
        name = model.__tablename__
        newest = f"SELECT max(id) FROM {name}"  # noqa: S608 - names of our own tables
        session.execute(
            text(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), coalesce(({newest}), 1))")
        )
