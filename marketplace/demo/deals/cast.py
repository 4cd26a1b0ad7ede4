"""Who plays in the deals of made-up companies, and the deals and goods that they mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from marketplace.accounts.models import Person
from marketplace.accounts.queries import find_active_person
from marketplace.catalog.models import Listing
from marketplace.companies.enums import Side
from marketplace.companies.models import Company
from marketplace.core.audit import Actor, Channel
from marketplace.core.db import session
from marketplace.core.errors import NotFound
from marketplace.core.text import text_key
from marketplace.deals.models import Deal, Inquiry
from marketplace.deals.queries.inquiries import inquiry_of_deal
from marketplace.demo.companies import company_of
from marketplace.demo.sign_up import active_person
from marketplace.demo.written_companies import Founder
from marketplace.demo.written_deals import Talk, TalkStep


@dataclass(frozen=True)
class Cast:
    """Who plays: the owner's address of each made-up company, by the domain of its mails."""

    owners: Mapping[str, str]

    @classmethod
    def of(cls, founders: Sequence[Founder]) -> "Cast":
        """Return the cast of companies; a domain is written without its ending."""
        return cls(
            {one.sample.domain.rpartition(".")[0]: one.sample.owner_mail for one in founders}
        )

    def owner(self, domain: str) -> Person:
        """Return who leads the company."""
        return active_person(self.owners[domain])

    def company(self, domain: str) -> Company:
        """Return the company."""
        return company_of(self.owner(domain))

    def who(self, talk: Talk, step: TalkStep) -> tuple[Person, Company]:
        """Return who does a step, and for which company."""
        domain = talk.buyer if step.by == "buyer" else talk.seller
        person = self.owner(domain)
        if step.by == "colleague":
            person = find_active_person(f"staff1@{domain}.example") or person
        return person, self.company(domain)


def listing_called(company: Company, code: str) -> Listing | None:
    """Return a seller's goods with its own code; None where they are not there."""
    return session.scalar(
        select(Listing).where(
            Listing.company_id == company.id, Listing.seller_code_key == text_key(code)
        )
    )


def deal_of(talk: Talk, cast: Cast) -> Deal | None:
    """Return the deal of a talk; None while it is not opened."""
    buyer, seller = cast.company(talk.buyer), cast.company(talk.seller)
    between = select(Deal).where(Deal.buyer_id == buyer.id, Deal.seller_id == seller.id)
    if talk.is_opened_by_seller:
        return session.scalar(between.where(Deal.opened_side == Side.SELLER))
    asked = between.join(Inquiry, Inquiry.deal_id == Deal.id)
    return session.scalar(asked.where(Inquiry.message == talk.message))


def standing_deal(talk: Talk, cast: Cast) -> Deal:
    """Return the deal of a talk that is opened; raises NotFound."""
    deal = deal_of(talk, cast)
    if deal is None:
        raise NotFound
    return deal


def inquiry_in(talk: Talk, cast: Cast) -> Inquiry:
    """Return the inquiry of a talk that is opened; raises NotFound."""
    inquiry = inquiry_of_deal(standing_deal(talk, cast).id)
    if inquiry is None:
        raise NotFound
    return inquiry


def actor_of(person: Person, company: Company) -> Actor:
    """Return a member as the actor of what they do for their company."""
    return Actor(Channel.COMMAND, person=person.code, company=company.code)
