"""Goods that somebody may ask a seller for, as the form of an inquiry shows them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from marketplace.catalog.models import Listing, ListingOption
from marketplace.catalog.queries.public_cards import COLUMNS, Card, cards
from marketplace.catalog.queries.public_texts import pick_name
from marketplace.catalog.queries.public_visible import shown_among
from marketplace.companies.models import Company, CompanyAddressName
from marketplace.core.db import session
from marketplace.core.web import language
from marketplace.deals.models import DealFile, Inquiry

#: In what a target price is said where the reader sees no price: what most exports are priced in.
USUAL_CURRENCY = "USD"


@dataclass(frozen=True)
class GoodsToAsk:
    """Goods as a card, and their options: public id and name; none where there is no choice."""

    card: Card
    options: tuple[tuple[str, str], ...] = ()

    @property
    def currency(self) -> str:
        """The currency (ISO 4217) of a target price: that of the price which the reader sees."""
        step = self.card.step
        return step.price.currency if step else USUAL_CURRENCY

    @property
    def per(self) -> int:
        """For how many units a target price is said, as the seller's is."""
        step = self.card.step
        return step.price.per if step else 1

    @property
    def counts(self) -> str:
        """What the figures of a form count: the unit, and the currency and units of a price."""
        return f"{self.card.unit.code} {self.currency} {self.per}"


def goods_to_ask(seller: Company, codes: Sequence[str]) -> dict[str, GoodsToAsk]:
    """Return the seller's visible goods among public ids, by these, in four statements."""
    if not codes:
        return {}
    theirs = shown_among(*COLUMNS).where(Listing.company_id == seller.id, Listing.code.in_(codes))
    made = cards(session.execute(theirs).all())
    options = _options([card.id for card in made])
    return {card.code: GoodsToAsk(card, options.get(card.id, ())) for card in made}


def _options(listings: Sequence[int]) -> dict[int, tuple[tuple[str, str], ...]]:
    if not listings:
        return {}
    tag = language.current().tag
    found = (
        select(ListingOption)
        .where(ListingOption.listing_id.in_(listings), ListingOption.retired_at.is_(None))
        .order_by(ListingOption.rank, ListingOption.id)
    )
    named: dict[int, tuple[tuple[str, str], ...]] = {}
    for option in session.scalars(found):
        name = pick_name(option.names, tag, tag) or option.sku
        if option.names and name:
            named[option.listing_id] = (*named.get(option.listing_id, ()), (option.code, name))
    return named


def company_called(company: Company) -> str:
    """Return how pages call a company: by trade name, else Latin name, else legal name."""
    return company.trade_name or company.latin_name or company.name


def seller_page_name(seller: Company) -> str | None:
    """Return the name in the address of a seller's own page; None where there is none."""
    return session.scalar(
        select(CompanyAddressName.name).where(
            CompanyAddressName.company_id == seller.id, CompanyAddressName.until.is_(None)
        )
    )


def files_of_draft(inquiry: Inquiry) -> list[DealFile]:
    """Return the files that come with an inquiry, sent or not, the oldest first."""
    found = select(DealFile).where(DealFile.inquiry_id == inquiry.id)
    return list(session.scalars(found.order_by(DealFile.id)))
