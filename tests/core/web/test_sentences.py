"""Templates find sentences as Flask-Babel does, in the language that is spoken just now."""

import flask_babel
import pytest
from flask import render_template_string
from flask_babel import force_locale, get_locale, gettext, ngettext

PAGE = "{{ _('Saved goods') }}|{{ _('MOQ %(quantity)s', quantity='<5>') }}|{{ _('100 %%') }}"


@pytest.mark.parametrize(("tag", "locale"), [("en", "en"), ("ko", "ko"), ("ar", "ar")])
def test_a_template_says_what_python_says(make_app, tag, locale):
    app = make_app(LANGUAGES="en,ko,ar")
    with app.test_request_context(f"/{tag}/"):
        app.preprocess_request()
        said = [gettext("Saved goods"), gettext("MOQ %(quantity)s", quantity="&lt;5&gt;")]
        assert render_template_string(PAGE).split("|") == [*said, "100 %"]
        assert str(get_locale()) == locale


def test_a_forced_language_holds_while_it_is_forced_and_not_behind_it(make_app):
    with make_app(LANGUAGES="en,ko").test_request_context("/en/"):
        english = render_template_string(PAGE)
        with force_locale("ko"):
            assert render_template_string(PAGE).startswith(gettext("Saved goods"))
            assert gettext("Saved goods") != "Saved goods"
        assert render_template_string(PAGE) == english


def test_numbers_and_contexts_choose_the_sentence(make_app):
    page = "{{ ngettext('%(num)d picture', '%(num)d pictures', 2) }}|{{ pgettext('price', 'x%%') }}"
    with make_app(LANGUAGES="en,ko").test_request_context("/en/"):
        assert render_template_string(page) == "2 pictures|x%"


@pytest.mark.parametrize(("tag", "said"), [("en", "1,500"), ("es", "1.500"), ("ko", "1,500")])
def test_a_count_in_a_sentence_has_the_groups_of_its_language(make_app, tag, said):
    page = "{{ ngettext('%(num)d picture', '%(num)d pictures', 1500) }}"
    with make_app(LANGUAGES="en,es,ko").test_request_context("/"), force_locale(tag):
        assert said in render_template_string(page)
        assert said in ngettext("%(num)d picture", "%(num)d pictures", 1500)


def test_flask_babel_still_asks_what_is_put_in_its_place(app, monkeypatch):
    asked, ours = [], flask_babel._get_current_context
    monkeypatch.setattr(flask_babel, "_get_current_context", lambda: asked.append(1) or ours())
    with app.test_request_context("/en/"):
        assert str(get_locale()) == "en"
    assert asked
