"""What a listing's page says: eight statements, however much there is of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup
from sqlalchemy import Row, and_, case, or_, select
from sqlalchemy.orm import lazyload

from marketplace.accounts.models import Office
from marketplace.catalog.models import (
    CategoryListing,
    Listing,
    ListingCertificate,
    ListingImage,
    ListingOption,
    ListingText,
    ListingVersion,
)
from marketplace.catalog.queries.public_cards import (
    COLUMNS,
    Card,
    cards_from,
    titles_from,
    unit_of,
)
from marketplace.catalog.queries.public_categories import Branch, tree
from marketplace.catalog.queries.public_prices import Prices, prices_of
from marketplace.catalog.queries.public_texts import pick_text, wanted_languages
from marketplace.catalog.queries.public_visible import shown_among
from marketplace.companies.models import Business, Company, CompanyAddressName
from marketplace.core import clock
from marketplace.core.db import session
from marketplace.core.kept import kept
from marketplace.core.markdown import render_markdown
from marketplace.core.web import language
from marketplace.reference.queries import HsChain, Unit, hs_chain
from marketplace.verification.enums import CheckState
from marketplace.verification.models import CompanyCheck
from marketplace.verification.queries import Badge

SIMILAR = 4
#: HS codes change once in five years.
HS_KEPT = 3600.0


@dataclass(frozen=True)
class Wording:
    """A listing's texts in the language that the reader gets; `spoken` are all there are."""

    title: str
    summary: str
    description: str
    language: str
    origin: str
    spoken: tuple[str, ...]


@dataclass(frozen=True)
class Goods:
    """Everything that a listing's page says, as the present reader may see it."""

    listing: Listing
    version: ListingVersion
    company: Company
    seller_name: str | None
    business: Business | None
    badge: Badge | None
    words: Wording
    prices: Prices
    images: Sequence[ListingImage]
    options: Sequence[ListingOption]
    certificates: Sequence[ListingCertificate]
    chain: Sequence[Branch]
    hs: HsChain | None
    similar: Sequence[Card]
    seen: Sequence[Card]

    @property
    def unit(self) -> Unit:
        """What the goods are counted in."""
        return unit_of(self.listing.unit)

    @property
    def stamps(self) -> list[tuple[int, int, int, int, int]]:
        """The stamps of the listing and of all others on its page."""
        listing, version = self.listing, self.version
        own = (
            listing.id,
            listing.version,
            version.id,
            version.version,
            self.company.version,
        )
        return [own, *(card.stamp for card in (*self.similar, *self.seen))]

    @property
    def is_choice(self) -> bool:
        """Whether there is anything to choose among the options, or to know of them."""
        return any(option.names or option.sku or option.barcode for option in self.options)

    @property
    def seller(self) -> str:
        """How pages call the seller."""
        return self.company.trade_name or self.company.latin_name or self.company.name

    @property
    def valid_certificates(self) -> list[ListingCertificate]:
        """The certificates that have not expired."""
        today = clock.now().date()
        return [one for one in self.certificates if not has_expired(one, today)]

    @property
    def description(self) -> Markup:
        """The description as safe HTML, kept as long as the version does not change."""
        version, tag = self.version, self.words.language
        name = ("description", version.id, version.version, tag, hash(self.words.description))
        return kept(name, lambda: render_markdown(self.words.description))


def has_expired(certificate: ListingCertificate, today: date) -> bool:
    """Whether a certificate's last day has passed."""
    return certificate.valid_until is not None and certificate.valid_until < today


def goods_of(code: str, *, seen: Sequence[str] = ()) -> Goods | None:
    """Return what the page of a visible listing says; None for any other.

    `seen` are public ids of listings that the reader looked at before, the newest first.
    """
    found = session.execute(_whole().where(Listing.code == code)).first()
    if found is None:
        return None
    listing, version, company, seller_name, business, check, office = found
    others = _others(listing, version, seen)
    tag = language.current().tag
    texts = _texts(version, others, tag)
    prices = prices_of([listing, *others])
    titles = titles_from((row.version_id, row.language, row.title) for row in texts)
    shown_cards = {card.code: card for card in cards_from(others, titles, prices, tag)}
    return Goods(
        listing=listing,
        version=version,
        company=company,
        seller_name=seller_name,
        business=business,
        badge=_badge(check, office),
        words=_wording(version, [row for row in texts if row.version_id == version.id], tag),
        prices=prices[listing.id],
        images=_rows(ListingImage, ListingImage.version_id == version.id, ListingImage.rank),
        options=_options(listing),
        certificates=_rows(
            ListingCertificate, ListingCertificate.version_id == version.id, ListingCertificate.id
        ),
        chain=tree(tag).chain_of(version.category_id),
        hs=_hs(version, tag),
        similar=[shown_cards[row.code] for row in others if row.code not in seen][:SIMILAR],
        seen=[shown_cards[one] for one in seen if one in shown_cards],
    )


