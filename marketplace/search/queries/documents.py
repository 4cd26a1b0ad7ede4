"""Listings as documents of the index: every language of texts, category, HS heading, names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain

from sqlalchemy import select

from marketplace.catalog.enums import PriceShown, VersionState
from marketplace.catalog.models import Category, CategoryName, Listing, ListingVersion
from marketplace.catalog.queries.goods import Goods, goods_of_many
from marketplace.catalog.queries.public_visible import visible
from marketplace.companies.models import Business, Company
from marketplace.core import clock
from marketplace.core.db import session
from marketplace.core.text import text_key
from marketplace.reference.models import HsCode, HsText
from marketplace.reference.queries import RateBook, rate_book
from marketplace.search.analysis import index_tokens, ordered_tokens
from marketplace.search.engines.contract import STEPS, Document
from marketplace.search.models import FirstShown
from marketplace.search.queries.prices import (
    PRICE_FOR_CHECKED,
    PRICE_ON_REQUEST,
    PRICE_WITHOUT_RATE,
    prices_at_steps,
)

#: Stands between texts, so that no phrase reaches from one into the next.
GAP = "¶"
#: Of price kinds: told to the reader, on request, told but without an exchange rate.
PRICED, ON_REQUEST, NO_RATE = "priced", "on_request", "no_rate"
#: Of sellers, beside their kind: they make goods to a buyer's design, design goods for its brand.
OEM, ODM = "oem", "odm"


@dataclass(frozen=True)
class Around:
    """What stands around goods: names by category path and by HS code, (language, text) each."""

    categories: Mapping[str, Sequence[tuple[str, str]]]
    headings: Mapping[str, Sequence[tuple[str, str]]]
    companies: Mapping[int, Company]
    badges: Mapping[int, Sequence[str]]
    book: RateBook
    first_shown: Mapping[int, int]


def documents_of(listing_ids: Sequence[int]) -> dict[int, Document | None]:
    """Return the documents of listings by their keys; None for one that buyers do not see.

    A flat number of statements, however many listings.
    """
    versions = session.scalars(
        select(ListingVersion)
        .join(Listing, Listing.id == ListingVersion.listing_id)
        .where(Listing.id.in_(listing_ids), ListingVersion.state == VersionState.LIVE, visible())
    ).all()
    goods = goods_of_many(versions, [version.listing_id for version in versions])
    around = _around(goods.values())
    made: dict[int, Document | None] = dict.fromkeys(listing_ids)
    for one in goods.values():
        made[one.listing.id] = document_of(one, around)
    return made


def _around(goods: Iterable[Goods]) -> Around:
    many = list(goods)
    paths = {one.category.path for one in many if one.category}
    codes = {code for one in many for code in _hs_levels(one.version.hs_code)}
    companies = session.execute(
        select(Company, Business)
        .outerjoin(Business, Business.company_id == Company.id)
        .where(Company.id.in_({one.listing.company_id for one in many}))
    ).all()
    return Around(
        categories=_category_names(paths),
        headings=_headings(codes),
        companies={company.id: company for company, _business in companies},
        badges={company.id: _badges(business) for company, business in companies},
        book=rate_book(clock.now().date()),
        first_shown=_first_shown([one.listing.id for one in many]),
    )


def _badges(business: Business | None) -> list[str]:
    """Return what a seller says it is; that it was checked goes for all whose goods are shown."""
    if business is None:
        return []
    kinds = [business.kind.value] if business.kind else []
    orders = ((OEM, business.does_oem), (ODM, business.does_odm))
    return kinds + [name for name, is_taken in orders if is_taken]


def _first_shown(listing_ids: Sequence[int]) -> dict[int, int]:
    rows = session.execute(
        select(FirstShown.listing_id, FirstShown.at).where(FirstShown.listing_id.in_(listing_ids))
    )
    return {row.listing_id: int(row.at.timestamp()) for row in rows}


def _slugs(path: str) -> list[str]:
    return [slug for slug in path.split("/") if slug]


def _category_names(paths: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    slugs = {slug for path in paths for slug in _slugs(path)}
    names: dict[str, list[tuple[str, str]]] = {}
    rows = session.execute(
        select(Category.slug, CategoryName.language, CategoryName.name, CategoryName.words)
        .join(Category, Category.id == CategoryName.category_id)
        .where(Category.slug.in_(slugs))
    )
    for slug, language, name, words in rows:
        names.setdefault(slug, []).append((language, f"{name}\n{words}"))
    return names


def _hs_levels(code: str) -> tuple[str, ...]:
    return (code[:4], code) if code else ()


def _headings(codes: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    texts: dict[str, list[tuple[str, str]]] = {}
    rows = session.execute(
        select(HsCode.code, HsText.language, HsText.text)
        .join(HsText, HsText.hs_code_id == HsCode.id)
        .where(HsCode.code.in_(set(codes)), HsCode.country == "")
    )
    for code, language, text in rows:
        texts.setdefault(code, []).append((language, text))
    return texts


def document_of(goods: Goods, around: Around) -> Document:
    """Return the document of goods that buyers see."""
    return Document(
        id=goods.listing.code,
        bags={
            "title": _tokens((tag, text.title) for tag, text in goods.texts.items()),
            "names": _tokens(_names(goods, around)),
            "keywords": _tokens(_keywords(goods, around)),
            "body": _tokens(_body(goods, around)),
        },
        ordered=_ordered(goods),
        codes=_codes(goods, around),
        numbers=_numbers(goods, around),
    )


def _tokens(texts: Iterable[tuple[str, str]]) -> dict[str, None]:
    """Return the tokens of (language, text) pairs, each once."""
    return dict.fromkeys(chain.from_iterable(index_tokens(text, tag) for tag, text in texts))


def _names(goods: Goods, around: Around) -> Iterable[tuple[str, str]]:
    company, version = around.companies[goods.listing.company_id], goods.version
    original = version.original
    for name in (version.brand, version.maker, company.name, company.trade_name):
        yield original, name
    yield "en", company.latin_name
    yield original, goods.listing.seller_code
    for option in goods.options:
        yield original, f"{option.sku} {option.barcode}"
        yield from option.names.items()


def _keywords(goods: Goods, around: Around) -> Iterable[tuple[str, str]]:
    for tag, text in goods.texts.items():
        yield tag, text.summary
        for keyword in text.keywords:
            yield tag, keyword
    path = goods.category.path if goods.category else ""
    for slug in _slugs(path):
        yield from around.categories.get(slug, ())


def _body(goods: Goods, around: Around) -> Iterable[tuple[str, str]]:
    for tag, text in goods.texts.items():
        yield tag, text.description
    for code in _hs_levels(goods.version.hs_code):
        yield "en", code
        yield from around.headings.get(code, ())
    for certificate in goods.certificates:
        yield "en", f"{certificate.kind.value.replace('_', ' ')} {certificate.name}"


def _ordered(goods: Goods) -> list[str]:
    ordered: list[str] = []
    for text in goods.texts.values():
        for part in (text.title, text.summary, text.description):
            ordered.extend([*ordered_tokens(part), GAP])
    return ordered


def _codes(goods: Goods, around: Around) -> dict[str, list[str]]:
    version, listing = goods.version, goods.listing
    today = clock.now().date()
    return {
        "category": _slugs(goods.category.path) if goods.category else [],
        "incoterm": [listing.basis_incoterm] if listing.basis_incoterm else [],
        "certificate": [
            one.kind.value
            for one in goods.certificates
            if one.valid_until is None or one.valid_until >= today
        ],
        "origin": [version.origin_country] if version.origin_country else [],
        "seller": [around.companies[listing.company_id].code],
        "language": sorted(goods.texts),
        "badge": list(around.badges[listing.company_id]),
        "price_kind": [_price_kind(goods, around.book, checked=False)],
        "checked_price_kind": [_price_kind(goods, around.book, checked=True)],
        "brand": [code_of(version.brand)] if version.brand else [],
        "hs": list(accumulate((version.hs_code[:2], version.hs_code[2:4], version.hs_code[4:])))
        if version.hs_code
        else [],
        "sku": [code_of(option.sku) for option in goods.options if option.sku],
    }


def code_of(text: str) -> str:
    """Return a name as an exact code: folded as the house compares, without blanks."""
    return "_".join(text_key(text).split())


def _price_kind(goods: Goods, book: RateBook, *, checked: bool) -> str:
    if not is_told(goods.listing.price_shown, checked=checked) or not goods.tiers:
        return ON_REQUEST
    return PRICED if prices_at_steps(goods.tiers, book) else NO_RATE


def is_told(shown: PriceShown | None, *, checked: bool) -> bool:
    """Whether prices that are `shown` to somebody are told to everyone, or to checked buyers."""
    return shown is PriceShown.EVERYONE or (checked and shown is PriceShown.CHECKED_BUYERS)


def _in_place_of_price(goods: Goods, *, checked: bool) -> int:
    if not goods.tiers or goods.listing.price_shown is PriceShown.ON_REQUEST:
        return PRICE_ON_REQUEST
    told = is_told(goods.listing.price_shown, checked=checked)
    return PRICE_WITHOUT_RATE if told else PRICE_FOR_CHECKED


def _numbers(goods: Goods, around: Around) -> dict[str, int]:
    listing = goods.listing
    numbers: dict[str, int] = {}
    if listing.id in around.first_shown:
        numbers["first_shown"] = around.first_shown[listing.id]
    if listing.listed_at is not None:
        numbers["listed_at"] = int(listing.listed_at.timestamp())
    if listing.moq is not None:
        numbers["moq"] = listing.moq
    if listing.lead_days is not None:
        numbers["lead_days"] = listing.lead_days
    figures = prices_at_steps(goods.tiers, around.book)
    for checked, field in ((False, "price"), (True, "checked_price")):
        if is_told(listing.price_shown, checked=checked) and figures:
            numbers |= {f"{field}_{step}": figure for step, figure in figures.items()}
        else:
            instead = _in_place_of_price(goods, checked=checked)
            numbers |= {f"{field}_{step}": instead for step in STEPS}
    return numbers
