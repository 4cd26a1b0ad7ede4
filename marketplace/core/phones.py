"""Telephone numbers: read as people of a country write them, kept in E.164."""

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat


def read_phone(text: str, country: str) -> str | None:
    """Return a number in E.164 (`+82212345678`); None for what nobody could call.

    `country` is the ISO 3166 code of whose way of writing is understood without a `+`.
    """
    try:
        number = phonenumbers.parse(text, country)
    except NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number) or number.extension:
        return None
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def written_phone(stored: str) -> str:
    """Return a stored number as it is written abroad: `+82 2-1234-5678`."""
    number = phonenumbers.parse(stored)
    return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)


def example_phone(country: str) -> str:
    """Return a made-up number of a country as it is written abroad; "" when none is known."""
    number = phonenumbers.example_number(country)
    if number is None:
        return ""
    return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)
