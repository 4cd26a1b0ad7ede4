"""What a query met stands out in the text, and the text stays as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.search.analysis.marks import marked_parts
from marketplace.search.queries.parsing import parse_query


def marked(text, language, typed):
    parts = marked_parts(text, language, parse_query(typed).words)
    assert "".join(part for part, _met in parts) == text
    return [part for part, met in parts if met]


@pytest.mark.parametrize(
    ("text", "language", "typed", "expected"),
    [
        ("Centella calming serum 30 ml", "en", "SERUMS", ["serum"]),
        ("Cremas faciales", "es", "crema", ["Cremas"]),
        ("센텔라 진정 세럼 30 ml", "ko", "세럼을", ["세럼"]),
        ("센텔라진정세럼", "ko", "진정", ["진정"]),
        ("비건 쑥 앰플", "ko", "vegano", ["비건"]),
        ("Sun cream SPF50+, 50 ml", "en", "spf50", ["SPF50"]),
        ("سيروم الوجه", "ar", "وجه", ["الوجه"]),
        ("Brass ball valve DN50", "en", "steel", []),
        ("No words", "en", "", []),
    ],
)
def test_the_words_that_were_met_are_marked(text, language, typed, expected):
    assert marked(text, language, typed) == expected


@given(st.text(max_size=40), st.text(max_size=20))
def test_the_parts_are_the_text_whatever_is_asked(text, typed):
    marked(text, "ko", typed)
    marked(text, "en", typed)
