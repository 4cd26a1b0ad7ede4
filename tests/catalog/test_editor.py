"""The editor of goods: what it shows, and how each part of a listing is saved."""

import re

import pytest

from marketplace.catalog.enums import ListingState, VersionState
from marketplace.catalog.operations import add_image, write_text
from marketplace.catalog.queries.listings import listing_by_code
from marketplace.core.db import unit_of_work
from marketplace.moderation.enums import Decision
from tests.factories.goods import (
    EDITION,
    HS,
    WORDS,
    actor_of,
    add_hs_code,
    add_tree,
    approve,
    decide,
    listing,
    picture,
    shown_listing,
    submitted_listing,
)
from tests.support.browsing import hidden_fields
from tests.support.editing import Desk


@pytest.fixture
def desk(app):
    return Desk(app)


TEXT = {
    "title": "센텔라 진정 세럼 30 ml",
    "short": "붉어지기 쉬운 피부를 위한 세럼",
    "description": "향료 없는 세럼입니다.",
    "keywords": "센텔라 세럼, 진정 앰플, 비건 화장품",
}


def test_a_new_listing_opens_where_something_is_missing_first(desk):
    page = desk.open().text
    assert 'id="pictures" data-step open' in page
    assert "Add at least one picture." in page
    assert "New listing" in page


@pytest.mark.parametrize(
    ("price", "per"), [("-5", "1"), ("9" * 25, "1"), ("4.20", "0"), ("4.20", "9" * 12)]
)
def test_a_price_that_is_none_is_refused_beside_its_field(desk, price, per):
    answer = desk.save(
        "prices",
        shown="everyone",
        per=per,
        **{"tiers-0-from_quantity": "10", "tiers-0-price": price},
    )
    assert answer.status_code == 422
    assert f'value="{price}"' in answer.text


def test_a_text_is_saved_and_leads_back_to_its_language(app, desk):
    answer = desk.save("text", query="?text=ko", **TEXT)
    assert answer.status_code == 302
    assert "step=texts" in answer.location
    assert "text=ko" in answer.location
    with app.test_request_context():
        text = desk.goods().texts["ko"]
    assert text.title == TEXT["title"]
    assert text.keywords == ["센텔라 세럼", "진정 앰플", "비건 화장품"]


def test_a_text_that_is_too_long_stays_as_it_was_typed(desk):
    answer = desk.save("text", query="?text=ko", **TEXT | {"title": "세럼 " * 40})
    assert answer.status_code == 422
    assert "Please keep to 80 characters." in answer.text
    assert TEXT["short"] in answer.text
    assert 'id="texts" data-step open' in answer.text


def test_the_original_stands_below_each_translated_field(desk):
    desk.save("text", query="?text=ko", **TEXT)
    page = desk.open("?step=texts&text=en").text
    assert re.search(r"Original</span> <span[^>]*>" + TEXT["title"], page)


def test_a_second_editor_sees_what_the_first_one_wrote(app, desk):
    desk.save("text", query="?text=ko", **TEXT)
    stale = hidden_fields(desk.open("?text=ko").text)
    desk.save("text", query="?text=ko", **TEXT | {"title": "첫째"})
    answer = desk.browser.post(
        f"{desk.address}/text?text=ko",
        data=stale
        | {f"text-{name}": value for name, value in TEXT.items()}
        | {"text-title": "둘째"},
    )
    assert answer.status_code == 409
    assert "It now says:" in answer.text
    assert "첫째" in answer.text
    assert 'value="둘째"' in answer.text
    with app.test_request_context():
        assert desk.goods().texts["ko"].title == "첫째"


def test_a_changed_original_outdates_the_others_until_somebody_looks_through_them(app, desk):
    desk.save("text", query="?text=ko", **TEXT)
    desk.save("text", query="?text=en", **TEXT | {"title": "Serum"})
    desk.save("text", query="?text=ko", **TEXT | {"title": "다른 세럼"})
    assert "I have checked it, it is still right" in desk.open("?text=en").text
    desk.send("text/confirm", query="?text=en")
    with app.test_request_context():
        assert desk.goods().texts["en"].origin == "translated"


def test_a_machine_s_translation_is_said_to_be_one(app, desk):
    desk.save("text", query="?text=en", **TEXT | {"title": "Serum", "by_machine": "y"})
    assert "Machine translation" in desk.open("?text=en").text


def test_a_language_can_be_taken_away(app, desk):
    desk.save("text", query="?text=en", **TEXT | {"title": "Serum"})
    desk.send("text/remove", query="?text=en")
    with app.test_request_context():
        assert "en" not in desk.goods().texts


def test_a_category_is_found_by_words_and_brings_its_usual_hs_codes(app, desk):
    with app.test_request_context():
        add_hs_code()
        add_tree()
    page = desk.open("?step=hs&goods=serum").text
    assert 'value="serums"' in page
    assert desk.save("category", slug="serums").status_code == 302
    page = desk.open("?step=hs").text
    assert "Usual for this category" in page
    assert f'value="{HS}"' in page


