"""The pages on which a company finds its deals: the list, and the homes of both sides."""

from datetime import timedelta

from marketplace.companies.enums import Side
from marketplace.deals.enums import DealState, InquiryState
from tests.factories.companies import buyer_facts, make_member, seller_facts
from tests.factories.deal_rows import a_buyer, a_deal, a_seller, goods
from tests.factories.goods import company_of
from tests.support.browsing import browser_of

DAY = timedelta(days=1)


def test_the_list_page_asks_as_much_for_one_deal_as_for_many(app, statements):
    made = make_member(app, seller_facts())
    with app.app_context():
        seller = company_of(made)
        a_deal(seller, a_buyer(), ask=[goods(seller)], turn=Side.SELLER)
    browser = browser_of(app, made.person)
    address = f"/en/c/{made.company}/selling/deals"
    browser.get(address)
    with statements() as of_one:
        assert "Centella calming serum" in browser.get(address).text
    with app.app_context():
        seller = company_of(made)
        version = goods(seller)
        for number in range(26):
            a_deal(seller, a_buyer(f"Buyer {number}"), ask=[version, version])
    with statements() as of_many:
        page = browser.get(address).text
    assert len(of_many) == len(of_one)
    assert "Buyer 25" in page
    assert "Older" in page


def test_the_list_says_when_nothing_is_there_or_found(app):
    made = make_member(app)
    browser = browser_of(app, made.person)
    address = f"/en/c/{made.company}/buying/deals"
    assert "No deal is under way" in browser.get(address).text
    assert "No deal matches" in browser.get(f"{address}?q=serum").text
    assert "None of your deals is there now." in browser.get(f"{address}?show=closed").text
    assert browser.get(f"/en/c/{made.company}/selling/deals").status_code == 404


def test_a_sellers_home_shows_what_it_must_answer_and_nothing_that_waits(app):
    made = make_member(app, seller_facts())
    with app.app_context():
        seller, buyer = company_of(made), a_buyer("Comercial Andes", country="CL")
        wishes = {"country": "CL", "private_label": True}
        a_deal(seller, buyer, ask=[goods(seller)], turn=Side.SELLER, inquiry=wishes)
        a_deal(seller, a_buyer("Hidden Trading"), ask=[goods(seller)], state=DealState.WAITING)
    page = browser_of(app, made.person).get(f"/en/c/{made.company}/selling").text
    assert "Answer the inquiry of Comercial Andes, Chile" in page
    for fact in ("Centella calming serum", "500\u00a0pcs", "to Chile", "private label"):
        assert f"{fact}</span>" in page
    assert "Inquiries by week" in page
    assert "Hidden Trading" not in page


def test_a_buyers_home_shows_what_the_house_asked(app):
    made = make_member(app, buyer_facts())
    with app.app_context():
        seller, asked = a_seller(), {"state": InquiryState.ASKED}
        a_deal(
            seller,
            company_of(made),
            ask=[goods(seller)],
            state=DealState.WAITING,
            inquiry=asked,
        )
    page = browser_of(app, made.person).get(f"/en/c/{made.company}/buying").text
    assert "Answer our question about your inquiry" in page
    assert "We asked you something" in page
