import pytest
from jinja2 import DictLoader
from markupsafe import Markup, escape
from wtforms import Form, SelectField, StringField
from wtforms.widgets import html_params

from marketplace.core.web import fast_rendering
from marketplace.core.web.fast_rendering import HouseEnvironment, attributes, drawn_once


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


def spied(monkeypatch, name):
    """Return what a function of the module is called with from now on."""
    seen, real = [], getattr(fast_rendering, name)
    monkeypatch.setattr(fast_rendering, name, lambda *given: seen.append(given) or real(*given))
    return seen


def test_the_form_library_still_calls_what_is_put_in_its_place(app, monkeypatch):
    class Sheet(Form):
        name = StringField()
        country = SelectField(choices=["Korea"])

    named = spied(monkeypatch, "_attribute")
    sheet = Sheet()
    assert str(sheet.name())
    count = len(named)
    assert count
    assert str(sheet.country())
    assert len(named) > count


def test_compiled_templates_still_call_what_is_put_in_its_place(app, monkeypatch):
    escaped = spied(monkeypatch, "_in_entities")
    template = HouseEnvironment(app, autoescape=True).from_string("{{ word }}")
    assert template.render(word="<b>") == "&lt;b&gt;"
    assert escaped == [("<b>",)]


def test_templates_see_the_globals_of_the_house_and_their_own(app):
    sheets = {
        "macro": "{% macro greet() %}{{ word }} {{ house_word }} {{ own }}{% endmacro %}",
        "page": "{% from 'macro' import greet with context %}{{ greet() }}",
    }
    templates = HouseEnvironment(app, loader=DictLoader(sheets))
    templates.globals["house_word"] = "house"
    own = templates.get_template("page", globals={"own": "mine"})
    assert own.render(word="said") == "said house mine"
    assert templates.from_string("{{ own }}|{{ house_word }}").render() == "|house"


@pytest.fixture
def card(app):
    """Return a macro that counts how often it is drawn."""
    sheet = (
        "{% macro card(title, link='', more=none) %}"
        "{{ count() }}<b>{{ title }}</b>{{ link }}{{ more or '' }}{% endmacro %}"
    )
    drawn = []
    templates = HouseEnvironment(app, autoescape=True)
    templates.globals["count"] = lambda: drawn.append(1) or len(drawn)
    with app.test_request_context("/en/"):
        yield templates.from_string(sheet).module.card


def test_equal_values_are_drawn_once_and_what_has_a_name_is_set_in_each_time(card):
    first = drawn_once(card, "Soap", link="/?a&b", more=Markup("<i>1</i>"))
    again = drawn_once(card, "Soap", link="<2>", more=Markup("<p>"))
    assert (first, again) == ("1<b>Soap</b>/?a&amp;b<i>1</i>", "1<b>Soap</b>&lt;2&gt;<p>")
    assert drawn_once(card, "Soap", link="x", more=None) == "2<b>Soap</b>x"
    assert drawn_once(card, "Tea") == "3<b>Tea</b>"


def test_text_that_looks_like_markup_is_another_value_and_no_place(card):
    for title in ("<i>x</i>", "<!--link-->"):
        marked = drawn_once(card, Markup(title))  # noqa: S704 - as a template would
        assert marked.endswith(f"<b>{title}</b>")
        drawn = drawn_once(card, title, link="/here")
        assert drawn.endswith(f"<b>{escape(title)}</b>/here")
