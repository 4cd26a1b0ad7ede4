"""Units and currencies."""

from babel import Locale
from flask_babel import force_locale

from marketplace.core.money import DIGITS
from marketplace.reference.queries import UNITS, currency_choices, currency_name, unit_choices


def test_units_count_in_words(app):
    with app.test_request_context(), force_locale("en"):
        assert UNITS["H87"].counted(1) == "1 piece"
        assert UNITS["H87"].counted(6500) == "6,500 pieces"
        assert UNITS["KGM"].counted(2) == "2 kilograms"
        assert str(UNITS["H87"].short) == "pcs"
        assert UNITS["H87"].behind("500") == "500 pcs"
        assert ("XCT", "carton") in unit_choices()
    with app.test_request_context(), force_locale("ko"):
        assert UNITS["H87"].behind("500") == "500개"


def test_codes_of_units_are_those_of_recommendation_20_and_21(app):
    with app.test_request_context():
        for code, unit in UNITS.items():
            assert code == unit.code
            assert code.isascii()
            assert code.isupper() or code.isalnum()
            assert unit.counted(5).startswith("5")


def test_currencies_have_names_in_every_language():
    assert currency_name("KWD", "en") == "Kuwaiti Dinar"
    assert currency_name("CLP", "es") == "peso chileno"
    english = Locale("en").currencies
    assert [code for code in DIGITS if code not in english] == []


def test_the_first_currency_and_the_common_ones_are_offered_first():
    choices = currency_choices("en", "CLP")
    assert [code for code, _name in choices[:3]] == ["CLP", "USD", "EUR"]
    assert choices[1][1] == "USD · US Dollar"
    assert {code for code, _name in choices} == set(DIGITS)
    assert len(choices) == len(DIGITS)
