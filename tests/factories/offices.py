"""Offices and operators who work in them, made by the operations that people use."""

import itertools

from marketplace.accounts.enums import OperatorRole
from marketplace.accounts.operations import (
    OfficeFacts,
    appoint_operator,
    confirm_person,
    headquarters_or_new,
    open_office,
)
from marketplace.accounts.queries import find_office, find_person
from marketplace.core.audit import AT_THE_SERVER
from marketplace.core.db import unit_of_work
from tests.factories.companies import Made
from tests.support.remembering import remembered

_counter = itertools.count(1)


def facts_of(name="Santiago", **facts):
    return OfficeFacts(**{"name": name, "time_zone": "America/Santiago"} | facts)


@remembered
def make_headquarters(app):
    """Return the public id of the headquarters, made if there are none."""
    with app.test_request_context():
        return unit_of_work(lambda: headquarters_or_new(actor=AT_THE_SERVER).code)


@remembered
def make_office(app, name="Santiago", *countries, **facts):
    """Open an office with these countries; return its public id."""
    given = facts_of(name, countries=frozenset(countries), **facts)
    with app.test_request_context():
        return unit_of_work(lambda: open_office(given, actor=AT_THE_SERVER).code)


@remembered
def make_operator_at(app, office, *roles, name="Noura Anbari", confirmed=True, language="en"):
    """Appoint an operator with the roles at an office (a public id); return who they are."""
    mail = f"staff{next(_counter)}@example.com"
    with app.test_request_context():
        code = unit_of_work(
            lambda: (
                appoint_operator(
                    mail=mail,
                    name=name,
                    language=language,
                    office=find_office(office),
                    roles=frozenset(roles or OperatorRole),
                    actor=AT_THE_SERVER,
                ).code
            )
        )
        if confirmed:
            unit_of_work(confirm_person, find_person(code), actor=AT_THE_SERVER)
    return Made(code, mail)
