"""The demo's people, made by the same operations as everybody uses, under a moved clock."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

import pyotp
from flask import Flask, current_app
from sqlalchemy import select

from marketplace.accounts.enums import OperatorRole
from marketplace.accounts.models import Person
from marketplace.accounts.operations import (
    appoint_operator,
    begin_app_setup,
    finish_app_setup,
    hash_password,
    open_app_secret,
    open_office,
    set_password_by_link,
)
from marketplace.accounts.queries import find_active_person, find_office_named
from marketplace.companies.enums import Side
from marketplace.companies.models import Company
from marketplace.companies.operations import CompanyFacts
from marketplace.config import Settings
from marketplace.core import clock
from marketplace.core.audit import AT_THE_SERVER
from marketplace.core.db import end_reading, session, unit_of_work
from marketplace.core.errors import NotFound
from marketplace.core.proxies import present_application
from marketplace.core.text import text_key
from marketplace.demo.checks import (
    FATES_OF_BUYERS,
    SUSPENDED_FOR,
    Applicant,
    CheckFate,
    applicant_of,
    check_company,
    suspend_company,
)
from marketplace.demo.companies import describe
from marketplace.demo.deals import Cast, Turn, play_deals
from marketplace.demo.goods import Assortment, stock_up
from marketplace.demo.saved import keep_for_later
from marketplace.demo.sheets import bring_sheet
from marketplace.demo.sign_ins import DemoPerson, DemoSignIns, draw_sign_ins, keep, read_sign_ins
from marketplace.demo.sign_up import active_person, sign_up
from marketplace.demo.written_companies import (
    Founder,
    SampleOffice,
    SampleOperator,
    buyers_of,
    offices_of,
    sellers_of,
    traders_of,
)
from marketplace.demo.written_goods import few, wares_of
from marketplace.reference.countries import home_pack
from marketplace.reference.operations.home import settle_home
from marketplace.reference.operations.settings import change_setting
from marketplace.reference.queries.settings import newest_change
from marketplace.reference.settings import Value, known
from marketplace.verification.operations import Statement

#: How long before the day of loading each came to the house; the others came before them.
OPERATOR_SINCE = timedelta(days=370)
SELLER_SINCE = timedelta(days=21)
BUYER_SINCE = timedelta(days=12)
BETWEEN_SELLERS = timedelta(days=17)
BETWEEN_BUYERS = timedelta(days=11)
#: The last buyer's company check is about to end: they came nearly a year ago.
LAST_BUYER_SINCE = timedelta(days=352)

#: The content file with the goods of a home country's one seller.
SAMPLE_GOODS = "sample company"


@dataclass(frozen=True)
class DemoBuyer:
    """The made-up buyer of a house without written companies, and who signs up for it."""

    country: str
    company: str
    contact: str
    number: str
    address: str
    purpose: str = "Goods for our own shops and for retailers whom we supply."


DEMO_BUYERS = (
    DemoBuyer(
        "SA",
        "Bayt Al Noor Trading Est.",
        "Layla Al-Harbi",
        "1010 000 203",
        "7284 King Abdulaziz Road, Riyadh",
    ),
    DemoBuyer(
        "CL",
        "Comercial Andes del Pacífico Ltda.",
        "Valentina Fuentes",
        "99.999.202-1",
        "Av. Nueva Providencia 1881, Providencia",
    ),
)


class NoDemo(Exception):
    """This house cannot have a demo; the message is a sentence for whoever runs it."""


def load_demo(*, companies: int | None = None) -> DemoSignIns:
    """Make the demo's people and return their sign-ins; whoever is there already stays as they are.

    `companies` limits how many sellers and how many buyers there are, None makes all.

    An interrupted load is finished by the next. Raises NoDemo in production, and in a database that
    has companies while the data folder has no file with the demo's passwords.
    """
    settings: Settings = current_app.config["SETTINGS"]
    if not settings.shows_tools:
        raise NoDemo("This house is run for production: it gets no made-up people.")
    unit_of_work(settle_home, settings)
    sign_ins = read_sign_ins(settings) or _draw(settings)
    app = present_application()
    today = clock.now()
    with clock.moved_to(today - OPERATOR_SINCE):
        unit_of_work(_open_offices, settings)
        sign_ins = _welcome_operator(sign_ins, settings)
        unit_of_work(_settle, active_person(sign_ins.person("operator").mail), settings)
        _appoint_abroad(settings)
    assortments = _welcome_sellers(sign_ins, settings, app, today, companies)
    _welcome_buyers(sign_ins, settings, app, today, companies)
    stock_up(assortments, active_person(sign_ins.person("operator").mail), today)
    bring_sheet(active_person(sign_ins.person("seller").mail), today, app)
    _let_them_deal(sign_ins, settings, app, today, companies)
    return sign_ins


def _let_them_deal(
    sign_ins: DemoSignIns, settings: Settings, app: Flask, today: datetime, companies: int | None
) -> None:
    """Play the deals of those who are here; a company whose check is suspended loses it between.

    Where no companies are written, the demo's own seller and buyer play under those names.
    """
    home = settings.home_country
    buyers = buyers_of(home, sign_ins)[:companies]
    sellers = [*sellers_of(home, sign_ins), *traders_of(home)][:companies]
    stopped = [
        Turn(today - SUSPENDED_FOR, partial(suspend_company, founder.sample.owner_mail))
        for number, founder in enumerate(buyers)
        if FATES_OF_BUYERS.get(number) is CheckFate.SUSPENDED
    ]
    cast = Cast.of([*sellers, *buyers])
    if not sellers:
        cast = Cast({who: sign_ins.person(who).mail for who in ("seller", "buyer")})
    play_deals(cast, home, today, app, between=stopped)
    keep_for_later(cast, home, today)


def _open_offices(settings: Settings) -> None:
    for number, office in enumerate(offices_of(settings.home_country)):
        if find_office_named(office.facts.name) is None:
            open_office(office.facts, actor=AT_THE_SERVER, as_headquarters=number == 0)


def _appoint_abroad(settings: Settings) -> None:
    for office in offices_of(settings.home_country):
        for operator in office.operators:
            if find_active_person(operator.mail) is None:
                end_reading()
                password_hash = hash_password(secrets.token_urlsafe(16))
                unit_of_work(_appoint_one, office, operator, password_hash)


def _appoint_one(office: SampleOffice, operator: SampleOperator, password_hash: str) -> None:
    person = appoint_operator(
        mail=operator.mail,
        name=operator.name,
        language=operator.language,
        actor=AT_THE_SERVER,
        office=find_office_named(office.facts.name),
        roles=operator.roles,
    )
    set_password_by_link(person, password_hash, actor=AT_THE_SERVER)


def _draw(settings: Settings) -> DemoSignIns:
    drawn = draw_sign_ins()
    if session.scalar(select(Company.id).limit(1)) is not None:
        raise NoDemo(
            "This database has companies, and no file with the demo's passwords lies beside it: "
            "made-up people come only into an empty database."
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
        roles=frozenset(OperatorRole),
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


def _settle(operator: Person, settings: Settings) -> None:
    """Write what an operator would: where to ask, and that exchange rates may be a year old.

    Nobody brings newer rates than a demo comes with.
    """
    wanted: dict[str, Value] = {"oldest_rate_days": known("oldest_rate_days").most}
    for office in offices_of(settings.home_country)[:1]:
        wanted |= {"contact_mail": office.facts.mail, "contact_phone": office.facts.phone}
    actor = replace(AT_THE_SERVER, person=operator.code)
    for key, value in wanted.items():
        if newest_change(key) is None:
            change_setting(known(key), value, seen_version=0, actor=actor)


def _welcome_sellers(
    sign_ins: DemoSignIns, settings: Settings, app: Flask, today: datetime, companies: int | None
) -> list[Assortment]:
    own, home = sign_ins.person("seller"), settings.home_country
    written = [*sellers_of(home, sign_ins), *traders_of(home)][:companies]
    assortments = []
    for number, founder in enumerate(written):
        since = today - SELLER_SINCE - number * BETWEEN_SELLERS
        with clock.moved_to(since):
            _welcome(founder, own, settings, app)
        check_company(applicant_of(founder), since, today)
        wares = wares_of(home, founder.sample.facts["trade_name"])
        assortments.append(Assortment(founder.sample.owner_mail, since, wares))
    if not written:
        assortments.append(_welcome_sample_company(own, settings, app, today))
    if companies is None:
        return assortments
    return [replace(assortment, wares=few(assortment.wares)) for assortment in assortments]


def _welcome_sample_company(
    own: DemoPerson, settings: Settings, app: Flask, today: datetime
) -> Assortment:
    with clock.moved_to(today - SELLER_SINCE):
        pack = home_pack(settings.home_country)
        sample = pack.SAMPLE_COMPANY
        number_key = pack.read_identity_number(sample.identity_number)
        facts = CompanyFacts(
            side=Side.SELLER,
            name=sample.legal_name,
            country=pack.COUNTRY,
            number=pack.format_identity_number(number_key),
            number_key=text_key(number_key),
        )
        language = _language_of_home(settings)
        _sign_up(own, sample.contact, language, facts, app)
    stated = Statement(facts.name, sample.latin_name, facts.number or "", language=language)
    check_company(Applicant(own.mail, stated), today - SELLER_SINCE, today)
    wares = wares_of(settings.home_country, SAMPLE_GOODS)
    return Assortment(own.mail, today - SELLER_SINCE, wares)


def _welcome_buyers(
    sign_ins: DemoSignIns, settings: Settings, app: Flask, today: datetime, companies: int | None
) -> None:
    own = sign_ins.person("buyer")
    written = buyers_of(settings.home_country, sign_ins)
    for number, founder in enumerate(written[:companies]):
        since = today - BUYER_SINCE - number * BETWEEN_BUYERS
        if number == len(written) - 1:
            since = today - LAST_BUYER_SINCE
        with clock.moved_to(since):
            _welcome(founder, own, settings, app)
        fate = FATES_OF_BUYERS.get(number, CheckFate.APPROVED)
        check_company(applicant_of(founder), since, today, fate)
    if written:
        return
    with clock.moved_to(today - BUYER_SINCE):
        buyer = next(one for one in DEMO_BUYERS if one.country != settings.home_country)
        facts = CompanyFacts(side=Side.BUYER, name=buyer.company, country=buyer.country)
        _sign_up(own, buyer.contact, "en", facts, app)
    stated = Statement(buyer.company, "", buyer.number, buyer.address, purpose=buyer.purpose)
    check_company(Applicant(own.mail, stated), today - BUYER_SINCE, today)


def _welcome(founder: Founder, own: DemoPerson, settings: Settings, app: Flask) -> None:
    mail = founder.sample.owner_mail
    language = founder.language if founder.language in settings.languages else "en"
    sign_up(
        mail=mail,
        password=own.password if mail == own.mail else secrets.token_urlsafe(16),
        name=founder.name,
        language=language,
        facts=founder.company,
        app=app,
    )
    describe(founder.sample)


def _sign_up(person: DemoPerson, name: str, language: str, facts: CompanyFacts, app: Flask) -> None:
    sign_up(
        mail=person.mail,
        password=person.password,
        name=name,
        language=language,
        facts=facts,
        app=app,
    )


def _language_of_home(settings: Settings) -> str:
    tag = home_pack(settings.home_country).LANGUAGE
    return tag if tag in settings.languages else settings.languages[0]
