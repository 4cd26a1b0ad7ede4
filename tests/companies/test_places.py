"""Addresses, contacts and working hours: added once, changed, removed, refused with reasons."""

from datetime import UTC, date, datetime

import pytest

from marketplace.companies.enums import ContactChannel
from marketplace.companies.models import CompanyAddress, DayOff
from marketplace.companies.queries import (
    addresses_of,
    calendar_of,
    contacts_of,
    days_off_of,
    due_for,
    find_any_company,
    works_on,
)
from marketplace.core import clock
from marketplace.core.db import session, unit_of_work
from tests.companies.people import place
from tests.factories.companies import make_member
from tests.support.browsing import browser_of, fill_in, hidden_fields

ADDRESS = {"kind": "shipping", "country": "KR", "street": "중부대로 1707", "city": "이천시"}
CONTACT = {"name": "김하늘", "phone": "010-1234-5678", "channel": "whatsapp"}


def rows_of(app, made, query):
    with app.test_request_context():
        return query(find_any_company(made.company))


def test_an_address_is_added_once_however_often_it_is_sent(app, seller, owner):
    at = place(seller, "/addresses/new")
    form = hidden_fields(owner.get(at).text) | ADDRESS
    for _time in range(2):
        assert owner.post(at, data=form).location == place(seller, "/addresses")
    assert [row.street for row in rows_of(app, seller, addresses_of)] == ["중부대로 1707"]
    assert "Loading and delivery address" in owner.get(place(seller, "/addresses")).text


def test_an_address_is_changed_and_the_second_editor_sees_it(app, seller, owner):
    fill_in(owner, place(seller, "/addresses/new"), **ADDRESS)
    [row] = rows_of(app, seller, addresses_of)
    at = place(seller, f"/addresses/{row.code}")
    second = browser_of(app, seller.person)
    shown = hidden_fields(second.get(at).text)
    fill_in(owner, at, **ADDRESS | {"kind": "billing", "city_latin": "Icheon"})
    answer = second.post(at, data=shown | ADDRESS | {"street": "중부대로 1"})
    assert answer.status_code == 409
    assert "<bdi>Billing address</bdi>" in answer.text
    assert "<bdi>Icheon</bdi>" in answer.text


def test_a_removed_address_is_gone_for_both(app, seller, owner):
    fill_in(owner, place(seller, "/addresses/new"), **ADDRESS)
    [row] = rows_of(app, seller, addresses_of)
    at = place(seller, f"/addresses/{row.code}")
    form = hidden_fields(owner.get(at).text)
    assert owner.post(f"{at}/remove", data=form).location == place(seller, "/addresses")
    assert rows_of(app, seller, addresses_of) == []
    assert owner.post(f"{at}/remove", data=form).location == place(seller, "/addresses")
    assert "A colleague has removed this" in owner.get(place(seller, "/addresses")).text


def test_an_address_belongs_to_its_company_alone(app, seller, owner):
    fill_in(owner, place(seller, "/addresses/new"), **ADDRESS)
    [row] = rows_of(app, seller, addresses_of)
    other = make_member(app)
    browser = browser_of(app, other.person)
    assert browser.get(place(other, f"/addresses/{row.code}")).status_code == 404
    assert owner.get(place(other, f"/addresses/{row.code}")).status_code == 404


def test_a_missing_city_and_a_script_that_is_not_latin_are_refused_and_kept(owner, seller):
    answer = fill_in(
        owner, place(seller, "/addresses/new"), **ADDRESS | {"city": "", "street_latin": "중부"}
    )
    assert "Please write the city." in answer.text
    assert "Please write this in Latin letters" in answer.text
    assert 'value="중부대로 1707"' in answer.text


def test_a_number_is_read_as_one_of_the_companys_country(app, seller, owner):
    fill_in(owner, place(seller, "/contacts/new"), **CONTACT)
    [row] = rows_of(app, seller, contacts_of)
    assert (row.phone, row.channel) == ("+821012345678", ContactChannel.WHATSAPP)
    assert "+82 10-1234-5678" in owner.get(place(seller, "/contacts")).text
    at = place(seller, f"/contacts/{row.code}")
    fill_in(owner, at, name="김하늘", phone="+56 2 2345 6789", channel="phone")
    [row] = rows_of(app, seller, contacts_of)
    assert row.phone == "+56223456789"
    owner.post(f"{at}/remove", data=hidden_fields(owner.get(at).text))
    assert rows_of(app, seller, contacts_of) == []


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"phone": "12"}, "This is not a telephone number. It looks like +82"),
        ({"phone": "", "channel": "kakaotalk"}, "they need a telephone number"),
        ({"channel": "mail"}, "they need a mail address"),
        ({"mail": "nobody"}, "This is not a mail address"),
        ({"channel": "pigeon"}, "Please choose one from the list"),
    ],
)
def test_a_contact_nobody_can_reach_is_refused(owner, seller, typed, sentence):
    answer = fill_in(owner, place(seller, "/contacts/new"), **CONTACT | typed)
    assert sentence in answer.text
    assert 'value="김하늘"' in answer.text


