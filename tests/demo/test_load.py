import json
import stat
from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import select

from marketplace.accounts.models import Person
from marketplace.accounts.operations import fitting_hash
from marketplace.accounts.queries import find_active_person, office_of_country
from marketplace.companies.models import Company
from marketplace.companies.queries import points_of, profile_of
from marketplace.config import Profile
from marketplace.core import clock
from marketplace.core.db import session
from marketplace.core.work.models import Delivery, DeliveryState
from marketplace.core.work.worker import work_until_idle
from marketplace.demo import sign_up
from marketplace.demo.load import NoDemo, load_demo
from marketplace.demo.sign_ins import draw_sign_ins, read_sign_ins, sign_ins_path
from marketplace.demo.written_companies import buyers_of, sellers_of
from marketplace.notices.models import Letter
from marketplace.reference.countries import home_pack
from marketplace.reference.queries.settings import newest_change, oldest_rate_days
from marketplace.verification.queries import badge_of
from tests.factories.companies import make_member

pytestmark = pytest.mark.usefixtures("context")


def companies():
    rows = session.scalars(select(Company).order_by(Company.side.desc())).all()
    return [(row.side.value, row.name, row.country, row.number) for row in rows]


def test_three_people_can_sign_in_with_what_is_printed():
    sign_ins = load_demo(companies=1)
    assert [role for role, _mail, _password in sign_ins.rows] == ["seller", "buyer", "operator"]
    for person in sign_ins.people:
        assert fitting_hash(find_active_person(person.mail), person.password)
    assert len({person.password for person in sign_ins.people}) == 3


@pytest.mark.usefixtures("loaded")
def test_the_companies_stand_at_home_and_abroad():
    load_demo(companies=1)
    sample = home_pack("KR").SAMPLE_COMPANY
    assert companies() == [
        ("seller", sample.legal_name, "KR", sample.identity_number),
        ("buyer", "Comercial Andes del Pacífico Ltda.", "CL", "99.999.202-1"),
    ]


def test_a_house_elsewhere_has_its_own_demo(make_app):
    app = make_app(HOME_COUNTRY="CL")
    with app.app_context():
        load_demo(companies=1)
        assert [(side, country) for side, _name, country, _number in companies()] == [
            ("seller", "CL"),
            ("buyer", "SA"),
        ]


@pytest.mark.usefixtures("loaded")
def test_the_operators_app_is_set_up():
    operator = load_demo(companies=1).person("operator")
    person = find_active_person(operator.mail)
    assert (person.is_operator, person.has_app) == (True, True)
    assert operator.present_code() == pyotp.TOTP(operator.app_secret).at(clock.now())
    assert load_demo(companies=1).person("buyer").present_code() == ""


@pytest.mark.usefixtures("loaded")
def test_the_rates_that_come_with_the_house_serve_for_a_year():
    load_demo(companies=1)
    assert oldest_rate_days() > 360
    assert newest_change("oldest_rate_days").version == 1


@pytest.mark.usefixtures("loaded")
def test_the_house_says_where_to_ask(app):
    page = app.test_client().get("/en/contact").text
    assert "tel:+82" in page
    assert "mailto:hq@garam.example" in page


@pytest.mark.usefixtures("loaded")
def test_everybody_came_before_today_and_nothing_is_left_to_do(app):
    load_demo(companies=1)
    work_until_idle(app)
    session.rollback()
    ages = [clock.now() - row.registered_at for row in session.scalars(select(Person))]
    assert {age // timedelta(days=1) for age in ages} == {12, 21, 370}
    followed = select(Delivery.state).where(Delivery.event_id.is_not(None))
    assert set(session.scalars(followed)) == {DeliveryState.DONE}
    waiting = select(Delivery.due_at).where(Delivery.state != DeliveryState.DONE)
    assert all(due_at > clock.now() for due_at in session.scalars(waiting))


@pytest.mark.usefixtures("loaded")
def test_their_mails_are_in_the_folder(app, settings):
    load_demo(companies=1)
    work_until_idle(app)
    mails = list((settings.data_dir / "mails").iterdir())
    assert len(mails) == len(session.scalars(select(Letter)).all()) > 4


@pytest.mark.usefixtures("loaded")
def test_a_second_load_changes_nothing(settings):
    first = load_demo(companies=1)
    people = session.scalars(select(Person.code)).all()
    written_at = sign_ins_path(settings).stat().st_mtime_ns
    assert load_demo(companies=1) == first == read_sign_ins(settings)
    assert sign_ins_path(settings).stat().st_mtime_ns == written_at
    assert session.scalars(select(Person.code)).all() == people


def test_an_interrupted_load_is_finished_by_the_next(monkeypatch):
    def break_off(_mail):
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(sign_up, "_confirm", break_off)
        with pytest.raises(KeyboardInterrupt):
            load_demo(companies=1)
    sign_ins = load_demo(companies=1)
    for person in sign_ins.people:
        assert fitting_hash(find_active_person(person.mail), person.password)
    assert len(companies()) == 2


@pytest.mark.usefixtures("loaded")
def test_only_this_machines_user_reads_the_sign_ins(settings):
    load_demo(companies=1)
    path = sign_ins_path(settings)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [person["role"] for person in json.loads(path.read_text())["people"]] == [
        "seller",
        "buyer",
        "operator",
    ]


@pytest.mark.usefixtures("loaded")
def test_people_whose_passwords_are_lost_are_not_made_anew(settings):
    load_demo(companies=1)
    sign_ins_path(settings).unlink()
    with pytest.raises(NoDemo):
        load_demo(companies=1)


def test_production_gets_no_made_up_people(settings):
    object.__setattr__(settings, "profile", Profile.PRODUCTION)
    with pytest.raises(NoDemo):
        load_demo(companies=1)
    assert session.scalars(select(Person)).all() == []


def test_a_database_with_companies_gets_no_made_up_people(app):
    make_member(app)
    with pytest.raises(NoDemo, match="has companies"):
        load_demo(companies=1)


@pytest.mark.usefixtures("loaded")
def test_a_made_up_companys_page_is_complete():
    load_demo(companies=1)
    for company in session.scalars(select(Company)):
        profile = profile_of(company)
        assert [point for point in points_of(profile) if not point.is_done] == []


@pytest.mark.usefixtures("loaded")
def test_the_companies_are_checked_by_their_offices():
    load_demo(companies=1)
    badges = [badge_of(company) for company in session.scalars(select(Company))]
    assert sorted(badge.office.name for badge in badges) == ["Headquarters", "Santiago"]


@pytest.mark.usefixtures("loaded")
def test_each_office_looks_after_its_own_countries():
    load_demo(companies=1)
    assert office_of_country("CL").name == "Santiago"
    assert office_of_country("GB").name == "Headquarters"


def test_twelve_sellers_and_twelve_buyers_from_ten_countries_or_more_are_written():
    sign_ins = draw_sign_ins()
    sellers, buyers = sellers_of("KR", sign_ins), buyers_of("KR", sign_ins)
    assert (len(sellers), len(buyers)) == (12, 12)
    assert len({buyer.company.country for buyer in buyers}) >= 10
    assert len({seller.company.number for seller in sellers}) == 12
