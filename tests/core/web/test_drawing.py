import pytest
from jinja2 import DictLoader
from markupsafe import Markup
from wtforms import Form, SelectField, StringField
from wtforms.widgets import html_params

from marketplace.core.web.drawing import Templates, attributes, drawn_once


@pytest.mark.parametrize(
    "named",
    [
        {},
        {"type": "text", "id": "name", "class_": "wide", "for_": "name"},
        {"required": True, "disabled": False, "value": ""},
        {"value": "<b> & \"two\" 'one'", "data_kind_of": 1, "aria_described_by": None},
        {"value": Markup('<b>"said"</b>'), "title": "업체 확인"},
    ],
)
def test_attributes_are_those_of_the_form_library(named):
    assert attributes(**named) == html_params(**named)


@pytest.mark.usefixtures("app")
def test_controls_of_forms_are_drawn_with_them():
    class Sheet(Form):
        name = StringField(render_kw={"title": 'a "b"'})
        country = SelectField(choices=["Korea & more"])

    sheet = Sheet(name="<i>", country="Korea & more")
    assert str(sheet.name()) == (
        '<input id="name" name="name" title="a &#34;b&#34;" type="text" value="&lt;i&gt;">'
    )
    assert str(sheet.country()) == (
        '<select id="country" name="country">'
        '<option selected value="Korea &amp; more">Korea &amp; more</option></select>'
    )


def test_templates_see_the_globals_of_the_house_and_their_own(app):
    sheets = {
        "macro": "{% macro greet() %}{{ word }} {{ house_word }} {{ own }}{% endmacro %}",
        "page": "{% from 'macro' import greet with context %}{{ greet() }}",
    }
    templates = Templates(app, loader=DictLoader(sheets))
    templates.globals["house_word"] = "house"
    own = templates.get_template("page", globals={"own": "mine"})
    assert own.render(word="said") == "said house mine"
    assert templates.from_string("{{ own }}|{{ house_word }}").render() == "|house"


@pytest.fixture
def card(app):
    """Return a macro that counts how often it is drawn."""
    sheet = (
        "{% macro card(title, within=none) %}{{ count() }}<b>{{ title }}{{ within or '' }}</b>"
        "{{ caller() if caller else '' }}{% endmacro %}"
    )
    drawn = []
    templates = Templates(app, autoescape=True)
    templates.globals["count"] = lambda: drawn.append(1) or len(drawn)
    with app.test_request_context("/en/"):
        yield templates.from_string(sheet).module.card


def test_equal_values_are_drawn_once_and_what_is_around_and_within_each_time(card):
    first = drawn_once(card, "Soap", within=Markup("<i>1</i>"), caller=lambda: Markup("<a>"))
    again = drawn_once(card, "Soap", within="<2>", caller=lambda: Markup("<p>"))
    assert (first, again) == ("1<b>Soap<i>1</i></b><a>", "1<b>Soap&lt;2&gt;</b><p>")
    assert drawn_once(card, "Tea") == "2<b>Tea</b>"


def test_text_that_looks_like_markup_is_another_value_and_fills_no_place(card):
    for title in ("<i>x</i>", "<!--here-->", "<!--within-->"):
        assert drawn_once(card, Markup(title)).endswith(f"<b>{title}</b>")  # noqa: S704
        drawn = drawn_once(card, title, caller=lambda: Markup("acts"))
        assert drawn.endswith("--&gt;</b>acts" if "!" in title else "&lt;/i&gt;</b>acts")
