"""What a company says of itself: written, kept when refused, and seen by the second of two."""

import io
from datetime import timedelta

import pytest

from marketplace.companies.enums import CompanyKind, MemberRole, StaffBand
from marketplace.companies.queries import (
    business_of,
    find_any_company,
    find_text,
    history_of,
    languages_of,
    markets_of,
    texts_of,
)
from marketplace.core import clock
from marketplace.core.images import media_name
from marketplace.core.storage import storage
from marketplace.core.work.worker import work_until_idle
from tests.companies.people import picture, place
from tests.factories.companies import make_colleague, make_member, seller_facts
from tests.support.browsing import browser_of, fill_in, hidden_fields


@pytest.fixture
def seller(app):
    return make_member(app, seller_facts("주식회사 한빛온"), name="Kim Haneul")


def tags_of(app, made):
    with app.test_request_context():
        return [one.tag for one in history_of(find_any_company(made.company))]


def test_names_are_written_and_stand_on_the_page(app, seller, owner):
    answer = fill_in(
        owner,
        place(seller, "/names"),
        name="주식회사 한빛온",
        name_latin="Hanbiton Co., Ltd.",
        trade_name="Hanbiton",
    )
    assert answer.location == place(seller)
    page = owner.get(place(seller)).text
    assert "Hanbiton Co., Ltd." in page
    assert "주식회사 한빛온" in page
    assert tags_of(app, seller)[0] == "company:names:changed"


def test_a_latin_name_in_another_script_is_refused_and_kept(owner, seller):
    answer = fill_in(
        owner, place(seller, "/names"), name="주식회사 한빛온", name_latin="한빛온", trade_name="H"
    )
    assert "Please write this in Latin letters" in answer.text
    assert 'value="한빛온"' in answer.text


def test_a_trade_name_is_one_that_companies_abroad_can_read(owner, seller):
    answer = fill_in(owner, place(seller, "/names"), name="주식회사 한빛온", trade_name="한빛온")
    assert "companies abroad read it" in answer.text
    assert 'value="한빛온"' in answer.text


def test_the_second_of_two_editors_sees_what_changed_and_may_still_save(app, seller, owner):
    second = browser_of(app, seller.person)
    shown = hidden_fields(second.get(place(seller, "/names")).text)
    fill_in(owner, place(seller, "/names"), name="주식회사 한빛온", trade_name="First")
    mine = {"name": "주식회사 한빛온", "name_latin": "Mine Ltd.", "trade_name": "Second"}
    answer = second.post(place(seller, "/names"), data=shown | mine)
    assert answer.status_code == 409
    assert "It now says:</span> <bdi>First</bdi>" in answer.text
    assert answer.text.count("It now says:") == 2  # the Latin name is empty now
    assert 'value="Second"' in answer.text
    again = second.post(place(seller, "/names"), data=hidden_fields(answer.text) | mine)
    assert again.location == place(seller)
    with app.app_context():
        assert find_any_company(seller.company).trade_name == "Second"


def test_sections_are_saved_each_by_itself(app, seller, owner):
    shown = hidden_fields(owner.get(place(seller, "/names")).text)
    fill_in(owner, place(seller, "/business"), kind="maker", staff="5-9")
    answer = owner.post(place(seller, "/names"), data=shown | {"name": "주식회사 한빛온"})
    assert answer.location == place(seller)


def test_what_a_company_does_is_kept_whole(app, seller, owner):
    fill_in(
        owner,
        place(seller, "/business"),
        kind="brand_owner",
        does_oem="y",
        established="2014",
        staff="5-9",
        website="hanbiton.example",
        languages=["ko", "en"],
        markets=["JP", "CL"],
    )
    with app.app_context():
        company = find_any_company(seller.company)
        does = business_of(company)
        assert (does.kind, does.staff) == (CompanyKind.BRAND_OWNER, StaffBand.TO_9)
        assert (does.does_oem, does.does_odm, does.established) == (True, False, 2014)
        assert does.website == "https://hanbiton.example"
        assert languages_of(company) == ["en", "ko"]
        assert markets_of(company) == ["CL", "JP"]
    fill_in(owner, place(seller, "/business"), kind="", staff="", languages=["ja"], markets=[])
    with app.app_context():
        company = find_any_company(seller.company)
        assert (languages_of(company), markets_of(company)) == (["ja"], [])
        assert business_of(company).kind is None


