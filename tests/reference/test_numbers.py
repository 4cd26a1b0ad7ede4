"""Business numbers of the world."""

import pytest
from flask import Flask

from marketplace.reference.countries.numbers import _NUMBERS, company_number
from marketplace.reference.errors import NotAnIdentityNumber
from marketplace.reference.queries import country_codes


@pytest.mark.parametrize(
    ("country", "typed", "written"),
    [
        ("KR", "000 86 00019", "000-86-00019"),
        ("CL", "999992021", "99.999.202-1"),
        ("BR", "99999999000191", "99.999.999/0001-91"),
        ("GB", "0123 4567", "0123 4567"),
    ],
)
def test_a_number_is_written_as_its_country_writes_it(country, typed, written):
    assert company_number(country).written(typed) == written


def test_spaces_and_dashes_make_no_other_number():
    number = company_number("SA")
    assert number.key("4030-718 264") == number.key("4030718264")
    assert not number.has_rule


@pytest.mark.parametrize(
    ("country", "typed", "problem"),
    [
        ("BR", "99999999000192", "check digit"),
        ("BR", "12", "CNPJ"),
        ("GB", "–", "as it appears on the document"),
        ("AF", "none", "as it appears on the document"),
    ],
)
def test_a_mistyped_number_is_told(app, country, typed, problem):
    with app.test_request_context(), pytest.raises(NotAnIdentityNumber, match=problem):
        company_number(country).read(typed)
    with app.test_request_context():
        number = company_number(country)
        assert (number.fits(typed), number.written(typed)) == (False, typed)
        assert number.key(typed) is not None


def test_every_rule_on_the_list_is_there_and_every_country_is_one():
    assert set(_NUMBERS) <= country_codes()
    for country, (name, module) in _NUMBERS.items():
        assert (company_number(country).label, company_number(country).has_rule) == (
            name,
            bool(module),
        )


def test_a_country_that_is_not_on_the_list_has_a_plain_label(app: Flask):
    with app.test_request_context():
        assert company_number("AF").label == "Company registration number"
