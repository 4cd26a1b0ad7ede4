"""A demo that is loaded is not looked through at every start."""

from dataclasses import replace

import pytest

from marketplace.demo import loaded
from marketplace.demo.sign_ins import draw_sign_ins, keep
from tests.factories.rows import add_person


@pytest.fixture
def sign_ins(settings):
    drawn = draw_sign_ins()
    keep(drawn, settings)
    return drawn


def test_a_demo_is_loaded_once_its_load_has_ended(context, settings, sign_ins):
    add_person(mail=sign_ins.person("operator").mail)
    assert loaded.is_loaded(settings) is False
    loaded.mark_loaded(settings)
    assert loaded.is_loaded(settings) is True


def test_a_mark_without_the_people_is_no_demo(context, settings, sign_ins):
    loaded.mark_loaded(settings)
    assert loaded.is_loaded(settings) is False


def test_a_demo_of_other_contents_is_loaded_anew(context, settings, sign_ins, monkeypatch):
    add_person(mail=sign_ins.person("operator").mail)
    loaded.mark_loaded(settings)
    monkeypatch.setattr(loaded, "edition", lambda _settings: "another")
    assert loaded.is_loaded(settings) is False


def test_a_demo_of_another_size_is_loaded_anew(context, settings, sign_ins):
    add_person(mail=sign_ins.person("operator").mail)
    loaded.mark_loaded(settings)
    assert loaded.is_loaded(replace(settings, demo_companies=3)) is False
