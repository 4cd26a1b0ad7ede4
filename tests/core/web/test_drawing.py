import pytest
from jinja2 import DictLoader
from markupsafe import Markup
from wtforms import Form, SelectField, StringField
from wtforms.widgets import html_params

from marketplace.core.web.drawing import Templates, attributes


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
