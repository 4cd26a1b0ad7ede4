"""The demo's people, made by the same operations as everybody uses, under a moved clock."""

from dataclasses import dataclass
from datetime import timedelta

import pyotp
from flask import Flask, current_app

from marketplace.accounts.enums import ConsentKind
from marketplace.accounts.operations import (
    appoint_operator,
    begin_app_setup,
    begin_sign_up,
    confirm_person,
    finish_app_setup,
    hash_password,
    open_app_secret,
    set_password_by_link,
)
from marketplace.accounts.queries import find_active_person, find_person_to_sign_in
from marketplace.companies.enums import Side
from marketplace.companies.operations import CompanyFacts, found_company
from marketplace.config import Settings
from marketplace.core import clock
from marketplace.core.audit import AT_THE_SERVER
from marketplace.core.db import end_reading, new_once_key, unit_of_work
from marketplace.core.errors import NotFound
from marketplace.core.text import text_key
from marketplace.core.work.worker import work_until_idle
from marketplace.demo.sign_ins import DemoPerson, DemoSignIns, draw_sign_ins, keep, read_sign_ins
from marketplace.reference.countries import home_pack
from marketplace.reference.operations.home import settle_home

#: How long before the day of loading each came to the house.
OPERATOR_SINCE = timedelta(days=40)
SELLER_SINCE = timedelta(days=21)
BUYER_SINCE = timedelta(days=12)

CONSENTS = {ConsentKind.TERMS: True, ConsentKind.PRIVACY: True, ConsentKind.NEWS: False}


@dataclass(frozen=True)
class Importer:
    """A made-up buyer: the company's country and name, and who signs up for it."""

    country: str
    company: str
    contact: str


#: The demo's buyer is the first from abroad.
IMPORTERS = (
    Importer("CL", "Comercial Andes del Pacífico Ltda.", "Valentina Fuentes"),
    Importer("SA", "Bayt Al Noor Trading Est.", "Layla Al-Harbi"),
)


class NoDemo(Exception):
    """This house cannot have a demo; the message is a sentence for whoever runs it."""


def load_demo() -> DemoSignIns:
    """Make the demo's people and return their sign-ins; whoever is there already stays as they are.

    An interrupted load is finished by the next. Raises NoDemo in production, and where the people
    are in the database while the file with their passwords is gone.
    """
    settings: Settings = current_app.config["SETTINGS"]
    if not settings.shows_tools:
        raise NoDemo("This house is run for production: it gets no made-up people.")
    unit_of_work(settle_home, settings)
    sign_ins = read_sign_ins(settings) or _draw(settings)
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001
    today = clock.now()
    with clock.moved_to(today - OPERATOR_SINCE):
        sign_ins = _welcome_operator(sign_ins, settings)
    with clock.moved_to(today - SELLER_SINCE):
        _welcome_seller(sign_ins.person("seller"), settings, app)
    with clock.moved_to(today - BUYER_SINCE):
        _welcome_buyer(sign_ins.person("buyer"), settings, app)
    return sign_ins


def _draw(settings: Settings) -> DemoSignIns:
    drawn = draw_sign_ins()
    if any(find_active_person(person.mail) for person in drawn.people):
        raise NoDemo(
            "The demo's people are in the database, but the file with their passwords is gone. "
            "Start over with an empty database."
        )
    keep(drawn, settings)
    return drawn


def _welcome_operator(sign_ins: DemoSignIns, settings: Settings) -> DemoSignIns:
    operator = sign_ins.person("operator")
    if find_active_person(operator.mail) is None:
        end_reading()
        unit_of_work(_appoint, operator, settings, hash_password(operator.password))
    finished = sign_ins.with_app_of("operator", unit_of_work(_set_app_up, operator))
    if finished != sign_ins:
        keep(finished, settings)
    return finished


def _appoint(operator: DemoPerson, settings: Settings, password_hash: str) -> None:
    pack = home_pack(settings.home_country)
    person = appoint_operator(
        mail=operator.mail,
        name=pack.SAMPLE_OPERATOR,
        language=_language_of_home(settings),
        actor=AT_THE_SERVER,
    )
    set_password_by_link(person, password_hash, actor=AT_THE_SERVER)


def _set_app_up(operator: DemoPerson) -> str:
    """Set the operator's app up as they would, unless it is; return its secret."""
    person = find_active_person(operator.mail)
    if person is None:
        raise NotFound
    standing = open_app_secret(person)
    if standing is not None:
        return standing
    secret = begin_app_setup(person)
    code = pyotp.TOTP(secret).at(clock.now())
    finish_app_setup(person, code, actor=AT_THE_SERVER)
    return secret


def _welcome_seller(seller: DemoPerson, settings: Settings, app: Flask) -> None:
    pack = home_pack(settings.home_country)
    sample = pack.SAMPLE_COMPANY
    number = pack.read_identity_number(sample.identity_number)
    facts = CompanyFacts(
        side=Side.SELLER,
        name=sample.legal_name,
        country=pack.COUNTRY,
        number=pack.format_identity_number(number),
        number_key=text_key(number),
    )
    _sign_up(seller, sample.contact, _language_of_home(settings), facts, app)


def _welcome_buyer(buyer: DemoPerson, settings: Settings, app: Flask) -> None:
    importer = next(one for one in IMPORTERS if one.country != settings.home_country)
    facts = CompanyFacts(side=Side.BUYER, name=importer.company, country=importer.country)
    _sign_up(buyer, importer.contact, "en", facts, app)


def _sign_up(person: DemoPerson, name: str, language: str, facts: CompanyFacts, app: Flask) -> None:
    """Walk the steps of a sign-up: you, your company, the mail, its button."""
    if find_active_person(person.mail):
        return
    if find_person_to_sign_in(person.mail) is None:
        end_reading()
        password_hash = hash_password(person.password)
        token = unit_of_work(
            begin_sign_up,
            name=name,
            mail=person.mail,
            password_hash=password_hash,
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
    unit_of_work(_confirm, person.mail)


def _confirm(mail: str) -> None:
    person = find_person_to_sign_in(mail)
    if person is None:
        raise NotFound
    confirm_person(person, actor=AT_THE_SERVER)


def _language_of_home(settings: Settings) -> str:
    tag = home_pack(settings.home_country).LANGUAGE
    return tag if tag in settings.languages else settings.languages[0]
