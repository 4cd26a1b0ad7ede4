"""Inquiries and deals of the house of the permission matrix."""

from marketplace.accounts.queries import find_person
from marketplace.companies.operations import let_sellers_write
from marketplace.companies.queries import find_any_company
from marketplace.core import clock
from marketplace.core.audit import AT_THE_SERVER
from marketplace.core.db import new_once_key, unit_of_work
from marketplace.deals.enums import DealState
from marketplace.deals.operations import keep_reply
from marketplace.deals.operations.drafts import start_draft
from marketplace.deals.queries import find_deal
from marketplace.deals.queries.inquiries import inquiry_of_deal
from tests.factories.companies import buyer_facts, make_member
from tests.factories.goods import actor_of, let_show
from tests.factories.rooms import send_inquiry
from tests.factories.rows import add_deal, add_deal_report
from tests.matrix.answers import Reader


class DealsOfHouse:
    """What the house has of inquiries, rooms and replies; the house has the people."""

    def _of_inquiries(self):
        """Let the buyer send an inquiry, which waits for their company check."""
        buyer = self.people[Reader.BUYER]
        deal = send_inquiry(self.app, buyer, self.shown_seller)
        with self.app.app_context():
            row = find_deal(deal)
            inquiry = inquiry_of_deal(row.id).code
            return {"inquiry": inquiry, "report": add_deal_report(deal_id=row.id).code}

    def _of_rooms(self):
        """Let the seller have an open deal and a reply, and a checked buyer be written to first."""
        knocked = make_member(self.app, buyer_facts("Open Doors"))
        with self.app.test_request_context():
            seller, buyer = (
                find_any_company(code)
                for code in (self.owner.company, self.people[Reader.BUYER].company)
            )
            deal = add_deal(
                seller_id=seller.id,
                buyer_id=buyer.id,
                state=DealState.OPEN,
                shown_at=clock.now(),
            ).code
            company = find_any_company(knocked.company)
            let_show(self.app, company)
            unit_of_work(let_sellers_write, company, allowed=True, actor=AT_THE_SERVER)
        return {"deal": deal, "knocked": knocked.company, "reply": self._keep_reply()}

    def _keep_reply(self):
        return self._in_unit(
            lambda: keep_reply(
                find_any_company(self.owner.company),
                "Samples",
                "Samples are free.",
                language="en",
                once_key=new_once_key(),
                actor=actor_of(self.owner),
            )
        )

    def _begin_inquiries(self):
        """Let everybody who is signed in have a draft towards the other seller."""
        for made in self.people.values():
            self._in_unit(lambda made=made: self._begin_inquiry(made))
        return self.shown_seller.company

    def _begin_inquiry(self, made):
        return start_draft(find_any_company(self.shown_seller.company), find_person(made.person))
