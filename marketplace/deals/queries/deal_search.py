"""Named reads: which of a company's deals somebody means who types a code, goods or a company."""

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select

from marketplace.catalog.models import Listing, ListingText, ListingVersion
from marketplace.companies.enums import Side
from marketplace.companies.models import Company
from marketplace.core.db import session
from marketplace.core.ids import read_public_id
from marketplace.core.text import text_key
from marketplace.deals.models import Deal, DealGoods, Inquiry, InquiryLine
from marketplace.deals.queries.visible import deals_of_seller

#: Companies that one search hands to the database at most.
MOST_COMPANIES = 2000


def names_deal(company: Company, words: str) -> ColumnElement[bool]:
    """Return the condition on a company's deals that what was typed names them.

    A public id of a deal or an inquiry names that one alone. Other words must all stand in the
    names of the other company, or in a title or the seller's own code of goods of the deal.
    """
    deal, inquiry = read_public_id(words, "DEA"), read_public_id(words, "INQ")
    if deal:
        return Deal.code == deal
    if inquiry:
        return exists().where(Inquiry.deal_id == Deal.id, Inquiry.code == inquiry)
    typed = text_key(words).split()
    other = Deal.buyer_id if company.side is Side.SELLER else Deal.seller_id
    called = _goods_called(company, typed)
    asks = exists().where(
        Inquiry.deal_id == Deal.id,
        InquiryLine.inquiry_id == Inquiry.id,
        InquiryLine.listing_id.in_(called),
    )
    offers = exists().where(DealGoods.deal_id == Deal.id, DealGoods.listing_id.in_(called))
    return or_(other.in_(_companies_called(company, typed)), asks, offers)


def _companies_called(company: Company, typed: list[str]) -> list[int]:
    """Return the keys of the companies on the other side that are called so.

    Their names are folded in Python: not each of them has a key in the database.
    """
    met = select(Deal.seller_id).where(Deal.buyer_id == company.id)
    if company.side is Side.SELLER:
        met = select(Deal.buyer_id).where(deals_of_seller(company))
    found = select(Company.id, Company.name, Company.trade_name, Company.name_latin).where(
        Company.id.in_(met)
    )
    keys = [key for key, *names in session.execute(found) if _holds(" ".join(names), typed)]
    return keys[:MOST_COMPANIES]


def _holds(names: str, typed: list[str]) -> bool:
    folded = text_key(names)
    return bool(typed) and all(word in folded for word in typed)


def _goods_called(company: Company, typed: list[str]) -> Select[int]:
    """Select the keys of listings in whose titles or codes the words stand.

    A seller's own goods; of a buyer, those it has asked for.
    """
    found = (
        select(Listing.id)
        .join(ListingVersion, ListingVersion.listing_id == Listing.id)
        .join(ListingText, ListingText.version_id == ListingVersion.id)
    )
    for word in typed:
        in_title = ListingText.title_key.contains(word, autoescape=True)
        in_code = Listing.seller_code_key.contains(word, autoescape=True)
        found = found.where(or_(in_title, in_code))
    if company.side is Side.SELLER:
        return found.where(Listing.company_id == company.id)
    asked = (
        select(InquiryLine.listing_id)
        .join(Inquiry, Inquiry.id == InquiryLine.inquiry_id)
        .where(and_(Inquiry.buyer_id == company.id, Inquiry.deal_id.is_not(None)))
    )
    return found.where(Listing.id.in_(asked))
