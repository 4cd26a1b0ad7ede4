"""Every route as every kind of reader."""

from datetime import timedelta

import pytest
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import delete, select

from marketplace.accounts.models import Office, SignInSession
from marketplace.accounts.queries import find_person
from marketplace.companies.enums import MemberRole
from marketplace.companies.models import Company, Member
from marketplace.core import clock
from marketplace.core.db import session, unit_of_work
from marketplace.core.ids import new_public_id
from marketplace.core.links import Link
from marketplace.core.work.models import Delivery, DeliveryState, Heartbeat, Lane
from marketplace.core.work.worker import work_until_idle
from marketplace.notices.queries import mails_after
from tests.factories.companies import (
    NUMBERS,
    buyer_facts,
    make_member,
    make_operator,
    seller_facts,
)
from tests.matrix.table import LINES, ON, SIGN_IN, Reader
from tests.support import databases
from tests.support.browsing import browser_of

ASKED = {"GET", "POST", "PUT", "PATCH", "DELETE"}
NOWHERE = {
    "seller": "COM-0000-00000",
    "buyer": "COM-0000-00000",
    "session": "SES-0000-00000",
    "parked": "DLV-0000-00000",
    "office": "OFF-0000-00000",
    "operator": "PER-0000-00000",
}


class House:
    """An application with one of everything that an address of the table names."""

    def __init__(self, app):
        self.app = app
        self.people = self._people()
        owner = self.people[Reader.OWNER]
        browser_of(app, owner.person)
        self.things = {
            "seller": owner.company,
            "buyer": self.people[Reader.BUYER].company,
            "session": self._session(),
            "parked": self._in_unit(_park),
            "mail": self._mail(),
            "office": self._office(),
            "operator": self.people[Reader.OPERATOR].person,
            "confirm": self._token("confirm_mail", self.unconfirmed.person),
            "reset": self._token("set_password", owner.person),
        }

    def _people(self):
        self.unconfirmed = make_member(self.app, confirmed=False)
        owner = make_member(self.app, seller_facts())
        viewer = make_member(self.app)
        self._in_unit(lambda: _join(owner.company, viewer.person))
        return {
            Reader.OWNER: owner,
            Reader.VIEWER: viewer,
            Reader.OTHER_SELLER: make_member(self.app, seller_facts("Other", NUMBERS[1])),
            Reader.BUYER: make_member(self.app, buyer_facts()),
            Reader.OPERATOR: make_operator(self.app),
        }

    def _in_unit(self, operation):
        with self.app.test_request_context():
            return unit_of_work(operation)

    def _session(self):
        with self.app.app_context():
            return session.scalars(select(SignInSession.code)).one()

    def _mail(self):
        work_until_idle(self.app)
        self._in_unit(lambda: session.execute(delete(Heartbeat)) and None)
        return mails_after("", size=1, settings=self.app.config["SETTINGS"])[0]

    def _office(self):
        with self.app.app_context():
            return session.scalars(select(Office.code)).one()

    def _token(self, purpose, person):
        with self.app.app_context():
            version = find_person(person).link_version
            return Link(purpose, person, version, clock.now() + timedelta(hours=1)).token()

    def ask(self, method, address, reader, *, with_token=True):
        """Return the answer to one reader in a browser of its own."""
        if reader is Reader.ANONYMOUS:
            client = self.app.test_client()
        else:
            client = browser_of(self.app, self.people[reader].person)
        data = {"csrf_token": self._token_of(client)} if method == "POST" and with_token else {}
        answer = client.open(address, method=method, data=data)
        answer.close()
        return answer

    def _token_of(self, client):
        """Return a token that this browser's forms would carry."""
        with client.session_transaction() as cookie:
            cookie["csrf_token"] = "0" * 40
        return URLSafeTimedSerializer(self.app.secret_key, "wtf-csrf-token").dumps("0" * 40)


def _join(company, person):
    row = session.scalars(select(Company).where(Company.code == company)).one()
    session.add(
        Member(
            company_id=row.id,
            person_id=find_person(person).id,
            role=MemberRole.VIEWER,
            joined_at=clock.now(),
        )
    )


def _park():
    delivery = Delivery(
        code=new_public_id("DLV"),
        listener="nobody.knows_it",
        subject="PER-0000-00000",
        lane=Lane.ACT,
        state=DeliveryState.PARKED,
        due_at=clock.now(),
        parked_at=clock.now(),
        problem="UnknownWork",
    )
    session.add(delivery)
    return delivery.code


@pytest.fixture(scope="module")
def house(sqlite_copies, tmp_path_factory):
    """One house for the whole table."""
    folder = tmp_path_factory.mktemp("matrix")
    with sqlite_copies.copy(folder) as url:
        app = databases.make_app(folder, DATABASE_URL=url)
        yield House(app)
        databases.close(app)


def in_words(answer):
    """Return a redirect as the table writes it, any other answer as its status."""
    if answer.location is None:
        return answer.status_code
    return SIGN_IN if answer.location.split("?")[0].endswith("/sign-in") else ON


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line.method}-{line.endpoint}")
def test_each_reader_is_answered_as_the_table_says(house, line):
    address = line.address.format(**house.things)
    answers = {reader: in_words(house.ask(line.method, address, reader)) for reader in Reader}
    assert answers == line.answers


def test_the_table_has_a_line_for_every_route_and_method(house):
    routes = {
        (method, rule.endpoint)
        for rule in house.app.url_map.iter_rules()
        for method in rule.methods & ASKED
    }
    lines = {(line.method, line.endpoint) for line in LINES}
    assert sorted(lines ^ routes) == [], "tests/matrix/table.py needs a line for each"


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line.method}-{line.endpoint}")
def test_the_address_of_each_line_leads_to_its_route(house, line):
    address = line.address.format(**house.things)
    endpoint, _ = house.app.url_map.bind("localhost").match(address, method=line.method)
    assert endpoint == line.endpoint


def test_what_is_not_there_answers_strangers_like_what_is_not_theirs(house):
    private = [line for line in LINES if 404 in line.answers.values() and "{" in line.address]
    assert private
    for line in private:
        there = line.address.format(**house.things)
        nowhere = line.address.format(**(house.things | NOWHERE))
        for reader in (Reader.ANONYMOUS, Reader.BUYER, Reader.OTHER_SELLER):
            if line.answers[reader] not in {404, SIGN_IN}:
                continue
            known, unknown = (house.ask(line.method, place, reader) for place in (there, nowhere))
            assert in_words(known) == in_words(unknown), (line.endpoint, reader)


def test_a_page_that_is_only_read_takes_no_other_method(house):
    for rule in house.app.url_map.iter_rules():
        if rule.endpoint == "static" or "POST" in rule.methods:
            continue
        address = next(line.address for line in LINES if line.endpoint == rule.endpoint)
        answer = house.ask("POST", address.format(**house.things), Reader.OPERATOR)
        assert answer.status_code in {404, 405}, rule.endpoint


def test_without_a_token_no_form_is_taken(house):
    for line in LINES:
        if line.method == "POST":
            address = line.address.format(**house.things)
            answer = house.ask("POST", address, Reader.OWNER, with_token=False)
            assert answer.status_code == 400, line.endpoint
