"""Numbers and amounts as people type them into the editor of goods."""

import pytest
from flask_babel import force_locale

from marketplace.catalog.queries.figures import read_amount, read_figure
from marketplace.core.errors import Refused


@pytest.fixture(autouse=True)
def _page(app):
    with app.test_request_context():
        yield


@pytest.mark.parametrize(
    ("text", "digits", "locale", "number"),
    [
        ("1,200", 0, "en", 1200),
        ("1.200", 0, "en", 1200),
        ("6.2", 3, "en", 6200),
        ("1,200.5", 3, "en", 1_200_500),
        ("6,2", 3, "es", 6200),
        ("6.2", 3, "es", 6200),
        ("1.200,5", 3, "es", 1_200_500),
    ],
)
def test_a_number_is_read_as_the_page_writes_it(text, digits, locale, number):
    with force_locale(locale):
        assert read_figure(text, digits) == number


@pytest.mark.parametrize("text", ["6,2", "0,125", "1,20.5", "1,2000", "-3", "1e3", "٣x"])
def test_groups_that_are_none_make_no_number(text):
    with pytest.raises(ValueError, match=text):
        read_figure(text, 3)


@pytest.mark.parametrize(
    ("text", "locale"),
    [("-5", "en"), ("9" * 25, "en"), ("0,125", "en"), ("0,125", "es"), ("4,205", "es")],
)
def test_an_amount_is_never_taken_for_another_one(text, locale):
    with force_locale(locale), pytest.raises(Refused) as refused:
        read_amount(text, "USD", "price")
    assert refused.value.field == "price"


@pytest.mark.parametrize(("text", "locale"), [("4,20", "es"), ("4.20", "es"), ("4.20", "en")])
def test_an_amount_is_read_as_the_page_or_as_english_writes_it(text, locale):
    with force_locale(locale):
        assert read_amount(text, "USD", "price").minor == 420
