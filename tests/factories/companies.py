"""Members of companies and operators, made by the operations that people use."""

import itertools
from dataclasses import dataclass

from marketplace.accounts.enums import ConsentKind
from marketplace.accounts.operations import (
    appoint_operator,
    begin_sign_up,
    confirm_person,
    hash_password,
)
from marketplace.accounts.operations.sign_up import lapse_person
from marketplace.accounts.queries import find_person, find_person_to_sign_in
from marketplace.companies.enums import MemberRole, Side
from marketplace.companies.operations import CompanyFacts, found_company
from marketplace.companies.operations.founding import join
from marketplace.companies.queries import find_any_company
from marketplace.core.audit import AT_THE_SERVER, BY_ITSELF
from marketplace.core.db import new_once_key, unit_of_work
from marketplace.core.work.worker import work_until_idle
from tests.support.remembering import remembered

PASSWORD = "quiet harbour lantern"
#: Well-formed Korean business registration numbers of nobody: none begins with 000.
NUMBERS = ("000-86-00019", "000-86-00023")
CONSENTS = dict.fromkeys(ConsentKind, True)

_counter = itertools.count(1)


@dataclass(frozen=True)
class Made:
    """Public ids of a person and, for a member, of their company."""

    person: str
    mail: str
    company: str = ""


def seller_facts(name="Hanbiton Co., Ltd.", number=NUMBERS[0]):
    key = number.replace("-", "")
    return CompanyFacts(Side.SELLER, name, "KR", number, key)


def buyer_facts(name="Marlow & Finch Imports Ltd", country="GB"):
    return CompanyFacts(Side.BUYER, name, country)


@remembered
def make_member(app, facts=None, *, name="Eleanor Finch", mail=None, language="en", confirmed=True):
    """Sign somebody up for a company (a buyer unless `facts` say otherwise) and confirm them."""
    mail = mail or f"member{next(_counter)}@example.com"
    with app.test_request_context():
        token = unit_of_work(
            begin_sign_up,
            name=name,
            mail=mail,
            password_hash=hash_password(PASSWORD),
            language=language,
        )
        company = unit_of_work(
            found_company,
            token,
            facts or buyer_facts(),
            consents=CONSENTS,
            once_key=new_once_key(),
            carry_on_with=facts.number_key if facts else None,
            actor=AT_THE_SERVER,
        )
        person = find_person_to_sign_in(mail)
        if confirmed:
            unit_of_work(confirm_person, person, actor=AT_THE_SERVER)
        return Made(find_person_to_sign_in(mail).code, mail, company)


@remembered
def join_company(app, made, *, company, role=MemberRole.VIEWER):
    """Let a made person be a member of `company` (a public id) too."""
    with app.test_request_context():
        unit_of_work(_join, company, made.person, role)
    return made


def make_colleague(app, company, role=MemberRole.VIEWER, *, name="Tom Reed"):
    """Make somebody whose only other company is one of their own, a member of `company`."""
    return join_company(app, make_member(app, name=name), company=company, role=role)


def _join(company, person, role):
    join(find_any_company(company), find_person(person), role)


@remembered
def make_operator(app, name="Han Soyul"):
    """Appoint an operator and confirm them."""
    mail = f"operator{next(_counter)}@example.com"
    with app.test_request_context():
        facts = {"mail": mail, "name": name, "language": "en", "actor": AT_THE_SERVER}
        code = unit_of_work(lambda: appoint_operator(**facts).code)
        unit_of_work(confirm_person, find_person(code), actor=AT_THE_SERVER)
        return Made(code, mail)


def let_lapse(app, person):
    """Let a person lapse who never confirmed, with all that follows by itself."""
    with app.app_context():
        unit_of_work(lapse_person, find_person(person), actor=BY_ITSELF)
    work_until_idle(app)
