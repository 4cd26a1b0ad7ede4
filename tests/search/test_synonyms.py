"""Words of the trade: whole in nine languages, and each leads to goods in another one."""

import pytest

from marketplace.core.languages import LANGUAGES
from marketplace.search.analysis import in_one_form, index_tokens, words_of
from marketplace.search.queries.parsing import parse_query
from marketplace.search.queries.synonyms import LONGEST_TERM, groups


def is_met(word, text, language):
    tokens = set(index_tokens(text, language))
    return any(len(tokens.intersection(way.tokens)) >= way.least for way in word.ways)


def finds(typed, text, language):
    """Whether goods with only this text have every word of the query."""
    return all(is_met(word, text, language) for word in parse_query(typed).words)


def test_every_group_has_words_in_nine_languages():
    for group in groups():
        assert set(group.terms) == set(LANGUAGES), group.name
        assert all(group.terms.values()), group.name


def test_no_term_is_in_two_groups():
    owner = {}
    for group in groups():
        for terms in group.terms.values():
            for term in terms:
                key = tuple(in_one_form(word.text) for word in words_of(term))
                assert key, term
                assert owner.setdefault(key, group.name) == group.name, term


def test_no_term_is_too_long_or_one_character_that_would_be_found_everywhere():
    for group in groups():
        for terms in group.terms.values():
            for term in terms:
                words = words_of(term)
                assert len(words) <= LONGEST_TERM, term
                assert len(words) > 1 or len(words[0].text) > 1, term


@pytest.mark.parametrize(
    ("typed", "text", "language"),
    [
        ("sérum vegano", "비건 serum 30 ml", "ko"),
        ("veganas", "Vegan cream", "en"),
        ("marca blanca", "Toner, private label possible", "en"),
        ("acero inoxidable", "스테인리스 볼 밸브", "ko"),
        ("خالي من العطور", "Fragrance free cleansing oil", "en"),
        ("طاقة شمسية", "태양광 랜턴", "ko"),
        ("مقاوم للماء", "Waterproof bag", "en"),
        ("도매", "Socks, wholesale", "en"),
        ("친환경 대나무", "Eco-friendly bamboo brush", "en"),
        ("дозатор для детей", "дозатор, children", "en"),
        ("不锈钢", "stainless steel pan", "en"),
        ("不鏽鋼", "stainless steel pan", "en"),
        ("扫描仪", "Document scanner, A4", "en"),
        ("штангенциркуль", "버니어 캘리퍼스 150 mm", "ko"),
        ("日焼け止め", "선크림 SPF50+", "ko"),
    ],
)
def test_a_word_of_the_trade_is_found_in_another_language(typed, text, language):
    assert finds(typed, text, language)


def test_only_the_words_as_typed_are_looked_for_when_that_is_asked():
    assert parse_query("vegano", in_other_words=False).replaced == ()
    (replaced,) = parse_query("vegano").replaced
    assert replaced.group.name == "vegan"
    assert "비건" in replaced.also("ko")