def test_two_editors_of_lists_read_them_in_words(app, seller, owner):
    second = browser_of(app, seller.person)
    shown = hidden_fields(second.get(place(seller, "/business")).text)
    fill_in(owner, place(seller, "/business"), kind="maker", staff="", languages=["ko", "en"])
    answer = second.post(
        place(seller, "/business"), data=shown | {"kind": "trader", "languages": ["ja"]}
    )
    assert answer.status_code == 409
    assert "It now says:</span> <bdi>Maker</bdi>" in answer.text
    assert ">English, 한국어</bdi>" in answer.text


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("website", "http://hanbiton.example", "begins with https://"),
        ("website", "https://nowhere", "begins with https://"),
        ("website", "https://me:pw@hanbiton.example", "begins with https://"),
        ("website", "https://[", "begins with https://"),
        ("established", "14", "a year with four figures"),
        ("established", "2999", "a year with four figures"),
        ("staff", "a lot", "Please choose one from the list"),
    ],
)
def test_what_cannot_be_is_refused_and_kept(owner, seller, field, typed, sentence):
    facts = {"kind": "", "staff": "", field: typed}
    answer = fill_in(owner, place(seller, "/business"), **facts)
    assert answer.status_code == 200
    assert sentence in answer.text
    if field != "staff":
        assert f'value="{typed}"' in answer.text


def test_a_text_is_written_changed_and_taken_away_by_language(app, seller, owner):
    at = place(seller, "/texts/en")
    fill_in(owner, at, headline="Creams from Seongsu", story="We began in **2014**.")
    assert "<strong>2014</strong>" in owner.get(at).text
    assert "Creams from Seongsu" in owner.get(place(seller, "/texts")).text
    fill_in(owner, at, headline="Creams from Seoul", story="We began in 2014.")
    with app.app_context():
        text = find_text(find_any_company(seller.company), "en")
        assert (text.headline, text.version) == ("Creams from Seoul", 2)
    fill_in(owner, at, headline="", story="")
    with app.app_context():
        assert texts_of(find_any_company(seller.company)) == {}
    assert owner.get(place(seller, "/texts/tlh")).status_code == 404


def test_two_who_begin_the_same_text_do_not_lose_a_word(app, seller, owner):
    second = browser_of(app, seller.person)
    at = place(seller, "/texts/ko")
    shown = hidden_fields(second.get(at).text)
    fill_in(owner, at, headline="첫째", story="")
    answer = second.post(at, data=shown | {"headline": "둘째", "story": ""})
    assert answer.status_code == 409
    assert ">첫째</bdi>" in answer.text
    assert 'value="둘째"' in answer.text


def test_a_logo_is_re_encoded_and_shown_to_members_alone(app, client, seller, owner):
    at = place(seller, "/logo")
    answer = owner.post(
        at,
        data=hidden_fields(owner.get(at).text) | {"picture": (picture(), "logo.png")},
        content_type="multipart/form-data",
    )
    assert answer.location == at
    with app.app_context():
        key = find_any_company(seller.company).logo
        assert storage().get(media_name(key, "small"))
    address = f"/media/{key}-medium.webp"
    assert address in owner.get(at).text
    shown = owner.get(address)
    assert (shown.status_code, shown.mimetype) == (200, "image/webp")
    assert shown.headers["Cache-Control"].startswith("private")
    assert client.get(address).status_code == 404
    assert browser_of(app, make_member(app).person).get(address).status_code == 404


def test_a_large_picture_passes_the_limit_of_forms(owner, seller):
    at = place(seller, "/logo")
    heavy = picture(1400, 1400, "BMP")
    assert heavy.getbuffer().nbytes > 5 * 1024 * 1024
    answer = owner.post(
        at,
        data=hidden_fields(owner.get(at).text) | {"picture": (heavy, "logo.bmp")},
        content_type="multipart/form-data",
    )
    answer.request.environ["wsgi.input"].close()  # the test client's own copy
    assert answer.location == at


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"no picture at all", "We could not read this picture"),
        (None, "Please choose a picture"),
        (picture(20, 20).getvalue(), "Each side needs 64"),
    ],
    ids=["no picture", "no file", "too small"],
)
def test_what_is_no_logo_is_refused_in_a_sentence(app, owner, seller, content, sentence):
    at = place(seller, "/logo")
    files = {} if content is None else {"picture": (io.BytesIO(content), "logo.png")}
    answer = owner.post(
        at,
        data=hidden_fields(owner.get(at).text) | files,
        content_type="multipart/form-data",
    )
    assert sentence in answer.text
    with app.app_context():
        assert find_any_company(seller.company).logo is None


def send_logo(browser, at, hidden):
    return browser.post(
        at,
        data=hidden | {"picture": (picture(), "logo.png")},
        content_type="multipart/form-data",
    )


def test_a_logo_that_a_colleague_changed_is_not_replaced_unseen(app, seller, owner):
    at = place(seller, "/logo")
    second = browser_of(app, seller.person)
    shown = hidden_fields(second.get(at).text)
    send_logo(owner, at, hidden_fields(owner.get(at).text))
    answer = second.post(
        at,
        data=shown | {"picture": (picture(200, 200), "other.png")},
        content_type="multipart/form-data",
    )
    assert "A colleague has changed the logo in the meantime" in answer.text
    second.post(f"{at}/remove", data=shown)
    assert "A colleague has changed the logo" in second.get(at).text


