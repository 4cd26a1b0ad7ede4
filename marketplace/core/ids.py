"""Public ids that people see and read aloud: `INQ-7K3M-92QDX`. Never a permission."""

import re
import secrets

from stdnum import luhn

#: Crockford base32: no I, L, O, U (https://www.crockford.com/base32.html).
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
DRAWN = 8

_LOOKALIKES = str.maketrans("ILO", "110")
_SHAPE = re.compile(r"^([A-Z]{3})-?([0-9A-Z]{4})-?([0-9A-Z]{5})$")


def new_public_id(prefix: str) -> str:
    """Draw an id: three letters, eight random symbols and a check symbol (Luhn modulo 32).

    The column is unique; `core.db.insert_with_id` draws again on a clash.
    """
    drawn = secrets.randbits(DRAWN * 5)
    body = "".join(ALPHABET[drawn >> place & 31] for place in range(0, DRAWN * 5, 5))
    return _written(prefix, body + luhn.calc_check_digit(body, ALPHABET))


def read_public_id(text: str, prefix: str) -> str | None:
    """Return the id as it is stored, forgiving case, missing dashes and look-alike letters.

    None when the prefix, the length or the check symbol is not right.
    """
    match = _SHAPE.match(text.strip().upper().replace(" ", ""))
    if match is None or match[1] != prefix:
        return None
    symbols = (match[2] + match[3]).translate(_LOOKALIKES)
    if not luhn.is_valid(symbols, ALPHABET):
        return None
    return _written(prefix, symbols)


def _written(prefix: str, symbols: str) -> str:
    return f"{prefix}-{symbols[:4]}-{symbols[4:]}"
