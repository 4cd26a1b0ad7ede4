"""What the house notices about goods by itself."""

from dataclasses import replace

import pytest
from flask_babel import force_locale

from marketplace.catalog.operations import add_image, choose_hs, write_text
from marketplace.catalog.queries.goods import goods_of
from marketplace.catalog.queries.hs import HsChoice
from marketplace.catalog.queries.language_guess import is_in_script, language_by_words
from marketplace.catalog.queries.listings import images_of, open_version_of
from marketplace.catalog.queries.remarks import (
    Circumstances,
    ReviewRemark,
    as_remark,
    as_stored,
    found_phrases,
    remark_sentence,
    remarks,
    remarks_on,
)
from marketplace.catalog.queries.review import remark_lines
from marketplace.core.db import session, unit_of_work
from tests.factories import goods

KOREAN = "병풀 추출물을 담은 가벼운 세럼입니다. 향료를 넣지 않았습니다."
ENGLISH = "A light serum with centella extract, made for skin that is red and in need of calm."
SPANISH = "Un sérum ligero con extracto de centella, sin perfume y con el más suave de los tactos."
FRENCH = "Un sérum léger avec un extrait de centella, sans parfum, pour les peaux qui sont sèches."
PORTUGUESE = (
    "Um sérum leve com extrato de centella, sem perfume e com o mais suave dos toques, não oleoso."
)
JAPANESE = "ツボクサエキスを配合した軽い美容液です。香料は使っていません。"
CHINESE = "含有积雪草提取物的轻盈精华液，不添加香料，适合敏感肌肤每日使用。"
RUSSIAN = "Лёгкая сыворотка с экстрактом центеллы, без отдушек."
ARABIC = "سيروم خفيف بخلاصة السنتيلا وبدون عطور"
TEXTS = {
    "en": ENGLISH,
    "es": SPANISH,
    "fr": FRENCH,
    "pt": PORTUGUESE,
    "ko": KOREAN,
    "zh": CHINESE,
    "ja": JAPANESE,
    "ru": RUSSIAN,
    "ar": ARABIC,
}


def parts(listing):
    session.expire_all()
    return goods_of(open_version_of(listing))


def found(listing):
    return [(remark.code, remark.place) for remark in remarks_on(parts(listing))]


@pytest.mark.parametrize("tag", TEXTS)
def test_a_text_is_in_its_own_script_and_words(tag):
    assert is_in_script(TEXTS[tag], tag)
    assert language_by_words(TEXTS[tag], tag) is None


@pytest.mark.parametrize("tag", TEXTS)
def test_a_text_in_another_language_is_noticed(tag):
    others = [other for other in TEXTS if other != tag]
    noticed = {
        other: not is_in_script(TEXTS[other], tag) or language_by_words(TEXTS[other], tag) == other
        for other in others
    }
    assert noticed == dict.fromkeys(others, True)


def test_a_few_letters_and_brand_names_say_nothing():
    assert is_in_script("SPF 50+", "ko")
    assert is_in_script("CICA", "ar")
    assert is_in_script("Onsaem 병풀 진정 앰플 세럼 Cica", "ko")
    assert language_by_words("Sérum Cica 30 ml", "en") is None


@pytest.mark.parametrize(
    ("text", "phrases", "expected"),
    [
        ("It heals skin", ["heals", "cures"], ["heals"]),
        ("HEALS", ["heals"], ["heals"]),
        ("It healsomething", ["heals"], []),
        ("트러블 치료에 도움", ["치료"], ["치료"]),
        ("100% effective!", ["100% effective"], ["100% effective"]),
        ("Лечит кожу", ["лечит"], ["лечит"]),
        ("Пролечит", ["лечит"], []),
    ],
)
def test_banned_phrases_are_words_or_stand_inside_joined_scripts(text, phrases, expected):
    assert found_phrases(text, phrases) == expected


def test_good_goods_give_no_remark(company):
    assert found(goods.listing(company)) == []