def test_a_company_of_one_zone_knows_it_from_the_start(app, seller):
    assert rows_of(app, seller, calendar_of).time_zone == "Asia/Seoul"
    chilean = make_member(app)
    assert rows_of(app, chilean, calendar_of).time_zone == "Europe/London"


def test_the_week_of_the_country_is_not_written_down_as_ones_own(app, seller, owner):
    hours = {"time_zone": "Asia/Seoul", "opens_at": "09:00", "closes_at": "18:00"}
    fill_in(owner, place(seller, "/hours"), days=["0", "1", "2", "3", "4"], **hours)
    assert rows_of(app, seller, calendar_of).work_week is None
    fill_in(owner, place(seller, "/hours"), days=["0", "2"], **hours)
    calendar = rows_of(app, seller, calendar_of)
    assert (calendar.work_week, f"{calendar.opens_at:%H:%M}") == ("02", "09:00")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"days": []}, "at least one day"),
        ({"time_zone": "Mars/Olympus"}, "Please choose one from the list"),
        ({"opens_at": "nine"}, "such as 09:00"),
        ({"closes_at": ""}, "both times, or none"),
        ({"closes_at": "08:00"}, "later than the time you begin"),
    ],
)
def test_hours_that_cannot_be_are_refused(owner, seller, typed, sentence):
    facts = {"time_zone": "Asia/Seoul", "days": ["0"], "opens_at": "09:00", "closes_at": "18:00"}
    assert sentence in fill_in(owner, place(seller, "/hours"), **facts | typed).text


def test_two_editors_of_hours_read_the_days_by_name(app, seller, owner):
    second = browser_of(app, seller.person)
    shown = hidden_fields(second.get(place(seller, "/hours")).text)
    shown["time_zone"] = "Asia/Seoul"
    fill_in(owner, place(seller, "/hours"), time_zone="Asia/Seoul", days=["5", "6"])
    answer = second.post(place(seller, "/hours"), data=shown | {"days": ["0"]})
    assert answer.status_code == 409
    assert "<bdi>Saturday, Sunday</bdi>" in answer.text


def test_a_day_off_is_added_and_taken_back(app, seller, owner):
    at = place(seller, "/days-off")
    form = hidden_fields(owner.get(place(seller, "/hours")).text)
    for _time in range(2):
        owner.post(at, data=form | {"day": "2030-12-24", "name": "Stocktaking"})
    assert [off.day for off in rows_of(app, seller, days_off_of)] == [date(2030, 12, 24)]
    assert "Stocktaking" in owner.get(place(seller, "/hours")).text
    assert "is over" in owner.post(at, data=form | {"day": "2001-01-01"}).text
    assert "a day such as" in owner.post(at, data=form | {"day": "soon"}).text
    for _time in range(2):
        owner.post(f"{at}/2030-12-24/remove", data=form)
    assert rows_of(app, seller, days_off_of) == []
    assert owner.post(f"{at}/soon/remove", data=form).status_code == 404


def test_a_promise_is_reckoned_in_the_companys_own_working_days(app, seller, owner):
    fill_in(owner, place(seller, "/hours"), time_zone="Asia/Seoul", days=["0", "1", "2", "3"])
    friday = datetime(2027, 3, 5, 3, 0, tzinfo=UTC)
    with app.test_request_context(), clock.moved_to(friday):
        company = find_any_company(seller.company)
        # Friday to Sunday are free; Monday is the first day, Tuesday the second.
        assert due_for(company, 2, friday) == datetime(2027, 3, 9, 14, 59, 59, tzinfo=UTC)
        unit_of_work(session.add, DayOff(company_id=company.id, day=date(2027, 3, 8), name=""))
        assert due_for(company, 2, friday) == datetime(2027, 3, 10, 14, 59, 59, tzinfo=UTC)
        assert works_on(company, date(2027, 3, 8)) is False
        assert works_on(company, date(2027, 3, 9)) is True


def test_the_public_holidays_of_the_country_stand_on_the_page(owner, seller):
    page = owner.get(place(seller, "/hours")).text
    assert "public holidays of South Korea" in page


def test_what_a_colleague_removed_meanwhile_has_no_page_any_more(app, seller, owner):
    fill_in(owner, place(seller, "/addresses/new"), **ADDRESS)
    with app.app_context():
        [row] = addresses_of(find_any_company(seller.company))
        unit_of_work(lambda: session.delete(session.get_one(CompanyAddress, row.id)))
    assert owner.get(place(seller, f"/addresses/{row.code}")).status_code == 404


def test_a_holiday_in_another_language_than_the_pages_says_which(seller, owner):
    at = place(seller, "/hours")
    assert 'lang="en-US" dir="auto">' in owner.get(at.replace("/en/", "/ar/")).text
    assert 'dir="auto">' not in owner.get(at.replace("/en/", "/ko/")).text
