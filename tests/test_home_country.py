"""The home country is written at the first start, and a house keeps it."""

import pytest

from marketplace.config import SettingsError, load_settings
from marketplace.core.audit import AT_THE_SERVER
from marketplace.core.db import unit_of_work
from marketplace.demo.load import load_demo
from marketplace.reference.operations.home import settle_home
from marketplace.reference.operations.settings import change_setting
from marketplace.reference.queries.settings import home_country_written
from marketplace.reference.settings import known


def begin(app):
    with app.app_context():
        return unit_of_work(settle_home, app.config["SETTINGS"])


def test_the_first_start_writes_it_and_later_ones_do_not(app):
    assert [begin(app), begin(app)] == [True, False]
    with app.app_context():
        assert home_country_written() == "KR"


def test_the_demo_writes_it(make_app):
    app = make_app(HOME_COUNTRY="CL")
    with app.app_context():
        load_demo(companies=1)
        assert home_country_written() == "CL"


def test_another_one_later_is_refused_in_one_sentence(app, make_app):
    begin(app)
    with pytest.raises(SettingsError) as refused:
        make_app(HOME_COUNTRY="CL")
    (sentence,) = refused.value.mistakes
    assert sentence == (
        "HOME_COUNTRY=CL does not fit: this house was begun with HOME_COUNTRY=KR, and a house keeps"
        " its home country. Another country needs another DATA_DIR (or DATABASE_URL)."
    )


def test_the_same_one_later_is_fine(app, make_app):
    begin(app)
    assert make_app(HOME_COUNTRY="KR").config["SETTINGS"].home_country == "KR"


def test_a_house_without_tables_yet_can_be_migrated_by_any_country(make_empty_app):
    assert make_empty_app().config["SETTINGS"].home_country == "KR"


@pytest.mark.parametrize(("country", "first"), [("KR", ("en", "ko")), ("CL", ("en", "es"))])
def test_a_house_speaks_english_and_the_language_of_its_home(tmp_path, country, first):
    environ = {"NARU_PROFILE": "test", "DATA_DIR": str(tmp_path), "HOME_COUNTRY": country}
    assert load_settings(environ).languages[:2] == first


def test_a_house_in_chile_is_chilean(make_app):
    app = make_app(HOME_COUNTRY="CL")
    client = app.test_client()
    spanish = {"Accept-Language": "es-CL"}
    assert client.get("/", headers=spanish).location == "/es/"
    page = client.get("/es/").text
    assert 'lang="es"' in page
    assert "Chile" in page
    assert "Promoción de Exportaciones Puerto Claro" in page
    assert "Corea" not in page
    choices = client.get("/es/preferences", headers=spanish).text
    assert '<option selected value="CLP">' in choices
    assert '<option selected value="America/Santiago">' in choices


def test_names_of_the_house_can_be_changed_there_too(make_app):
    app = make_app(HOME_COUNTRY="CL")
    with app.app_context():
        unit_of_work(
            change_setting,
            known("operator_name"),
            {"es": "Puertos del Sur"},
            seen_version=0,
            actor=AT_THE_SERVER,
        )
    assert "Puertos del Sur" in app.test_client().get("/en/").text