def _whole() -> Any:  # noqa: ANN401 - a select of seven entities
    check = and_(
        CompanyCheck.company_id == Company.id,
        CompanyCheck.side == Company.side,
        CompanyCheck.state == CheckState.APPROVED,
        CompanyCheck.until > clock.now(),
    )
    return (
        shown_among(
            Listing,
            ListingVersion,
            Company,
            CompanyAddressName.name,
            Business,
            CompanyCheck,
            Office,
        )
        .outerjoin(Business, Business.company_id == Company.id)
        .outerjoin(CompanyCheck, check)
        .outerjoin(Office, Office.id == CompanyCheck.office_id)
        .options(lazyload(CompanyCheck.company))
    )


def _badge(check: CompanyCheck | None, office: Office | None) -> Badge | None:
    if check is None or check.decided_at is None or check.until is None:
        return None
    return Badge(
        check=check.code,
        side=check.side,
        name=check.name,
        name_latin=check.name_latin,
        country=check.country,
        number=check.number,
        office=office,
        checked_at=check.decided_at,
        until=check.until,
    )


def _others(listing: Listing, version: ListingVersion, seen: Sequence[str]) -> Sequence[Row[Any]]:
    """Return the newest goods of the same category, and those seen before, in one statement."""
    newest = (
        shown_among(Listing.id)
        .join(CategoryListing, CategoryListing.listing_id == Listing.id)
        .where(CategoryListing.category_id == version.category_id, Listing.id != listing.id)
        .order_by(CategoryListing.listed_at.desc(), CategoryListing.listing_code.desc())
        .limit(SIMILAR + len(seen))
    )
    wanted = or_(Listing.id.in_(newest), Listing.code.in_(seen)) if seen else Listing.id.in_(newest)
    found = shown_among(*COLUMNS).where(wanted, Listing.id != listing.id)
    return session.execute(found.order_by(Listing.listed_at.desc(), Listing.code.desc())).all()


def _texts(version: ListingVersion, others: Sequence[Row[Any]], tag: str) -> Sequence[Row[Any]]:
    """Return the texts of the version in every language, and the titles of the others."""
    read = wanted_languages(tag, {version.original})
    titles = wanted_languages(tag, {row.original for row in others})
    of_others = and_(
        ListingText.version_id.in_([row.version_id for row in others]),
        ListingText.language.in_(titles),
    )
    long = and_(ListingText.version_id == version.id, ListingText.language.in_(read))
    found = select(
        ListingText.version_id,
        ListingText.language,
        ListingText.title,
        ListingText.summary,
        ListingText.origin,
        case((long, ListingText.description), else_="").label("description"),
    ).where(
        or_(ListingText.version_id == version.id, of_others),
        ListingText.title != "",
    )
    return session.execute(found.order_by(ListingText.language)).all()


def _wording(version: ListingVersion, texts: Sequence[Row[Any]], tag: str) -> Wording:
    by_language: Mapping[str, Row[Any]] = {row.language: row for row in texts}
    picked = pick_text(by_language, tag, version.original)
    if picked is None:
        return Wording("–", "", "", version.original, "", ())
    spoken, row = picked
    return Wording(
        row.title, row.summary, row.description, spoken, row.origin.value, tuple(by_language)
    )


def _options(listing: Listing) -> Sequence[ListingOption]:
    found = select(ListingOption).where(
        ListingOption.listing_id == listing.id, ListingOption.retired_at.is_(None)
    )
    return session.scalars(found.order_by(ListingOption.rank, ListingOption.id)).all()


def _rows(model: Any, condition: Any, order: Any) -> Sequence[Any]:  # noqa: ANN401 - mapped classes
    return session.scalars(select(model).where(condition).order_by(order)).all()


def _hs(version: ListingVersion, tag: str) -> HsChain | None:
    if not version.hs_code:
        return None
    code = version.hs_code
    return kept(("hs", code, tag), lambda: hs_chain(code, tag), seconds=HS_KEPT)
