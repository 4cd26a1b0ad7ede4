"""Inquiries on their way to a seller, made by the operations that people use."""

from marketplace.accounts.enums import OperatorRole
from marketplace.accounts.queries import find_person
from marketplace.companies.queries import find_any_company
from marketplace.core.audit import AT_THE_SERVER
from marketplace.core.db import unit_of_work
from marketplace.core.work.worker import work_until_idle
from marketplace.deals.enums import NotValidReason
from marketplace.deals.operations.drafts import InquiryFacts
from marketplace.deals.operations.waiting import WordsToBuyer
from marketplace.deals.queries import find_deal
from marketplace.deals.queries.inquiries import find_inquiry, inquiry_of_deal
from marketplace.reference.operations.settings import change_setting
from marketplace.reference.queries.settings import house_settings
from marketplace.reference.settings import known
from tests.factories.checks import approve_as_stated, make_check
from tests.factories.companies import make_member
from tests.factories.goods import actor_of, let_show, make_seller
from tests.factories.offices import make_headquarters, make_operator_at
from tests.factories.rooms import send_inquiry

PLAIN = InquiryFacts(message="Which sizes do you have?", language="en")
LINKED = InquiryFacts(message="See our offer at https://cheap-offers.example/now", language="en")
SAID = WordsToBuyer((NotValidReason.PURPOSE_UNCLEAR,), "What do you need it for?", "en")


class House:
    """A checked seller, a buyer nobody has checked, and an operator who looks at both."""

    def __init__(self, app, *, first=0):
        self.app = app
        self.operator = make_operator_at(
            app, make_headquarters(app), OperatorRole.VERIFIER, OperatorRole.MODERATOR
        )
        self.seller = make_seller(app)
        self.buyer = make_member(app)
        self.let_stand(self.seller)
        self.look_at_first(first)

    def let_stand(self, made):
        """Let a made member's company be checked, as if long ago."""
        with self.app.test_request_context():
            let_show(self.app, find_any_company(made.company), operator=self.operator)

    def look_at_first(self, number):
        """Let so many first inquiries of a buyer be looked at."""
        setting = known("inquiries_looked_at_first")
        with self.app.test_request_context():
            seen = house_settings().version(setting.key)
            unit_of_work(change_setting, setting, number, seen_version=seen, actor=AT_THE_SERVER)

    def check_buyer(self):
        """Open and approve the buyer's check, and let happen what follows; return the check."""
        check = make_check(self.app, self.buyer)
        approve_as_stated(self.app, check, self.operator)
        work_until_idle(self.app)
        return check

    def send(self, facts=PLAIN, *, buyer=None, seller=None, listings=()):
        """Send an inquiry; return its deal's public id."""
        return send_inquiry(self.app, buyer or self.buyer, seller or self.seller, facts, listings)

    def decide(self, operation, deal, *facts, operator=None):
        """Let the operator do something about a deal's inquiry as it stands."""
        made = operator or self.operator
        with self.app.test_request_context():
            inquiry = inquiry_of(deal)
            unit_of_work(
                operation,
                inquiry,
                *facts,
                operator=find_person(made.person),
                seen_version=inquiry.version,
                actor=actor_of(made),
            )

    def work(self, operation, deal, *, operator=None):
        """Let the operator take a deal's inquiry, or give it back."""
        made = operator or self.operator
        with self.app.test_request_context():
            person = find_person(made.person)
            unit_of_work(operation, inquiry_of(deal), operator=person, actor=actor_of(made))

    def states(self, deal):
        """Return how a deal and its inquiry stand, by the names of their states."""
        with self.app.test_request_context():
            return find_deal(deal).state.value, inquiry_of(deal).state.value


def inquiry_of(deal):
    """Return the inquiry of a deal (a public id)."""
    return find_inquiry(inquiry_of_deal(find_deal(deal).id).code)
