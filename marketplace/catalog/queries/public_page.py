"""What a listing's page says: eight statements, however much there is of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import quote

from markupsafe import Markup
from sqlalchemy import Row, Select, and_, bindparam, case, not_, or_, select, union_all
from sqlalchemy.orm import lazyload

from marketplace.accounts.models import Office
from marketplace.catalog.models import (
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
    address_of,
    cards_from,
    titles_from,
    unit_of,
)
from marketplace.catalog.queries.public_categories import Branch, tree
from marketplace.catalog.queries.public_prices import ShownPrices, prices_of
from marketplace.catalog.queries.public_texts import pick_text, wanted_languages
from marketplace.catalog.queries.public_visible import newest_below, shown_among
from marketplace.companies.models import Business, Company, CompanyAddressName
from marketplace.core import clock
from marketplace.core.db import session
from marketplace.core.markdown import render_markdown
from marketplace.core.process_cache import cached
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
    """A listing's texts in the language that the reader gets; `titles` are all, by language.

    The description may be in another one, `described_in`, where nobody has written it in the first;
    `origin` is that of the description.
    """

    title: str
    summary: str
    description: str
    language: str
    origin: str
    titles: Mapping[str, str]
    described_in: str

    @property
    def spoken(self) -> tuple[str, ...]:
        """The languages that there are texts in."""
        return tuple(self.titles)


@dataclass(frozen=True)
class PublicGoods:
    """Everything that a listing's page says, as the present reader may see it."""

    listing: Listing
    version: ListingVersion
    company: Company
    seller_name: str | None
    business: Business | None
    badge: Badge | None
    words: Wording
    prices: ShownPrices
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

    def path_in(self, tag: str) -> str:
        """Return the address of the listing's page in a language, with the title that it has there.

        Another title would be redirected.
        """
        picked = pick_text(self.words.titles, tag, self.version.original)
        title = address_of(picked[1] if picked else self.words.title)
        return f"/{tag}/listings/{self.listing.code}/{quote(title)}"

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
        return cached(name, lambda: render_markdown(self.words.description))


def has_expired(certificate: ListingCertificate, today: date) -> bool:
    """Whether a certificate's last day has passed."""
    return certificate.valid_until is not None and certificate.valid_until < today


def goods_of(code: str, *, seen: Sequence[str] = ()) -> PublicGoods | None:
    """Return what the page of a visible listing says; None for any other.

    `seen` are public ids of listings that the reader looked at before, the newest first.
    """
    found = session.execute(_whole(), {"code": code, "now": clock.now()}).first()
    if found is None:
        return None
    listing, version, company, seller_name, business, check, office = found
    others = _others(listing, version, seen)
    tag, mine = language.current().tag, {"version": version.id}
    texts = _texts(version, others, tag)
    prices = prices_of([listing, *others])
    titles = titles_from((row.version_id, row.language, row.title) for row in texts)
    shown_cards = {card.code: card for card in cards_from(others, titles, prices, tag)}
    return PublicGoods(
        listing=listing,
        version=version,
        company=company,
        seller_name=seller_name,
        business=business,
        badge=_badge(check, office),
        words=_wording(version, [row for row in texts if row.version_id == version.id], tag),
        prices=prices[listing.id],
        images=session.scalars(_parts(ListingImage, ListingImage.rank), mine).all(),
        options=_options(listing),
        certificates=session.scalars(_parts(ListingCertificate, ListingCertificate.id), mine).all(),
        chain=tree(tag).chain_of(version.category_id),
        hs=_hs(version, tag),
        similar=[shown_cards[row.code] for row in others if row.code not in seen],
        seen=[shown_cards[one] for one in seen if one in shown_cards],
    )