def test_a_logo_is_taken_away(app, seller, owner):
    at = place(seller, "/logo")
    send_logo(owner, at, hidden_fields(owner.get(at).text))
    with app.app_context():
        key = find_any_company(seller.company).logo
    owner.post(f"{at}/remove", data=hidden_fields(owner.get(at).text))
    assert tags_of(app, seller)[:2] == ["company:logo:removed", "company:logo:changed"]
    with app.app_context(), clock.moved_to(clock.now() + timedelta(days=2)):
        assert find_any_company(seller.company).logo is None
        assert storage().get(media_name(key, "small"))
        work_until_idle(app)
        assert storage().get(media_name(key, "small")) is None


def test_sellers_write_first_only_once_the_buyer_allows_it(app):
    buyer = make_member(app)
    browser = browser_of(app, buyer.person)
    at = place(buyer)
    assert "Only you write first." in browser.get(at).text
    browser.post(f"{at}/first-letters", data=hidden_fields(browser.get(at).text))
    with app.app_context():
        assert find_any_company(buyer.company).sellers_may_write is True
    browser.post(f"{at}/first-letters", data=hidden_fields(browser.get(at).text))
    with app.app_context():
        assert find_any_company(buyer.company).sellers_may_write is False


def test_a_seller_has_nobody_to_allow(app, seller, owner):
    at = place(seller)
    assert "Who writes first" not in owner.get(at).text
    owner.post(f"{at}/first-letters", data=hidden_fields(owner.get(at).text))
    with app.app_context():
        assert find_any_company(seller.company).sellers_may_write is False


def test_a_page_that_is_whole_says_so(app, seller, owner):
    fill_in(owner, place(seller, "/names"), name="한빛온", name_latin="Hanbiton Co., Ltd.")
    fill_in(owner, place(seller, "/business"), kind="maker", staff="5-9", languages=["ko"])
    send_logo(owner, place(seller, "/logo"), hidden_fields(owner.get(place(seller, "/logo")).text))
    address = {"kind": "registered", "country": "KR", "street": "성수이로 118", "city": "서울"}
    fill_in(owner, place(seller, "/addresses/new"), **address)
    fill_in(owner, place(seller, "/contacts/new"), name="Kim", mail="k@example.com", channel="mail")
    fill_in(owner, place(seller, "/texts/en"), headline="Creams", story="")
    fill_in(owner, place(seller, "/hours"), days=["0", "1"], opens_at="09:00", closes_at="18:00")
    page = owner.get(place(seller)).text
    assert "One thing is still missing" in page
    assert "Registered address in Latin letters" in page
    latin = {"street_latin": "118 Seongsui-ro", "city_latin": "Seoul"}
    at = (
        owner.get(place(seller, "/addresses")).text.split("/company/addresses/ADR")[1].split('"')[0]
    )
    fill_in(owner, place(seller, f"/addresses/ADR{at}"), **address | latin)
    assert "Your page is complete" in owner.get(place(seller)).text


def test_a_colleague_who_trades_writes_but_does_not_name(app, seller):
    trader = browser_of(app, make_colleague(app, seller.company, MemberRole.TRADE).person)
    fill_in(trader, place(seller, "/business"), kind="maker", staff="")
    assert "Maker" in trader.get(place(seller)).text
    form = hidden_fields(trader.get(place(seller, "/business")).text)
    assert trader.post(place(seller, "/names"), data=form | {"name": "Mine"}).status_code == 403


def test_what_is_sent_as_it_stood_is_not_written(app, seller, owner):
    names = {"name": "주식회사 한빛온", "name_latin": "", "trade_name": ""}
    for _time in range(2):
        assert fill_in(owner, place(seller, "/names"), **names).status_code == 302
    business = {"kind": "", "staff": "", "languages": ["en", "ko"], "markets": ["US"]}
    for _time in range(2):
        assert fill_in(owner, place(seller, "/business"), **business).status_code == 302
    text = {"headline": "Creams", "story": ""}
    for _time in range(2):
        assert fill_in(owner, place(seller, "/texts/en"), **text).status_code == 302
    with app.app_context():
        company = find_any_company(seller.company)
        assert company.version == 1
        assert business_of(company).version == 2
        assert find_text(company, "en").version == 1
    assert tags_of(app, seller).count("company:business:changed") == 1
    assert "company:names:changed" not in tags_of(app, seller)


def test_two_clicks_on_who_writes_first_are_one(app):
    buyer = make_member(app)
    browser, at = browser_of(app, buyer.person), place(buyer)
    form = hidden_fields(browser.get(at).text)
    for _time in range(2):
        browser.post(f"{at}/first-letters", data=form)
    with app.app_context():
        assert find_any_company(buyer.company).sellers_may_write is True
