"""The demo's deals: what the content file says, and that they are played once, in order."""

from collections import Counter

import pytest
from sqlalchemy import func, select

from marketplace.companies.enums import Side
from marketplace.core import clock
from marketplace.core.db import session
from marketplace.core.languages import LANGUAGES
from marketplace.core.work.worker import work_until_idle
from marketplace.deals.enums import DealState
from marketplace.deals.models import Deal, DealMessage, Inquiry, SavedReply
from marketplace.deals.queries.phrases import missing_blank
from marketplace.demo.deals import playing, steps
from marketplace.demo.load import SAMPLE_GOODS, load_demo
from marketplace.demo.sign_ins import draw_sign_ins
from marketplace.demo.written_companies import buyers_of, sellers_of, traders_of
from marketplace.demo.written_deals import Talk, talks_of
from marketplace.demo.written_goods import wares_of
from marketplace.search.models import SavedSearch
from tests.factories.goods import add_category, add_hs_code

TALKS = talks_of("KR")


def domains(founders):
    return {one.sample.domain.rpartition(".")[0]: one for one in founders}


def test_each_talk_is_between_companies_that_are_there_about_goods_that_they_show():
    people = draw_sign_ins()
    sellers = domains([*sellers_of("KR", people), *traders_of("KR")])
    buyers = domains(buyers_of("KR", people))
    for talk in TALKS:
        assert talk.buyer in buyers
        trade_name = sellers[talk.seller].sample.facts["trade_name"]
        codes = {ware.code for ware in wares_of("KR", trade_name)}
        assert {wanted.code for wanted in talk.wanted} <= codes


def test_the_talks_of_another_house_are_between_its_own_two_about_goods_of_theirs():
    codes = {ware.code for ware in wares_of("CL", SAMPLE_GOODS)}
    talks = talks_of("CL")
    assert {(talk.buyer, talk.seller) for talk in talks} == {("buyer", "seller")}
    assert {wanted.code for talk in talks for wanted in talk.wanted} <= codes


def test_each_step_comes_after_the_one_before_it():
    for talk in TALKS:
        ages = [step.ago for step in talk.steps]
        assert ages == sorted(ages, reverse=True)
        assert all(age < talk.ago for age in ages)


def test_talks_are_told_apart():
    assert len({talk.key for talk in TALKS}) == len(TALKS)


def test_ready_sentences_have_all_their_blanks():
    now = clock.now()
    said = [phrase for talk in TALKS for step in talk.steps for phrase in step.phrases(now)]
    assert said
    assert [missing_blank(phrase.code, phrase.blanks) for phrase in said] == [""] * len(said)


def test_people_of_many_languages_write():
    spoken = {talk.row["language"] for talk in TALKS}
    spoken |= {step.language for talk in TALKS for step in talk.steps}
    assert {"ar", "en", "es", "fr", "ja", "ko", "pt", "ru"} <= spoken <= set(LANGUAGES)


def test_a_house_without_written_deals_has_none():
    assert talks_of("XX") == []


def counted():
    """Count deals by state, inquiries and messages."""
    session.rollback()
    states = Counter(session.scalars(select(Deal.state)))
    inquiries = session.scalar(select(func.count()).select_from(Inquiry))
    messages = session.scalar(select(func.count()).select_from(DealMessage))
    return states, inquiries, messages


SHORT = [
    ("First.", 8.5, [{"ago": 7.5, "by": "seller", "language": "ko", "words": "네."}], ""),
    ("Second.", 6, [{"ago": 5, "by": "buyer", "act": "close", "reason": "price"}], ""),
    ("See https://example.com/here.", 1, [], "leave"),
]


@pytest.fixture
def short(context, monkeypatch):
    """Let the demo's own two have three short talks, about goods of a house with few."""
    add_category("lighting", is_leaf=False)
    add_category("desk-lamps", above="lighting", hs=("940521",))
    add_hs_code("940521")
    own = {"andes-pacifico", "hanbiton"}
    row = next(talk.row for talk in TALKS if {talk.buyer, talk.seller} == own)
    talks = [
        Talk(row | {"message": message, "ago": ago, "steps": done, "office": office})
        for message, ago, done, office in SHORT
    ]
    monkeypatch.setattr(playing, "talks_of", lambda _home: talks)


def break_off(*_facts):
    raise KeyboardInterrupt


@pytest.mark.usefixtures("loaded", "short")
def test_deals_are_played_once_and_an_interrupted_load_is_finished(app, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setitem(steps._ACTS, "close", break_off)
        with pytest.raises(KeyboardInterrupt):
            load_demo(companies=1)
    load_demo(companies=1)
    states = Counter({DealState.OPEN: 1, DealState.CLOSED: 1, DealState.WAITING: 1})
    assert counted() == (states, 3, 1)
    load_demo(companies=1)
    work_until_idle(app)
    assert counted() == (states, 3, 1)
    kept = [
        session.scalar(select(func.count()).select_from(of)) for of in (SavedReply, SavedSearch)
    ]
    assert kept == [3, 3]
    shown = session.scalars(select(Deal.shown_at).where(Deal.shown_at.is_not(None)))
    assert all(at < clock.now() for at in shown)
    assert session.scalar(select(Deal.turn).where(Deal.state == DealState.OPEN)) is Side.BUYER
