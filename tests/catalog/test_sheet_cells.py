"""Headings are known in every language; a cell says what it means, or what is wrong with it."""

import pytest
from flask_babel import force_locale

from marketplace.catalog.sheets.cells import Amount, Fault, read_cell
from marketplace.catalog.sheets.choices import choice_meant, choices_of
from marketplace.catalog.sheets.columns import all_columns, column_named
from marketplace.catalog.sheets.writing import example_of
from marketplace.core.languages import LANGUAGES
from tests.factories import goods


@pytest.fixture
def house(app, context):
    return app


def test_each_heading_is_found_again_in_each_language(house, settings):
    for tag in settings.languages:
        with force_locale(LANGUAGES[tag].locale):
            titles = {column.key: column.title() for column in all_columns().values()}
        assert len(set(titles.values())) == len(titles)
        assert {key: column_named(title).key for key, title in titles.items()} == {
            key: key for key in titles
        }


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("sku", "sku"),
        ("Title:KO", "title:ko"),
        ("Name of the goods *", "title:ko"),
        ("  name of the goods (english)", "title:en"),
    ],
)
def test_a_heading_is_known_by_its_key_without_its_language_and_in_any_case(house, heading, key):
    assert column_named(heading).key == key


def cell(key, text):
    return read_cell(all_columns()[key], text)


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("from_1", "1,000", 1000),
        ("from_1", "600.0", 600),
        ("carton_gross", "6.8", 6800),
        ("carton_length", "48", 480),
        ("price_1", "US$ 4.20", Amount("4.200000", "USD")),
        ("price_1", "₩4,200", Amount("4200.000000", "KRW")),
        ("price_1", "1250.5 EUR", Amount("1250.500000", "EUR")),
        ("net", "0.5 kg", (500, "KGM")),
        ("net", "30ml", (30_000, "MLT")),
        ("hs", "3304.99-1000", "3304991000"),
        ("hs", "？", "？"),
        ("origin", "South Korea", "KR"),
        ("origin", "대한민국", "KR"),
        ("unit", "pcs", "H87"),
        ("contents", "none", ()),
        ("contents", "Liquid, battery", ("liquid", "battery")),
        ("contents", "–", ()),
        ("keywords:en", "a, b;c\nd, a", ("a", "b", "c", "d")),
        ("title:en", "  two   words ", "two words"),
        ("brand", " ", None),
    ],
)
def test_a_cell_says_what_it_means(house, key, text, value):
    assert cell(key, text) == value


@pytest.mark.parametrize(
    ("tag", "key", "text", "value"),
    [
        ("es", "from_1", "1.000", 1000),
        ("es", "from_1", "20.000", 20_000),
        ("es", "from_1", "600.0", 600),
        ("en", "from_1", "1.000", 1),
        ("es", "price_1", "1.500", Amount("1500.000000")),
        ("es", "price_1", "1.000.000", Amount("1000000.000000")),
        ("es", "price_1", "1.125", Amount("1.125000")),  # as Excel keeps numbers
        ("es", "price_1", "1.500,25", Amount("1500.250000")),
        ("en", "price_1", "1.500", Amount("1.500000")),
    ],
)
def test_a_point_groups_where_the_language_groups_with_it(house, tag, key, text, value):
    with force_locale(tag):
        assert cell(key, text) == value


@pytest.mark.parametrize(
    ("key", "text", "code"),
    [
        ("from_1", "5,000개", "number_with_words"),
        ("from_1", "many", "whole"),
        ("from_1", "6.5", "whole"),
        ("carton_net", "heavy", "figure"),
        ("price_1", "4.20 apples", "number_with_words"),
        ("price_1", "cheap", "amount"),
        ("net", "30 moons", "net"),
        ("hs", "33", "hs_digits"),
        ("hs", "serum", "hs"),
        ("incoterm", "FOBB", "no_choice"),
    ],
)
def test_a_cell_that_cannot_be_read_says_why(house, key, text, code):
    with pytest.raises(Fault) as fault:
        cell(key, text)
    assert fault.value.code == code


def test_choices_are_read_in_every_language_that_the_pages_speak(house, settings):
    for tag in settings.languages:
        with force_locale(LANGUAGES[tag].locale):
            for name in ("country", "price_shown", "sample", "mode", "contents"):
                assert {code: choice_meant(name, word) for code, word in choices_of(name)} == {
                    code: code for code, _word in choices_of(name)
                }


def test_examples_of_the_template_can_be_read(house):
    goods.add_tree()
    for column in all_columns().values():
        read_cell(column, example_of(column))


def test_the_example_of_a_text_is_in_the_language_of_its_column(house):
    with force_locale("ko"):
        korean, english = (example_of(all_columns()[key]) for key in ("title:ko", "title:en"))
    assert english == "Centella calming serum 30 ml"
    assert korean.startswith("센텔라")


@pytest.mark.parametrize("text", ["한국", "국산", "korea", "대한민국", "KR"])
def test_the_home_country_is_read_as_its_people_write_it(house, text):
    assert read_cell(all_columns()["origin"], text) == "KR"
