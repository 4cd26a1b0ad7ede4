"""Telephone numbers as people of a country write them."""

import pytest

from marketplace.core.phones import example_phone, phone_problem, read_phone, written_phone


@pytest.mark.parametrize(
    ("typed", "country", "stored"),
    [
        ("010-1234-5678", "KR", "+821012345678"),
        ("02) 312-3456", "KR", "+8223123456"),
        ("+56 2 2345 6789", "KR", "+56223456789"),
        ("20 7946 0958", "GB", "+442079460958"),
        ("12", "KR", None),
        ("call me", "KR", None),
        ("+1 212 555 2368 ext. 4", "US", None),
    ],
)
def test_a_number_is_kept_in_one_form_or_refused(typed, country, stored):
    assert read_phone(typed, country) == stored


def test_a_stored_number_is_written_as_abroad():
    assert written_phone("+821012345678") == "+82 10-1234-5678"


def test_every_country_has_an_example_that_reads_back():
    assert read_phone(example_phone("CL"), "CL") is not None
    assert example_phone("AQ") == ""


@pytest.mark.usefixtures("context")
def test_what_nobody_could_call_is_told_with_an_example_of_the_country():
    assert phone_problem("02-312-3456", "KR") is None
    assert "+82" in phone_problem("12", "KR")
    assert "+1 201" in phone_problem("02-312-3456", "")


def test_what_was_stored_before_numbers_were_read_stays_as_it_stands():
    assert written_phone("ask for Ms Kim") == "ask for Ms Kim"
    assert written_phone("") == ""
