"""Ready sentences of the trade: the same in nine languages, their blanks as each writes them."""

import re

import pytest
from werkzeug.datastructures import MultiDict

from marketplace.core.languages import LANGUAGES
from marketplace.deals.forms.phrases import chosen_phrases
from marketplace.deals.operations import PhraseFacts
from marketplace.deals.queries.phrases import (
    missing_blank,
    parts_of,
    phrases,
    sentence,
    words_in,
)

BLANK = re.compile(r"\{(\w+)\}")


def test_there_are_twenty():
    asks = [one.asks for one in phrases().values()]
    assert (asks.count(True), asks.count(False)) == (10, 10)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_each_language_says_every_sentence_with_its_blanks(tag):
    said = words_in(tag)
    assert list(said) == list(phrases())
    found = {code: sorted(BLANK.findall(text)) for code, text in said.items()}
    assert found == {code: sorted(one.blanks) for code, one in phrases().items()}


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_pieces_of_a_form_are_the_sentence(tag):
    for code, text in words_in(tag).items():
        pieces = "".join(
            f"{said}{{{name}}}" if name else said for said, name in parts_of(code, tag)
        )
        assert pieces == text


def test_blanks_read_as_each_language_writes_them(app):
    blanks = {"count": "3", "price": "2400 USD"}
    with app.test_request_context():
        assert "US$\u00a024.00" in sentence("say_sample", blanks, "en")
        assert "24,00\u00a0US$" in sentence("say_sample", blanks, "es")
        assert sentence("say_moq", {"quantity": "1200 KGM"}, "en").endswith("1,200 kilograms.")
        assert "2026년 12월 1일" in sentence("say_later", {"date": "2026-12-01"}, "ko")
        assert "árabe" in sentence("ask_label", {"language": "ar"}, "es")


def test_a_sentence_that_is_gone_says_nothing(app):
    with app.test_request_context():
        assert sentence("say_nothing", {}, "en") == ""


def test_a_gap_is_named_by_its_sentence_in_the_language_of_the_page(app):
    with app.test_request_context("/ko/"):
        assert missing_blank("say_moq", {}) != ""
        assert missing_blank("say_moq", {"quantity": "1 H87"}) == ""


def chosen(app, *ticked, **blanks):
    sent = MultiDict([("phrase", code) for code in ticked])
    for name, typed in blanks.items():
        sent.add(name.replace("__", "-"), typed)
    with app.test_request_context():
        return chosen_phrases(sent)


def test_what_was_typed_is_kept_as_codes(app):
    found = chosen(
        app,
        "say_sample",
        "ask_price",
        "ask_label",
        "ask_certificate",
        "say_again",
        blank__say_sample__count="3",
        blank__say_sample__price="24.5",
        blank__say_sample__price__of="EUR",
        blank__ask_price__quantity="1,200",
        blank__ask_price__quantity__of="KGM",
        blank__ask_label__language="ar",
        blank__ask_certificate__certificate=" ISO  22716 ",
        blank__say_again__date="2026-12-01",
    )
    assert found.errors == {}
    assert found.facts == [
        PhraseFacts("ask_price", {"quantity": "1200 KGM"}),
        PhraseFacts("ask_certificate", {"certificate": "ISO 22716"}),
        PhraseFacts("ask_label", {"language": "ar"}),
        PhraseFacts("say_sample", {"count": "3", "price": "2450 EUR"}),
        PhraseFacts("say_again", {"date": "2026-12-01"}),
    ]


@pytest.mark.parametrize(
    ("code", "blank", "typed", "said"),
    [
        ("ask_sample", "count", "three", "whole number"),
        ("ask_price", "quantity", "-2", "whole number"),
        ("say_sample", "price", "cheap", "an amount of USD"),
        ("say_again", "date", "soon", "2026-12-24"),
    ],
)
def test_what_is_no_number_no_amount_and_no_day_is_refused(app, code, blank, typed, said):
    found = chosen(app, code, **{f"blank__{code}__{blank}": typed})
    sentence = found.errors[f"blank-{code}-{blank}"]
    assert (f"[{typed}]" in sentence, said in sentence) == (True, True)


def test_an_unknown_unit_currency_or_language_falls_back(app):
    found = chosen(
        app,
        "ask_price",
        "ask_label",
        blank__ask_price__quantity="5",
        blank__ask_price__quantity__of="XXX",
        blank__ask_label__language="tlh",
    )
    assert [dict(one.blanks) for one in found.facts] == [{"quantity": "5 H87"}, {"language": ""}]
