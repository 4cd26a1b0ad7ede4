"""Every role of a company, and the operators around it, over what can be done there."""

import pytest

from marketplace.accounts.enums import OperatorRole
from marketplace.accounts.queries import find_person
from marketplace.companies.enums import MemberRole
from marketplace.companies.operations import begin_acting
from marketplace.companies.queries import find_any_company
from marketplace.core.audit import AT_THE_SERVER
from marketplace.core.db import unit_of_work
from tests.factories.companies import make_colleague, make_member, seller_facts
from tests.factories.offices import make_headquarters, make_office, make_operator_at
from tests.support.browsing import NO_PAGE, browser_of, browsers_of, form_token

#: What each may, in this order.
WHO = ("owner", "trade", "finance", "viewer", "stranger", "acting", "moderator")
READ = (200, 200, 200, 200, 404, 200, 404)
WRITE = (200, 200, 403, 403, 404, 200, 404)
LEAD = (200, 403, 403, 403, 404, 200, 404)
ALONE = (200, 403, 403, 403, 404, 403, 404)
MEMBER = (200, 200, 200, 200, 404, 404, 404)

PAGES = {
    "": READ,
    "/addresses": READ,
    "/contacts": READ,
    "/texts": READ,
    "/members": READ,
    "/business": WRITE,
    "/logo": WRITE,
    "/texts/ko": WRITE,
    "/hours": WRITE,
    "/addresses/new": WRITE,
    "/contacts/new": WRITE,
    "/names": LEAD,
    "/members/invite": LEAD,
    "/members/{trade}": LEAD,
    "/ownership/offer": ALONE,
    "/leave": MEMBER,
    "/ownership": MEMBER,
}
#: Acts that change nothing here, whoever may do them: led on, or told why not.
ACTS = {
    "/days-off/2030-01-01/remove": WRITE,
    "/logo/remove": WRITE,
    "/first-letters": WRITE,
    "/members/{owner}/remove": ALONE,
    "/acting/end": (404, 404, 404, 404, 404, 200, 200),
}
DESK = {
    OperatorRole.MODERATOR: (200, 200),
    OperatorRole.ADMINISTRATOR: (200, 200),
    OperatorRole.VERIFIER: (200, 403),
    OperatorRole.FINANCE: (200, 403),
}


class House:
    def __init__(self, app):
        self.app = app
        owner = make_member(app, seller_facts(), name="Kim Haneul")
        self.company = owner.company
        head = make_headquarters(app)
        self.people = {
            "owner": owner,
            **{
                role.value: make_colleague(app, owner.company, role)
                for role in MemberRole
                if role is not MemberRole.OWNER
            },
            "stranger": make_member(app),
            "acting": make_operator_at(app, head, OperatorRole.MODERATOR),
            "moderator": make_operator_at(app, head, OperatorRole.MODERATOR),
        }
        with app.test_request_context():
            unit_of_work(
                lambda: begin_acting(
                    find_any_company(owner.company),
                    find_person(self.people["acting"].person),
                    reason="Asked on the telephone.",
                    actor=AT_THE_SERVER,
                )
            )

    def place(self, part):
        codes = {name: made.person for name, made in self.people.items()}
        return f"/en/c/{self.company}/company{part.format(**codes)}"


@pytest.fixture(scope="module")
def house(applications, sqlite_copies, tmp_path_factory):
    folder = tmp_path_factory.mktemp("roles")
    with sqlite_copies.copy(folder) as url:
        app = applications.lend(folder, DATABASE_URL=url)
        yield House(app)
        applications.take_back(app)


def answers(house, expected, method, part, **sent):
    """Return what each is answered; led on counts as may."""
    people = [house.people[who].person for who in WHO]
    found = []
    for browser, status in zip(browsers_of(house.app, people), expected, strict=True):
        headers = {} if status == 200 else NO_PAGE
        answer = browser.open(house.place(part), method=method, headers=headers, **sent)
        found.append(200 if answer.status_code == 302 else answer.status_code)
    return tuple(found)


@pytest.mark.parametrize("part", PAGES)
def test_each_role_opens_its_pages(house, part):
    assert answers(house, PAGES[part], "GET", part) == PAGES[part]


@pytest.mark.parametrize("part", ACTS)
def test_each_role_does_its_acts(house, part):
    token = form_token(house.app)
    assert answers(house, ACTS[part], "POST", part, data=token) == ACTS[part]


@pytest.mark.parametrize("role", OperatorRole)
def test_each_operators_role_holds_within_its_countries(house, role):
    app = house.app
    address = f"/en/desk/companies/{house.company}"

    def ask(office):
        browser = browser_of(app, make_operator_at(app, office, role).person)
        begun = browser.post(f"{address}/act", data=form_token(app))
        return browser.get(address).status_code, begun.status_code

    assert ask(make_headquarters(app)) == DESK[role]
    assert ask(make_office(app, f"{role.value} far", ABROAD[role])) == (403, 403)


#: A country for each, since no country has two offices.
ABROAD = dict(zip(OperatorRole, ("CL", "MX", "SA", "VN"), strict=True))
