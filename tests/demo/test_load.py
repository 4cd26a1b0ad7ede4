import json
import stat
from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import select

from marketplace.accounts.models import Person
from marketplace.accounts.operations import password_fits
from marketplace.accounts.queries import find_active_person
from marketplace.companies.models import Company
from marketplace.config import Profile
from marketplace.core import clock
from marketplace.core.db import session
from marketplace.core.work.models import Delivery, DeliveryState
from marketplace.core.work.worker import work_until_idle
from marketplace.demo import load
from marketplace.demo.load import NoDemo, load_demo
from marketplace.demo.sign_ins import read_sign_ins, sign_ins_path
from marketplace.reference.countries import home_pack

pytestmark = pytest.mark.usefixtures("context")


def companies():
    rows = session.scalars(select(Company).order_by(Company.side.desc())).all()
    return [(row.side.value, row.name, row.country, row.number) for row in rows]


def test_three_people_can_sign_in_with_what_is_printed():
    sign_ins = load_demo()
    assert [role for role, _mail, _password in sign_ins.rows] == ["seller", "buyer", "operator"]
    for person in sign_ins.people:
        assert password_fits(find_active_person(person.mail), person.password)
    assert len({person.password for person in sign_ins.people}) == 3


def test_the_companies_stand_at_home_and_abroad():
    load_demo()
    sample = home_pack("KR").SAMPLE_COMPANY
    assert companies() == [
        ("seller", sample.legal_name, "KR", sample.identity_number),
        ("buyer", "Comercial Andes del Pacífico Ltda.", "CL", None),
    ]


def test_a_house_elsewhere_has_its_own_demo(make_app):
    app = make_app(HOME_COUNTRY="CL")
    with app.app_context():
        load_demo()
        assert [(side, country) for side, _name, country, _number in companies()] == [
            ("seller", "CL"),
            ("buyer", "SA"),
        ]


def test_the_operators_app_is_set_up():
    operator = load_demo().person("operator")
    person = find_active_person(operator.mail)
    assert (person.is_operator, person.has_app) == (True, True)
    assert operator.present_code() == pyotp.TOTP(operator.app_secret).at(clock.now())
    assert load_demo().person("buyer").present_code() == ""


def test_everybody_came_before_today_and_nothing_is_left_to_do(app):
    load_demo()
    work_until_idle(app)
    session.rollback()
    ages = [clock.now() - row.registered_at for row in session.scalars(select(Person))]
    assert sorted(age // timedelta(days=1) for age in ages) == [12, 21, 40]
    states = set(session.scalars(select(Delivery.state)))
    assert states == {DeliveryState.DONE}


def test_their_mails_are_in_the_folder(app, settings):
    load_demo()
    work_until_idle(app)
    assert len(list((settings.data_dir / "mails").iterdir())) == 4


def test_a_second_load_changes_nothing(settings):
    first = load_demo()
    written_at = sign_ins_path(settings).stat().st_mtime_ns
    assert load_demo() == first == read_sign_ins(settings)
    assert sign_ins_path(settings).stat().st_mtime_ns == written_at
    assert len(session.scalars(select(Person)).all()) == 3


def test_an_interrupted_load_is_finished_by_the_next(monkeypatch):
    def break_off(_mail):
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(load, "_confirm", break_off)
        with pytest.raises(KeyboardInterrupt):
            load_demo()
    sign_ins = load_demo()
    for person in sign_ins.people:
        assert password_fits(find_active_person(person.mail), person.password)
    assert len(companies()) == 2


def test_only_this_machines_user_reads_the_sign_ins(settings):
    load_demo()
    path = sign_ins_path(settings)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [person["role"] for person in json.loads(path.read_text())["people"]] == [
        "seller",
        "buyer",
        "operator",
    ]


def test_people_whose_passwords_are_lost_are_not_made_anew(settings):
    load_demo()
    sign_ins_path(settings).unlink()
    with pytest.raises(NoDemo):
        load_demo()


def test_production_gets_no_made_up_people(settings):
    object.__setattr__(settings, "profile", Profile.PRODUCTION)
    with pytest.raises(NoDemo):
        load_demo()
    assert session.scalars(select(Person)).all() == []
