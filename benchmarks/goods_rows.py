"""Twenty thousand listings for `goods_pages`, written straight into the tables."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from sqlalchemy import insert

from marketplace.accounts.models import Person
from marketplace.catalog import models as goods
from marketplace.companies import models as companies
from marketplace.core.audit import AT_THE_SERVER
from marketplace.core.db import session, unit_of_work
from marketplace.core.ids import new_public_id
from marketplace.reference.operations.fill import fill_reference
from marketplace.verification.models import CompanyCheck

LISTINGS, SELLERS, LEAVES = 20_000, 50, 20
STRETCH = 2_000
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
TEXT = "A light serum with an extract pressed from leaves that grow near the factory. " * 12
MODELS = (
    goods.Listing,
    goods.ListingVersion,
    goods.ListingText,
    goods.ListingImage,
    goods.PriceTier,
    goods.ListingOption,
    goods.CategoryListing,
)

Row = dict[str, object]


def fill() -> None:
    """Write sellers whose checks hold, a small tree, and the listings."""
    fill_reference(actor=AT_THE_SERVER)
    unit_of_work(sellers)
    unit_of_work(_tree)
    for first in range(1, LISTINGS + 1, STRETCH):
        unit_of_work(_goods, range(first, first + STRETCH))


def sellers() -> None:
    now = datetime.now(UTC)
    keys = range(1, SELLERS + 1)
    session.execute(insert(Person), [_person(now)])
    session.execute(insert(companies.Company), [_company(key, now) for key in keys])
    named = [{"name": f"seller-{key}", "company_id": key, "given_at": now} for key in keys]
    session.execute(insert(companies.CompanyAddressName), named)
    session.execute(insert(CompanyCheck), [_check(key, now) for key in keys])


def _person(now: datetime) -> Row:
    return {
        "id": 1,
        "code": new_public_id("PER"),
        "state": "active",
        "name": "Kim Haneul",
        "mail": "a@example.com",
        "mail_key": "a@example.com",
        "language": "en",
        "registered_at": now,
        "confirmed_at": now,
    }


def _company(key: int, now: datetime) -> Row:
    return {
        "id": key,
        "code": new_public_id("COM"),
        "side": "seller",
        "name": f"Seller {key} Co., Ltd.",
        "name_key": f"seller {key}",
        "country": "KR",
        "state": "open",
        "founded_at": now,
    }


def _check(key: int, now: datetime) -> Row:
    return {
        "code": new_public_id("CHK"),
        "company_id": key,
        "side": "seller",
        "state": "approved",
        "name": f"Seller {key}",
        "country": "KR",
        "number": str(key),
        "number_key": str(key),
        "language": "en",
        "opened_by_id": 1,
        "opened_at": now,
        "decided_by_id": 1,
        "decided_at": now,
        "until": now + timedelta(days=300),
    }


def _tree() -> None:
    for key in range(1, LEAVES + 1):
        slug, is_top = f"c{key}", key == 1
        row: Row = {
            "id": key,
            "slug": slug,
            "path": "c1/" if is_top else f"c1/{slug}/",
            "parent_id": None if is_top else 1,
            "depth": int(not is_top),
            "rank": key,
            "is_leaf": not is_top,
            "source": "bench",
            "source_code": slug,
        }
        session.execute(insert(goods.Category), [row])
        name = f"Category {key}"
        named = {"category_id": key, "language": "en", "name": name, "words": "", "key": name}
        session.execute(insert(goods.CategoryName), [named])


def _goods(keys: range) -> None:
    rows: dict[type, list[Row]] = {model: [] for model in MODELS}
    for key in keys:
        for model, made in _of_one(key):
            rows[model].append(made)
    for model in MODELS:
        session.execute(insert(model), rows[model])


def _of_one(key: int) -> Iterator[tuple[type, Row]]:
    code, at = new_public_id("LST"), BEGIN + timedelta(minutes=key)
    company, leaf = key % SELLERS + 1, key % (LEAVES - 1) + 2
    yield goods.Listing, listing_row(key, code, company, at)
    yield goods.ListingVersion, version_row(key, leaf, at)
    for tag in ("en", "ko"):
        words = {"title": f"Serum number {key}", "title_key": f"serum {key}", "summary": "A serum"}
        more = {"description": TEXT, "keywords": ["serum"], "origin": "written"}
        yield goods.ListingText, {"version_id": key, "language": tag} | words | more
    picture = {"picture": f"{key:064x}", "width": 1600, "height": 1200, "alt": {}}
    own = {"code": new_public_id("IMG"), "version_id": key, "rank": 0}
    yield goods.ListingImage, own | picture
    for quantity, cents in ((500, 680), (1000, 625), (3000, 580)):
        price = {"price_minor": cents, "price_currency": "USD", "price_per": 1}
        yield goods.PriceTier, {"listing_id": key, "from_quantity": quantity} | price
    option = {"code": new_public_id("OPT"), "listing_id": key, "company_id": company, "rank": 0}
    yield goods.ListingOption, option | {"names": {}, "sku": "", "barcode": ""}
    for category in (1, leaf):
        below = {"listing_id": key, "listed_at": at, "listing_code": code}
        yield goods.CategoryListing, {"category_id": category} | below


def listing_row(key: int, code: str, company: int, at: datetime) -> Row:
    return {
        "id": key,
        "code": code,
        "company_id": company,
        "state": "shown",
        "unit": "H87",
        "price_shown": "everyone",
        "moq": 500,
        "basis_mode": "air",
        "basis_incoterm": "FCA",
        "basis_place": "Incheon Airport",
        "lead_days": 18,
        "carton_units": 100,
        "created_at": at,
        "changed_at": at,
        "listed_at": at,
    }


def version_row(key: int, leaf: int, at: datetime, code: str = "") -> Row:
    return {
        "id": key,
        "code": code or new_public_id("VER"),
        "listing_id": key,
        "number": 1,
        "state": "live",
        "original": "ko",
        "category_id": leaf,
        "brand": "Bench",
        "origin_country": "KR",
        "hs_code": "330499",
        "hs_edition": "2022",
        "cover": f"{key:064x}",
        "decided_at": at,
        "created_at": at,
        "changed_at": at,
    }
