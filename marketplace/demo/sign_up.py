"""How made-up people sign up: by the same acts as everybody."""

from flask import Flask

from marketplace.accounts.enums import ConsentKind
from marketplace.accounts.models import Person
from marketplace.accounts.operations import begin_sign_up, confirm_person, hash_password
from marketplace.accounts.queries import find_active_person, find_person_to_sign_in
from marketplace.companies.operations import CompanyFacts, found_company
from marketplace.core.audit import AT_THE_SERVER
from marketplace.core.db import end_reading, new_once_key, unit_of_work
from marketplace.core.errors import NotFound
from marketplace.core.work.worker import work_until_idle

CONSENTS = {ConsentKind.TERMS: True, ConsentKind.PRIVACY: True, ConsentKind.NEWS: False}


def sign_up(
    *, mail: str, password: str, name: str, language: str, facts: CompanyFacts, app: Flask
) -> None:
    """Walk the steps of a sign-up: you, your company, the mail, its button; once for an address."""
    if find_active_person(mail):
        return
    if find_person_to_sign_in(mail) is None:
        end_reading()
        token = unit_of_work(
            begin_sign_up,
            name=name,
            mail=mail,
            password_hash=hash_password(password),
            language=language,
        )
        unit_of_work(
            found_company,
            token,
            facts,
            consents=CONSENTS,
            once_key=new_once_key(),
            actor=AT_THE_SERVER,
        )
    end_reading()
    work_until_idle(app)  # the mail goes out before its button is pressed
    unit_of_work(_confirm, mail)


def _confirm(mail: str) -> None:
    person = find_person_to_sign_in(mail)
    if person is None:
        raise NotFound
    confirm_person(person, actor=AT_THE_SERVER)


def active_person(mail: str) -> Person:
    """Return the active person with this address; raises NotFound when there is none."""
    person = find_active_person(mail)
    if person is None:
        raise NotFound
    return person
