"""Telephone numbers: read as people of a country write them, kept in E.164.

The library brings every country's rules and is loaded with the first number.
"""

from flask_babel import gettext as _

#: A made-up number, for countries without an example of their own.
EXAMPLE = "+1 201-555-0123"


def read_phone(text: str, country: str) -> str | None:
    """Return a number in E.164 (`+82212345678`); None for what nobody could call.

    `country` is the ISO 3166 code of whose way of writing is understood without a `+`.
    """
    import phonenumbers

    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number) or number.extension:
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def phone_problem(text: str, country: str) -> str | None:
    """Return what is wrong with a typed number as a sentence, None when somebody could call it.

    `country` is as for `read_phone`; "" asks for the `+` in any case.
    """
    if read_phone(text, country) is not None:
        return None
    example = example_phone(country) or EXAMPLE
    return str(_("This is not a telephone number. It looks like %(example)s.", example=example))


def written_phone(stored: str) -> str:
    """Return a stored number as it is written abroad: `+82 2-1234-5678`.

    What was stored before numbers were read is returned as it stands.
    """
    import phonenumbers

    try:
        number = phonenumbers.parse(stored)
    except phonenumbers.NumberParseException:
        return stored
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def example_phone(country: str) -> str:
    """Return a made-up number of a country as it is written abroad; "" when none is known."""
    import phonenumbers

    number = phonenumbers.example_number(country)
    if number is None:
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