# Statements are made once: building one anew costs as much as carrying it out.
@cache
def _whole() -> Any:  # noqa: ANN401 - a select of seven entities
    check = and_(
        CompanyCheck.company_id == Company.id,
        CompanyCheck.side == Company.side,
        CompanyCheck.state == CheckState.APPROVED,
        CompanyCheck.until > bindparam("now"),
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
        .where(Listing.code == bindparam("code"))
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
    asked = {"category": version.category_id, "listing": listing.id, "seen": list(seen)}
    return session.execute(_those_beside(and_seen=bool(seen)), asked).all()


@cache
def _those_beside(*, and_seen: bool) -> Select[Any]:
    another = Listing.id != bindparam("listing")
    newest: Any = newest_below(bindparam("category"), SIMILAR).where(another)
    if and_seen:
        # A union is looked up; PostgreSQL reads all listings for "one of these or one of those".
        seen = Listing.code.in_(bindparam("seen", expanding=True))
        of_category = newest.where(not_(seen)).subquery()
        newest = union_all(select(of_category.c.id), select(Listing.id).where(seen))
    found = shown_among(*COLUMNS).where(Listing.id.in_(newest), another)
    return found.order_by(Listing.listed_at.desc(), Listing.code.desc())


def _texts(version: ListingVersion, others: Sequence[Row[Any]], tag: str) -> Sequence[Row[Any]]:
    """Return the texts of the version in every language, and the titles of the others."""
    asked = {
        "version": version.id,
        "others": [row.version_id for row in others],
        "read": list(wanted_languages(tag, {version.original})),
        "titled": list(wanted_languages(tag, {row.original for row in others})),
    }
    return session.execute(_all_texts(), asked).all()


@cache
def _all_texts() -> Select[Any]:
    own = ListingText.version_id == bindparam("version")
    of_others = and_(
        ListingText.version_id.in_(bindparam("others", expanding=True)),
        ListingText.language.in_(bindparam("titled", expanding=True)),
    )
    long = and_(own, ListingText.language.in_(bindparam("read", expanding=True)))
    found = select(
        ListingText.version_id,
        ListingText.language,
        ListingText.title,
        ListingText.summary,
        ListingText.origin,
        case((long, ListingText.description), else_="").label("description"),
    ).where(
        or_(own, of_others),
        ListingText.title != "",
    )
    return found.order_by(ListingText.language)


def _wording(version: ListingVersion, texts: Sequence[Row[Any]], tag: str) -> Wording:
    by_language: Mapping[str, Row[Any]] = {row.language: row for row in texts}
    picked = pick_text(by_language, tag, version.original)
    if picked is None:
        return Wording("–", "", "", version.original, "", {}, version.original)
    return wording_of(by_language, picked, tag, version.original)


def wording_of(
    by_language: Mapping[str, Any], picked: tuple[str, Any], tag: str, original: str
) -> Wording:
    """Return the picked texts, with the description in the nearest language that has one."""
    spoken, row = picked
    described = {one: text for one, text in by_language.items() if text.description}
    described_in, told = (
        (spoken, row) if row.description else (pick_text(described, tag, original) or picked)
    )
    return Wording(
        row.title,
        row.summary,
        told.description,
        spoken,
        told.origin.value,
        {one: text.title for one, text in by_language.items()},
        described_in,
    )


def _options(listing: Listing) -> Sequence[ListingOption]:
    return session.scalars(_options_on_offer(), {"listing": listing.id}).all()


@cache
def _options_on_offer() -> Select[ListingOption]:
    found = select(ListingOption).where(
        ListingOption.listing_id == bindparam("listing"), ListingOption.retired_at.is_(None)
    )
    return found.order_by(ListingOption.rank, ListingOption.id)


@cache
def _parts(model: Any, order: Any) -> Select[Any]:  # noqa: ANN401 - a mapped class and its column
    return select(model).where(model.version_id == bindparam("version")).order_by(order)


def _hs(version: ListingVersion, tag: str) -> HsChain | None:
    if not version.hs_code:
        return None
    code = version.hs_code
    return cached(("hs", code, tag), lambda: hs_chain(code, tag), seconds=HS_KEPT)
