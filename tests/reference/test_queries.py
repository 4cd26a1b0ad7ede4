"""The face of the house, as its settings say."""

from flask_babel import force_locale

from marketplace.reference.queries import house_of


def test_the_house_bears_the_home_country_and_its_mark(app):
    with app.test_request_context(), force_locale("ko"):
        house = house_of(app.config["SETTINGS"])
        assert (house.local_mark, house.country_name) == ("나루", "대한민국")


def test_a_house_elsewhere_bears_its_own(make_app):
    app = make_app(HOME_COUNTRY="CL", OPERATOR_NAME="Prochile")
    with app.test_request_context(), force_locale("en"):
        house = house_of(app.config["SETTINGS"])
        assert (house.local_mark, house.country_name) == ("", "Chile")
        assert (house.operator_name, house.mark, house.is_demo) == ("Prochile", "Naru", False)


def test_a_house_that_is_tried_out_is_run_by_the_packs_organisation_in_the_readers_language(app):
    with app.test_request_context():
        house = house_of(app.config["SETTINGS"])
        assert house.operator_name_in("ko") == "가람무역진흥원"
        assert house.operator_name_in("ar") == "Garam Trade Promotion Institute"


def test_a_house_for_production_without_a_name_is_called_by_its_address(make_app, database_url):
    app = make_app(
        NARU_PROFILE="production",
        SECRET_KEY="k" * 40,
        DATABASE_URL=database_url,
        PUBLIC_URL="https://trade.example.org",
        SMTP_URL="smtp://mail.example.org:25",
        MAIL_FROM="naru@example.org",
    )
    with app.test_request_context():
        assert house_of(app.config["SETTINGS"]).operator_name == "trade.example.org"
