"""What a start does before anybody is served."""

import os
from gettext import GNUTranslations

import click
import pytest

from marketplace.core.db import migrations
from marketplace.start import preparing

CATALOGUE = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "Sign in"
msgstr "로그인"
"""


@pytest.fixture
def catalogue(tmp_path):
    path = tmp_path / "ko" / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True)
    path.write_text(CATALOGUE, encoding="utf-8")
    return path


def test_a_new_catalogue_is_compiled_once(catalogue, tmp_path):
    compiled = catalogue.with_suffix(".mo")
    assert preparing.compile_catalogues(tmp_path) == [compiled]
    assert preparing.compile_catalogues(tmp_path) == []
    with compiled.open("rb") as file:
        assert GNUTranslations(file).gettext("Sign in") == "로그인"


def test_a_changed_catalogue_is_compiled_again(catalogue, tmp_path):
    preparing.compile_catalogues(tmp_path)
    later = catalogue.with_suffix(".mo").stat().st_mtime + 1
    os.utime(catalogue, (later, later))
    assert preparing.compile_catalogues(tmp_path) == [catalogue.with_suffix(".mo")]


def test_two_houses_that_start_at_once_do_not_take_each_others_half_written_file(
    catalogue, tmp_path
):
    theirs = catalogue.with_suffix(".part")
    theirs.mkdir()
    assert preparing.compile_catalogues(tmp_path) == [catalogue.with_suffix(".mo")]
    assert theirs.exists()


def test_migrating_brings_an_empty_database_to_the_newest_once(make_empty_app):
    app = make_empty_app()
    with app.app_context():
        assert migrations.present_revision() is None
        assert [migrations.bring_to_newest(app), migrations.bring_to_newest(app)] == [True, False]
        assert migrations.present_revision() == app.extensions["migrate"].newest()


def test_a_migrated_database_is_at_the_newest(both_databases, app, context):
    assert migrations.bring_to_newest(app) is False


def test_a_house_of_the_test_profile_gets_no_made_up_people(app, tmp_path):
    preparing.prepare(app)
    assert not (tmp_path / "demo-sign-ins.json").exists()


def test_a_demo_that_cannot_be_made_says_why(make_app, monkeypatch):
    from marketplace.demo import load

    def refuse(**_size):
        raise load.NoDemo("This house has people already.")

    monkeypatch.setattr(load, "load_demo", refuse)
    for fill in ("fill_reference", "fill_tree"):  # which have tests of their own
        monkeypatch.setattr(preparing, fill, lambda **_who: None)
    with pytest.raises(click.ClickException) as refused:
        preparing.prepare(make_app(NARU_PROFILE="demo"))
    assert refused.value.message == "This house has people already."
