from flask_babel import force_locale

from marketplace.config import load_settings
from marketplace.reference.queries import house_of


def test_the_house_bears_the_home_country_and_its_mark(app):
    house = house_of(app.config["SETTINGS"])
    with app.test_request_context(), force_locale("ko"):
        assert (house.local_mark, house.country_name) == ("나루", "대한민국")


def test_a_house_elsewhere_bears_its_own(app, tmp_path):
    environ = {"NARU_PROFILE": "test", "DATA_DIR": str(tmp_path), "HOME_COUNTRY": "CL"}
    house = house_of(load_settings(environ | {"OPERATOR_NAME": "Prochile"}))
    with app.test_request_context(), force_locale("en"):
        assert (house.local_mark, house.country_name) == ("", "Chile")
    assert (house.operator_name, house.mark, house.is_demo) == ("Prochile", "Naru", False)
