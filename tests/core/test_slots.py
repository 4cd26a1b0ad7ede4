"""Slots: what higher rooms put on a lower room's page, in order."""

import pytest
from jinja2 import ChoiceLoader, FileSystemLoader

from marketplace.core.slots import Filling, fill, slot


@pytest.fixture
def templates(app, tmp_path, monkeypatch):
    """A folder of templates for the fillings of these tests."""
    (tmp_path / "part.html").write_text("[{{ word }}]")
    both = ChoiceLoader([FileSystemLoader(tmp_path), app.jinja_env.loader])
    monkeypatch.setattr(app.jinja_env, "loader", both)
    with app.test_request_context("/en/"):
        yield


def says(word):
    return lambda subject: {"word": f"{word} {subject}"} if subject else None


def test_fillings_stand_in_their_order(templates):
    for order, word in ((20, "second"), (10, "first")):
        fill("tests.order", Filling(order, "part.html", says(word)))
    assert slot("tests.order", subject="x") == "[first x][second x]"


def test_a_filling_without_facts_and_a_slot_without_fillings_are_empty(templates):
    fill("tests.empty", Filling(10, "part.html", says("never")))
    assert slot("tests.empty", subject="") == slot("tests.nobody") == ""


def test_the_same_filling_twice_is_one(templates):
    filling = Filling(10, "part.html", says("once"))
    fill("tests.twice", filling)
    fill("tests.twice", filling)
    assert slot("tests.twice", subject="x") == "[once x]"


def test_facts_are_escaped(templates):
    fill("tests.escaped", Filling(10, "part.html", says("<b>")))
    assert slot("tests.escaped", subject="x") == "[&lt;b&gt; x]"
