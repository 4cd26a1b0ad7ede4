"""What a seller's page says: its own words, what it states, what was counted and checked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import Markup
from sqlalchemy import Row, and_, func, select
from sqlalchemy.orm import InstrumentedAttribute

from marketplace.catalog.enums import ListingState
from marketplace.catalog.models import (
    CategoryListing,
    Listing,
    ListingCertificate,
    ListingVersion,
)
from marketplace.catalog.queries.public_cards import Card, cards_of_seller
from marketplace.catalog.queries.public_categories import Branch, tree
from marketplace.catalog.queries.public_texts import FALLBACK, pick_text
from marketplace.catalog.queries.public_visible import shown_among, visible
from marketplace.companies.enums import AddressKind
from marketplace.companies.models import (
    Business,
    Company,
    CompanyAddress,
    CompanyAddressName,
    CompanyLanguage,
    CompanyText,
    ExportMarket,
)
from marketplace.core import clock
from marketplace.core.db import session
from marketplace.core.markdown import render_markdown
from marketplace.core.process_cache import cached
from marketplace.core.web import language
from marketplace.core.web.paging import Page
from marketplace.verification.queries import Badge, badges_of, showing_goods_clause

STORIES = 3
#: Certificates on a seller's page; the rest stand with their goods.
CERTIFICATES = 12


@dataclass(frozen=True)
class Story:
    """A seller's own words in the language that the reader gets."""

    headline: str
    text: str
    language: str

    @property
    def html(self) -> Markup:
        """The story as safe HTML."""
        return cached(("story", self.language, hash(self.text)), lambda: render_markdown(self.text))


@dataclass(frozen=True)
class SellerWithStory:
    """A seller with a story, for lists."""

    name: str
    address_name: str
    country: str
    story: Story


@dataclass(frozen=True)
class SellersPage:
    """Everything that a seller's page says; what is empty is not drawn."""

    company: Company
    address_name: str
    badge: Badge | None
    business: Business | None
    story: Story | None
    place: CompanyAddress | None
    languages: Sequence[str]
    markets: Sequence[str]
    certificates: Sequence[Row[Any]]
    branches: Sequence[Branch]
    goods: Page[Card]
    count: int
    first_listed: datetime | None

    @property
    def name(self) -> str:
        """How pages call the seller."""
        return self.company.trade_name or self.company.latin_name or self.company.name


def page_of_seller(company: Company, address_name: str, cursor: str | None) -> SellersPage:
    """Return what the page of a seller whose goods may be shown says."""
    count, first_listed = _counted(company)
    return SellersPage(
        company=company,
        address_name=address_name,
        badge=badges_of([company.id]).get(company.id),
        business=session.get(Business, company.id),
        story=_stories([company.id]).get(company.id),
        place=_place(company),
        languages=_listed(CompanyLanguage.language, company),
        markets=_listed(ExportMarket.country, company),
        certificates=_certificates(company),
        branches=_branches(company),
        goods=cards_of_seller(company, cursor),
        count=count,
        first_listed=first_listed,
    )


def sellers_with_stories(size: int = STORIES) -> list[SellerWithStory]:
    """Return sellers that have goods here and told their story, the newest on the house first.

    Kept by the process for half a minute.
    """
    return cached(("tellers", language.current().tag, size), lambda: _tellers(size))


def _tellers(size: int) -> list[SellerWithStory]:
    told = select(CompanyText.company_id).where(CompanyText.story != "")
    listed = select(Listing.id).where(
        Listing.company_id == Company.id, Listing.state == ListingState.SHOWN
    )
    newest = (
        select(Company, CompanyAddressName.name)
        .join(CompanyAddressName, CompanyAddressName.company_id == Company.id)
        .where(
            Company.id.in_(told),
            CompanyAddressName.until.is_(None),
            showing_goods_clause(Company.id),
            listed.exists(),
        )
        .order_by(Company.founded_at.desc(), Company.code.desc())
        .limit(size)
    )
    found = session.execute(newest).all()
    stories = _stories([row[0].id for row in found])
    return [
        SellerWithStory(
            company.trade_name or company.latin_name or company.name,
            name,
            company.country,
            stories[company.id],
        )
        for company, name in found
        if company.id in stories
    ]


def _stories(keys: Sequence[int]) -> dict[int, Story]:
    tag = language.current().tag
    texts: dict[int, dict[str, CompanyText]] = {}
    if not keys:
        return {}
    found = select(CompanyText).where(CompanyText.company_id.in_(keys))
    for text in session.scalars(found.order_by(CompanyText.language)):
        if text.story or text.headline:
            texts.setdefault(text.company_id, {})[text.language] = text
    stories = {}
    for key, spoken in texts.items():
        picked = pick_text(spoken, tag, FALLBACK)
        if picked:
            stories[key] = Story(picked[1].headline, picked[1].story, picked[0])
    return stories


def _counted(company: Company) -> tuple[int, datetime | None]:
    counted = shown_among(func.count(Listing.id), func.min(Listing.listed_at))
    row = session.execute(counted.where(Listing.company_id == company.id)).one()
    return row[0], row[1]


def _place(company: Company) -> CompanyAddress | None:
    """Return where the seller is: its factory, else its registered address."""
    found = session.scalars(
        select(CompanyAddress)
        .where(
            CompanyAddress.company_id == company.id,
            CompanyAddress.kind.in_({AddressKind.FACTORY, AddressKind.REGISTERED}),
        )
        .order_by(CompanyAddress.id)
    ).all()
    factories = [place for place in found if place.kind is AddressKind.FACTORY]
    return next(iter(factories or found), None)


def _listed(column: InstrumentedAttribute[str], company: Company) -> Sequence[str]:
    found = select(column).where(column.class_.company_id == company.id)
    return session.scalars(found.order_by(column)).all()


def _certificates(company: Company) -> Sequence[Row[Any]]:
    """Return the seller's certificates that hold today, each once, with how many goods have it."""
    columns = (
        ListingCertificate.kind,
        ListingCertificate.name,
        ListingCertificate.number,
        ListingCertificate.issuer,
        ListingCertificate.valid_until,
    )
    today = clock.now().date()
    found = (
        shown_among(*columns, func.count().label("goods"))
        .join(ListingCertificate, ListingCertificate.version_id == ListingVersion.id)
        .where(
            Listing.company_id == company.id,
            ListingCertificate.valid_until.is_(None) | (ListingCertificate.valid_until >= today),
        )
        .group_by(*columns)
        .order_by(func.count().desc(), ListingCertificate.kind)
        .limit(CERTIFICATES)
    )
    return session.execute(found).all()


def _branches(company: Company) -> list[Branch]:
    """Return the leaves of the tree on which the seller has goods."""
    known = tree(language.current().tag).by_id
    on = (
        select(CategoryListing.category_id)
        .join(Listing, and_(Listing.id == CategoryListing.listing_id, visible()))
        .where(Listing.company_id == company.id)
        .distinct()
    )
    found = (known.get(key) for key in session.scalars(on))
    leaves = [branch for branch in found if branch is not None and branch.is_leaf]
    return sorted(leaves, key=lambda branch: branch.name)
