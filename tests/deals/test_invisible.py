"""Nothing that waits exists for its seller: on no page, in no count, notice, mail, file or search.

The pages of a selling company are read before and after inquiries are sent, looked at, asked about,
answered, withdrawn and closed: they have to be the same to the last letter, for everybody who
stands on that side. Which pages there are is asked of the application, so a new one is covered as
it comes.
"""

import contextlib
import re

import hypothesis
import pytest
from hypothesis import strategies as st
from sqlalchemy import select

from marketplace.accounts.queries import find_person
from marketplace.companies.enums import MemberRole, Side
from marketplace.companies.operations import begin_acting
from marketplace.companies.queries import find_any_company
from marketplace.core import clock
from marketplace.core.audit import AT_THE_SERVER
from marketplace.core.db import insert_with_id, session, unit_of_work
from marketplace.core.errors import HouseError
from marketplace.core.work.worker import work_until_idle
from marketplace.deals.enums import FileKind, InquiryState
from marketplace.deals.models import Deal, DealFile, Inquiry
from marketplace.deals.operations.waiting import (
    answer_office,
    ask,
    close_not_valid,
    give_back,
    pass_on,
    take,
)
from marketplace.deals.operations.withdrawing import withdraw
from marketplace.notices.models import Letter
from tests.factories.companies import buyer_facts, join_company, make_colleague, make_member
from tests.factories.goods import actor_of, company_of, shown_listing
from tests.factories.inquiries import LINKED, PLAIN, SAID, House, inquiry_of
from tests.support.browsing import browser_of, hidden_fields

#: What differs each time a page is drawn.
_DRAWN = re.compile(
    r'(name="(?:csrf_token|once_key)"[^>]*?value=")[^"]*|nonce="[^"]*"|Report id <bdi>\w+'
)
#: What those read of their other company, or as operators, on whatever page.
_BELL = re.compile(
    r'<span class="bell-count".*?</span>|<span class="unseen">[^<]*[Nn]otices</span>'
)
#: What the addresses of a company's own pages may name besides.
_KNOWN = {"lang", "company", "side", "deal", "inquiry", "file"}
ACTS = st.lists(
    st.sampled_from(
        ["plain", "linked", "goods", "ask", "answer", "take", "give back", "close", "withdraw"]
    ),
    min_size=2,
    max_size=6,
)


class SellersWorld:
    """A seller with a shown deal, a buyer who waits, and all who look at the seller's pages."""

    def __init__(self, app):
        self.app, self.house = app, House(app)
        checked = make_member(app, buyer_facts("Perle d’Oran SARL", "DZ"), name="Amel Haddad")
        self.house.let_stand(checked)
        with app.test_request_context():
            self.goods = shown_listing(app, company_of(self.house.seller)).code
        self.house.send(buyer=checked)
        self.seller = self.house.seller.company
        self.readers = [browser_of(app, made.person) for made in self._people()]
        work_until_idle(app)
        self.addresses = self._addresses()
        ways = ("/selling", "/selling/deals", "/selling/deals?q=Marlow")
        self.about_deals = [f"/en/c/{self.seller}{way}" for way in ways]

    def _people(self):
        """Owner, colleague, one who belongs to the buyer too, and the operator who acts for it."""
        both = join_company(self.app, self.house.buyer, company=self.seller, role=MemberRole.TRADE)
        with self.app.test_request_context():
            operator = find_person(self.house.operator.person)
            company = find_any_company(self.seller)
            unit_of_work(begin_acting, company, operator, reason="Asked", actor=AT_THE_SERVER)
        colleague = make_colleague(self.app, self.seller, MemberRole.VIEWER)
        return [self.house.seller, colleague, both, self.house.operator]

    def _addresses(self):
        rules = [
            rule
            for rule in self.app.url_map.iter_rules()
            if "GET" in rule.methods and rule.arguments <= {"lang", "company", "side"}
            if "company" in rule.arguments and not rule.rule.endswith(".xlsx")
        ]
        with self.app.test_request_context("/en/"):
            urls = self.app.url_map.bind("localhost")
            built = {self._built(urls, rule) for rule in rules}
        searches = {f"/en/c/{self.seller}/selling/deals?{query}" for query in _searches()}
        return sorted({one for one in built if one} | searches)

    def _built(self, urls, rule):
        parts = {"lang": "en", "company": self.seller, "side": "selling"}
        wanted = {name: parts[name] for name in rule.arguments}
        return urls.build(rule.endpoint, wanted)

    def pages(self):
        """Return what the owner is shown at each address, and the others at the lists of deals.

        The homes of those others count notices too, which are theirs from elsewhere.
        """
        owner, *others = self.readers
        shown = {(0, address): _read(owner.get(address)) for address in self.addresses}
        for number, reader in enumerate(others, 1):
            for address in self.about_deals[1:]:
                status, text = _read(reader.get(address))
                shown[number, address] = status, _BELL.sub("", text)
        return shown

    def glance(self):
        """Return what the owner is shown at the addresses about deals."""
        return {(0, address): _read(self.readers[0].get(address)) for address in self.about_deals}

    def letters(self):
        """Return how many letters went to the people of the seller."""
        mine = {self.house.seller.mail}
        with self.app.test_request_context():
            found = session.scalars(select(Letter)).all()
            return sorted(letter.message for letter in found if letter.mail in mine)

    def hidden(self):
        """Return the public ids of what waits, or never went on: deals, inquiries, files."""
        with self.app.test_request_context():
            rows = select(Deal.code, Inquiry.code).join(Inquiry, Inquiry.deal_id == Deal.id)
            found = session.execute(rows.where(Inquiry.state != InquiryState.PASSED_ON)).all()
            files = session.scalars(select(DealFile.code)).all()
            return [code for row in found for code in row], [row[0] for row in found], files

    def do(self, act):
        """Do something about what waits; what is refused is not done."""
        with contextlib.suppress(HouseError):
            _ACTS[act](self)

    def newest(self):
        with self.app.test_request_context():
            found = select(Deal.code).where(Deal.shown_at.is_(None)).order_by(Deal.id.desc())
            return session.scalar(found.limit(1))

    def with_goods(self):
        """Send an inquiry with goods and a file."""
        deal = self.house.send(LINKED, listings=[self.goods])
        with self.app.test_request_context():
            unit_of_work(_add_file, deal)

    def answered(self):
        deal, buyer = self.newest(), self.house.buyer
        if deal:
            with self.app.test_request_context():
                unit_of_work(
                    answer_office,
                    inquiry_of(deal),
                    SAID,
                    answerer=find_person(buyer.person),
                    actor=actor_of(buyer),
                )

    def withdrawn(self):
        deal = self.newest()
        if deal:
            with self.app.test_request_context():
                unit_of_work(withdraw, inquiry_of(deal), actor=actor_of(self.house.buyer))