def test_an_hs_code_is_found_by_what_its_goods_are_called_where_the_schedule_lacks_the_word(
    app, desk
):
    with app.test_request_context():
        add_hs_code()
        add_tree()
    page = desk.open("?step=hs&hs=serum").text
    assert f'value="{HS}"' in page


def test_a_category_is_reached_by_walking_down(app, desk):
    with app.test_request_context():
        add_tree()
    page = desk.open("?step=hs&branch=skin-care").text
    assert 'value="serums"' in page


def test_an_hs_code_is_taken_as_it_is_pasted(app, desk):
    with app.test_request_context():
        add_hs_code()
    page = desk.open("?step=hs&hs=3304.99-1000").text
    assert 'value="3304991000"' in page
    assert desk.save("hs", hs="3304.99-1000").status_code == 302
    with app.test_request_context():
        version = desk.goods().version
    assert (version.hs_code, version.hs_edition) == (HS, EDITION)
    assert (version.hs_national, version.hs_country) == ("3304991000", "KR")


def test_what_is_no_hs_code_says_so_beside_its_field(desk):
    answer = desk.save("hs", hs="abc")
    assert answer.status_code == 422
    assert "An HS code has at least six digits" in answer.text
    assert "is not in the HS schedule" in desk.open("?step=hs&hs=9999.99").text


def test_the_hs_code_may_be_left_to_the_operator(app, desk):
    desk.save("hs", unsure="yes")
    with app.test_request_context():
        assert desk.goods().version.hs_unsure
    assert "You are not sure" in desk.open("?step=hs").text


def test_facts_are_saved_and_the_category_stays(app, desk):
    with app.test_request_context():
        add_tree()
    desk.save("category", slug="serums")
    answer = desk.save(
        "facts",
        origin_country="KR",
        brand="Onsaem",
        net="30",
        net_unit="MLT",
        contents=["alcohol", "liquid"],
    )
    assert answer.status_code == 302
    with app.test_request_context():
        goods = desk.goods()
    assert goods.category.slug == "serums"
    assert goods.version.net_thousandths == 30_000
    assert goods.version.contents == ["alcohol", "liquid"]


def test_none_of_the_contents_is_an_answer_and_not_beside_others(app, desk):
    facts = {"origin_country": "KR", "net_unit": ""}
    answer = desk.save("facts", contents=["none", "alcohol"], **facts)
    assert "Either some of these or none of them." in answer.text
    desk.save("facts", contents=["none"], **facts)
    with app.test_request_context():
        assert desk.goods().version.contents_stated


def test_the_editor_opens_where_its_seller_left(desk):
    desk.open("?step=packing")
    assert 'id="packing" data-step open' in desk.open().text


def test_what_is_in_review_rests_but_packing_does_not(app):
    desk = Desk(app, submitted_listing)
    answer = desk.save("text", query="?text=ko", **TEXT)
    assert answer.status_code in {409, 422}
    assert "Take it back from the review" in answer.text
    assert desk.save("carton", units="60").status_code == 302


def test_an_approved_text_is_changed_on_a_version_of_its_own(app):
    desk = Desk(app, lambda company: shown_listing(app, company))
    assert desk.save("text", query="?text=ko", **TEXT).status_code == 302
    with app.test_request_context():
        version = desk.goods().version
    assert (version.number, version.state) == (2, VersionState.DRAFT)
    assert "Buyers see the approved version until" in desk.open().text


def test_a_seller_reads_why_a_revision_is_asked(app):
    desk = Desk(app, submitted_listing)
    with app.test_request_context():
        decide(app, desk.goods().version, Decision.REVISE, reasons=("hs_code",), note="Look again.")
    page = desk.open().text
    assert "The HS code does not fit the goods." in page
    assert "Look again." in page


def test_scripts_ask_for_one_part_of_the_page(app, desk):
    with app.test_request_context():
        add_hs_code()
    part = desk.open("?only=hs&hs=3304.99").text
    assert f'value="{HS}"' in part
    assert "<html" not in part


def _statements(statements, desk):
    desk.open()
    with statements() as seen:
        assert desk.open("?step=pictures").status_code == 200
    return len(seen)


def test_the_editor_asks_as_much_of_the_database_for_much_as_for_little(app, statements):
    desk = Desk(app, lambda company: listing(company, words={"ko": WORDS["ko"]}))
    few = _statements(statements, desk)
    with app.test_request_context():
        _add_much(desk)
    assert _statements(statements, desk) == few


def _add_much(desk):
    version, who = desk.goods().version, actor_of(desk.seller)
    for _ in range(8):
        unit_of_work(add_image, version, picture(), actor=who)
    unit_of_work(write_text, version, "en", WORDS["en"], row_version=0, actor=who)


def test_goods_are_approved_in_the_end(app):
    desk = Desk(app, submitted_listing)
    with app.test_request_context():
        assert approve(app, listing_by_code(desk.code)).state is ListingState.SHOWN
