"""A company's own pages: each opens for whom it is, and none asks more for a longer list."""

from marketplace.accounts.queries import find_person
from marketplace.companies.enums import AddressKind, ContactChannel, MemberRole
from marketplace.companies.operations import (
    AddressFacts,
    ContactFacts,
    InvitationFacts,
    add_address,
    add_contact,
    invite,
)
from marketplace.companies.queries import find_any_company
from marketplace.core.audit import AT_THE_SERVER
from marketplace.core.db import new_once_key, unit_of_work
from tests.companies.people import place
from tests.factories.companies import make_colleague, make_member, make_operator
from tests.support.browsing import browser_of

#: Pages that every member reads, those who write, and those of owners.
READ = ("", "/addresses", "/contacts", "/texts", "/members", "/leave", "/ownership")
WRITE = (
    *("/business", "/logo", "/hours", "/texts/en", "/texts/ar"),
    *("/addresses/new", "/contacts/new"),
)
LEAD = ("/names", "/members/invite", "/ownership/offer")
ALL = (*READ, *WRITE, *LEAD)


def in_unit(app, operation, company, *given, **named):
    with app.test_request_context():
        return unit_of_work(
            lambda: operation(find_any_company(company), *given, **named, actor=AT_THE_SERVER)
        )


def write_much(app, company, inviter, count):
    for number in range(count):
        in_unit(
            app,
            add_address,
            company,
            AddressFacts(
                AddressKind.REGISTERED, "KR", "04524", f"세종대로 {number}", "서울", "", "", "", ""
            ),
            once_key=new_once_key(),
        )
        in_unit(
            app,
            add_contact,
            company,
            ContactFacts("Kim", "", f"kim{number}@example.com", "", ContactChannel.MAIL),
            once_key=new_once_key(),
        )
        with app.test_request_context():
            unit_of_work(
                lambda at=number: invite(
                    find_any_company(company),
                    InvitationFacts(f"guest{at}-{count}@example.com", MemberRole.TRADE),
                    inviter=find_person(inviter),
                    once_key=new_once_key(),
                    actor=AT_THE_SERVER,
                )
            )


def statuses(browser, made):
    return {part: browser.get(place(made, part)).status_code for part in ALL}


def test_owners_of_both_sides_open_every_page(app, seller):
    buyer = make_member(app)
    for made in (seller, buyer):
        assert statuses(browser_of(app, made.person), made) == dict.fromkeys(ALL, 200)


def test_a_viewer_reads_and_is_told_who_writes(app, seller):
    browser = browser_of(app, make_colleague(app, seller.company).person)
    assert statuses(browser, seller) == {part: 200 if part in READ else 403 for part in ALL}
    assert "Kim Haneul" in browser.get(place(seller, "/names")).text


def test_to_strangers_there_is_no_such_company(app, client, seller):
    for stranger in (make_member(app), make_operator(app)):
        assert statuses(browser_of(app, stranger.person), seller) == dict.fromkeys(ALL, 404)
    for part in ALL:
        assert "/sign-in" in client.get(place(seller, part)).location


def test_those_who_trade_write_the_page_but_do_not_lead(app, seller):
    browser = browser_of(app, make_colleague(app, seller.company, MemberRole.TRADE).person)
    assert [browser.get(place(seller, part)).status_code for part in WRITE] == [200] * len(WRITE)
    assert [browser.get(place(seller, part)).status_code for part in LEAD] == [403] * len(LEAD)


def test_a_longer_list_asks_no_more_of_the_database(app, seller, statements):
    browser = browser_of(app, seller.person)

    def asked(part):
        with statements() as seen:
            assert browser.get(place(seller, part)).status_code == 200
        return len(seen)

    lists = ("", "/addresses", "/contacts", "/members")
    write_much(app, seller.company, seller.person, 1)
    few = {part: asked(part) for part in lists}
    write_much(app, seller.company, seller.person, 4)
    for _time in range(3):
        make_colleague(app, seller.company)
    assert {part: asked(part) for part in lists} == few


def test_what_is_missing_is_named_with_the_way_to_it(app, seller):
    page = browser_of(app, seller.person).get(place(seller)).text
    assert "8 things are still missing" in page
    assert "2 of 10 written" in page
    assert f'href="/en/c/{seller.company}/company/business"' in page