def test_an_hs_code_that_is_missing_or_of_another_chapter_is_noticed(company):
    listing = goods.listing(company, hs=False)
    assert found(listing) == [("hs_missing", "hs")]
    goods.add_hs_code("851671")
    version, actor = open_version_of(listing), goods.owner_of(company)
    choice = HsChoice("851671", goods.EDITION)
    unit_of_work(choose_hs, version, choice, row_version=version.version, actor=actor)
    remark = remarks_on(parts(listing))[0]
    assert remark == ReviewRemark("hs_unusual", "hs", {"chosen": "851671", "usual": "330499"})
    assert remark_sentence(remark) == (
        "HS 8516.71 is unusual here: such goods mostly go under 3304.99."
    )


def test_a_small_picture_and_one_of_another_company_are_noticed(app, company):
    listing = goods.listing(company)
    version, actor = open_version_of(listing), goods.owner_of(company)
    small = unit_of_work(add_image, version, goods.picture(width=1600, height=799), actor=actor)
    other = goods.company_of(goods.make_seller(app, "Another Co., Ltd."))
    theirs = open_version_of(goods.draft(other))
    taken = images_of(version)[0]
    same = goods.Picture(taken.picture, 1600, 1200)
    unit_of_work(add_image, theirs, same, actor=goods.owner_of(other))
    assert found(listing) == [
        ("image_of_another", f"image:{taken.code}"),
        ("image_small", f"image:{small.code}"),
    ]


def test_the_same_name_twice_in_a_company_is_noticed(app, company):
    first, second = goods.listing(company), goods.listing(company)
    assert remarks_on(parts(second)) == [
        ReviewRemark("same_title", "listing", {"listing": first.code})
    ]
    other = goods.company_of(goods.make_seller(app, "Another Co., Ltd."))
    assert found(goods.listing(other)) == []


def test_words_and_languages_are_noticed_where_they_stand(company):
    words = goods.WORDS | {
        "en": replace(goods.WORDS["en"], title=KOREAN, summary="It cures acne"),
        "es": replace(goods.WORDS["en"], title="Sérum", summary=ENGLISH, description=ENGLISH),
    }
    assert found(goods.listing(company, words=words)) == [
        ("wrong_script", "text:en:title"),
        ("banned_words", "text:en:summary"),
        ("wrong_language", "text:es:description"),
    ]


def test_what_is_said_of_a_picture_is_looked_at_too(company):
    loaded = parts(goods.listing(company))
    loaded.images[0].alt = {"en": KOREAN, "es": "Cura el acné", "ko": KOREAN}
    around = Circumstances(usual_hs=(goods.HS,), banned={"es": ["cura"]})
    place = f"image:{loaded.images[0].code}"
    found_there = [(one.code, one.place) for one in remarks(loaded, around)]
    assert found_there == [("wrong_script", place), ("banned_words", place)]


def test_remarks_are_kept_and_read_as_lines(app, company):
    listing = goods.listing(company, hs=False)
    version, actor = open_version_of(listing), goods.owner_of(company)
    facts = replace(goods.WORDS["en"], summary="It cures acne")
    unit_of_work(write_text, version, "en", facts, row_version=1, actor=actor)
    stored = as_stored(remarks_on(parts(listing)))
    assert [as_remark(each) for each in stored] == remarks_on(parts(listing))
    hs, words = remark_lines(stored)
    assert (hs.anchor, hs.level.value, hs.reason) == ("hs", "must_change", "")
    assert (words.anchor, words.place, words.reason) == (
        "text-en-summary",
        "In short, English",
        "claim",
    )
    assert "cures" in words.sentence
    with force_locale("es"):
        assert remark_lines(stored)[1].place.endswith("inglés")
    assert (
        remark_lines([{"code": "of_a_later_time", "place": "x"}])[0].sentence == "of_a_later_time"
    )


def test_remarks_are_a_pure_reckoning_over_facts(company, statements):
    loaded = parts(goods.listing(company))
    around = Circumstances(
        usual_hs=("851671",),
        same_title=("LST-0000-00000", "LST-0000-00001", "LST-0000-00002"),
        same_pictures=frozenset({loaded.images[0].picture}),
        banned={"en": ["centella"]},
    )
    with statements() as seen:
        codes = [remark.code for remark in remarks(loaded, around)]
    assert len(seen) == 0
    assert codes == ["same_title", "hs_unusual", "image_of_another", *["banned_words"] * 3]
    assert "LST-0000-00000 and 2 more" in remark_sentence(remarks(loaded, around)[0])
    for remark in remarks(loaded, around):
        assert "%(" not in remark_sentence(remark)