def changed(before, after):
    """Return at which addresses which reader is shown something else."""
    return [place for place, shown in after.items() if before[place] != shown]


def _read(answer):
    """Return the status of an answer and its words, without what differs at each drawing."""
    return answer.status_code, _DRAWN.sub(r"\1", answer.text)


def _searches():
    return ("q=Marlow", "q=Centella", "q=INQ", "show=all&q=offers", "show=closed", "show=ours")


def _add_file(deal):
    row = inquiry_of(deal)
    file = DealFile(
        inquiry_id=row.id,
        side=Side.BUYER,
        kind=FileKind.OTHER,
        file="0" * 64,
        media_type="application/pdf",
        name="ours.pdf",
        size=12,
        uploaded_by_id=row.person_id,
        uploaded_at=clock.now(),
    )
    insert_with_id(file, column="code", prefix="FIL")


def _on_newest(operation, *facts, works=False):
    def act(world):
        deal = world.newest()
        if deal and works:
            world.house.work(operation, deal)
        elif deal:
            world.house.decide(operation, deal, *facts)

    return act


_ACTS = {
    "plain": lambda world: world.house.send(PLAIN),
    "linked": lambda world: world.house.send(LINKED),
    "goods": SellersWorld.with_goods,
    "ask": _on_newest(ask, SAID),
    "answer": SellersWorld.answered,
    "take": _on_newest(take, works=True),
    "give back": _on_newest(give_back, works=True),
    "close": _on_newest(close_not_valid, SAID),
    "withdraw": SellersWorld.withdrawn,
}


@pytest.fixture
def world(app, monkeypatch):
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now)
    return SellersWorld(app)


def test_a_seller_sees_nothing_of_what_waits(world):
    before, letters = world.pages(), world.letters()
    assert sum(status == 200 for status, _text in before.values()) > 20

    @hypothesis.settings(max_examples=5)
    @hypothesis.given(ACTS)
    def nothing_changes(acts):
        for act in acts:
            world.do(act)
        work_until_idle(world.app)
        assert changed(before, world.glance()) == []

    nothing_changes()
    assert changed(before, world.pages()) == []
    assert world.letters() == letters


def test_guessed_addresses_of_what_waits_are_not_there(world):
    for act in ("goods", "plain"):
        world.do(act)
    codes, deals, files = world.hidden()
    assert codes
    assert files
    tried = 0
    for reader in world.readers[:2]:
        data = hidden_fields(reader.get(f"/en/c/{world.seller}/selling/deals").text)
        for method, address in _ways_to(world, codes, files):
            answer = reader.open(address, method=method, data=data)
            assert answer.status_code in {404, 405}, (method, address)
            tried += 1
    assert tried > 2 * len(deals)


def _ways_to(world, codes, files):
    urls = world.app.url_map.bind("localhost")
    for rule in world.app.url_map.iter_rules():
        if not rule.arguments <= _KNOWN or not rule.arguments & {"deal", "inquiry", "file"}:
            continue
        for code in (*codes, *files):
            parts = {"lang": "en", "company": world.seller, "side": "selling"}
            parts |= dict.fromkeys(("deal", "inquiry", "file"), code)
            address = urls.build(rule.endpoint, {name: parts[name] for name in rule.arguments})
            for method in rule.methods & {"GET", "POST"}:
                yield method, address


def test_what_is_passed_on_is_seen(world):
    before, letters = world.glance(), world.letters()
    deal = world.house.send(LINKED)
    world.house.let_stand(world.house.buyer)
    world.house.decide(pass_on, deal)
    work_until_idle(world.app)
    assert changed(before, world.glance())
    assert len(world.letters()) > len(letters)
