"""Texts and queries become tokens so that what is written is found by what is typed."""

import sys
from concurrent.futures import ThreadPoolExecutor
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.search.analysis import (
    VERSION,
    folded,
    in_one_form,
    index_tokens,
    ordered_tokens,
    phrase_of,
    words_of,
)
from marketplace.search.analysis.stems import stem_of


def finds(query, text, language):
    """Say whether every word of the query is met by the tokens of the text."""
    tokens = set(index_tokens(text, language))
    words = words_of(query)
    return bool(words) and all(
        any(len(tokens.intersection(way.tokens)) >= way.least for way in word.ways)
        for word in words
    )


@pytest.mark.parametrize(
    ("query", "text", "language"),
    [
        ("sunscreen", "Sunscreens for sensitive skin", "en"),
        ("botella de vidrio", "Botellas de vidrio con cuentagotas", "es"),
        ("sérum visage", "Sérums pour le visage", "fr"),
        ("serum", "Sérum apaisant", "fr"),
        ("loção tônica", "Loções tônicas faciais", "pt"),
        ("locao", "Loção hidratante", "pt"),
        ("крем для лица", "Кремы для лица", "ru"),
        ("елка", "Ёлка", "ru"),
        ("قناع الوجه", "أقنعة للوجه، قناع", "ar"),
        ("ماسك", "مَاسْك الوَجْه", "ar"),
        ("مدرسه", "مدرسة", "ar"),
        ("마스크팩", "진정 마스크 팩 10매", "ko"),
        ("마스크 팩", "진정 마스크팩 10매", "ko"),
        ("토너를", "약산성 토너 200 ml", "ko"),
        ("세럼은", "병풀 세럼", "ko"),
        ("化粧水", "しっとり化粧水トナー", "ja"),
        ("トナー", "ﾄﾅｰ 200ml", "ja"),
        ("ブドウ", "ぶどうジュース", "ja"),
        ("スキャナー", "3Dスキャナ", "ja"),
        ("フイルム", "包装フィルム", "ja"),
        ("毛布", "毛布・ブランケット", "ja"),
        ("爽肤水", "保湿爽肤水200毫升", "zh"),
        ("護膚品", "护肤品批发", "zh"),
        ("护肤品", "護膚品批發", "zh"),
        ("台灣烏龍茶", "臺灣烏龍茶葉", "zh"),
        ("綫材", "线材和电缆", "zh"),
        ("化粧水", "化妆水 200ml", "zh"),
        ("k뷰티", "K-뷰티 세럼", "ko"),
        ("STRASSE", "Straße", "en"),
    ],
)
def test_a_word_finds_its_forms_spacings_widths_and_accents(query, text, language):
    assert finds(query, text, language)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("SPF50+", "Sun cream SPF 50+ PA++++"),
        ("SPF 50", "Sun cream SPF50+"),
        ("spf50", "ＳＰＦ５０＋"),
        ("18650", "Li-ion cell 18650, 3.7V"),
        ("3,7 V", "Li-ion cell 18650 3.7V"),
        ("M8x20", "Hex bolt M8×20"),
        ("M8 x 20", "Hex bolt M8×20"),
        ("M8×20", "Hex bolt M8 x 20"),
        ("DN50", "Ball valve DN 50"),
        ("DN 50", "Ball valve DN50"),
        ("30ml", "Serum 30 ml"),
        ("30㎖", "Serum 30 ml"),
        ("1000 pcs", "MOQ 1,000 pcs"),
        ("1.500,00", "1,500"),
        ("٥٠", "50 g"),
    ],
)
def test_figures_units_and_model_numbers_are_found_however_they_are_parted(query, text):
    assert finds(query, text, "en")


@pytest.mark.parametrize(
    ("query", "text", "language"),
    [
        ("18650", "18651", "en"),
        ("DN50", "DN40", "en"),
        ("토너", "토마토 나사", "ko"),
        ("valve", "vase", "en"),
        ("マスク", "マクラ", "ja"),
    ],
)
def test_what_only_looks_like_it_is_not_found(query, text, language):
    assert not finds(query, text, language)


LETTERS = st.one_of(
    st.characters(min_codepoint=0x20, max_codepoint=0x24F),
    st.characters(min_codepoint=0x400, max_codepoint=0x45F),
    st.characters(min_codepoint=0x620, max_codepoint=0x66F),
    st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3),
    st.characters(min_codepoint=0x3040, max_codepoint=0x30FF),
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
    st.sampled_from("０９ｘ×㎖-.,+/'"),
)
WORDS = st.lists(st.text(LETTERS, min_size=1, max_size=12), min_size=1, max_size=8)
LANGUAGES = st.sampled_from(["en", "ko", "zh", "ja", "es", "fr", "pt", "ru", "ar"])


@given(words=WORDS, language=LANGUAGES, data=st.data())
def test_what_is_indexed_is_found_by_any_of_its_words(words, language, data):
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    query = " ".join(words[first : last + 1])
    if words_of(query):
        assert finds(query, " ".join(words), language)


CHARACTERS = "".join(map(chr, range(0x3400, 0xA000)))
SAMPLE = (
    "Sunscreens SPF50+ 30 ml M8×20 1,500.50 Botellas Sérums Loções Кремы أقنعة للوجه مدرسة "
    "진정 마스크팩을 10매 スキャナー ぶどう 化粧水 護膚品 ㎖ DN50"
)
#: What tells the tokens of a version: they are in every index, and the queries' must be alike.
TOLD = ("4", 3572034785)


def test_the_version_is_raised_when_tokens_change():
    tokens = [
        token for tag in ("en", "es", "fr", "pt", "ru", "ar") for token in index_tokens(SAMPLE, tag)
    ]
    made = " ".join([*tokens, *ordered_tokens(SAMPLE), in_one_form(CHARACTERS)])
    assert (VERSION, crc32(made.encode())) == TOLD


def test_a_character_in_its_form_stays_as_it_is():
    formed = in_one_form(CHARACTERS)
    assert len(formed) == len(CHARACTERS)
    assert in_one_form(formed) == formed


@given(text=st.text(max_size=60))
def test_folding_twice_changes_nothing(text):
    assert folded(folded(text)) == folded(text)


@given(text=st.text(LETTERS, max_size=60), language=LANGUAGES)
def test_tokens_have_no_blank_so_that_every_engine_parts_them_alike(text, language):
    assert all(token.split() == [token] for token in index_tokens(text, language))


def test_quoted_words_keep_their_order():
    assert phrase_of("Brass ball-valve, DN50 밸브").tokens == (
        "brass", "ball", "valve", "dn", "50", "밸", "브",
    )  # fmt: skip


def test_a_query_of_signs_alone_asks_for_nothing():
    assert words_of("+++ !? --") == []


WORDS = [
    f"{a}{b}"
    for a in ("bottl", "cosmet", "pack", "shipp", "valu")
    for b in ("ic", "er", "ation", "able", "e", "ly", "ment", "ous")
]


def test_threads_that_stem_at_once_get_the_stems_of_one_alone():
    words = [f"{word}{ending}" for word in WORDS for ending in ("", "s", "ing", "ed", "ness")]
    alone = [stem_of(word, "en") for word in words]
    stem_of.cache_clear()
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as threads:
            parts = [words[start:] + words[:start] for start in range(0, len(words), 60)]
            found = list(threads.map(lambda part: {w: stem_of(w, "en") for w in part}, parts))
    finally:
        sys.setswitchinterval(interval)
    assert all([each[word] for word in words] == alone for each in found)
