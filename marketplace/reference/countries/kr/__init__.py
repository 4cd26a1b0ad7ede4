"""Korea as home country."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from stdnum.util import clean

from marketplace.reference.errors import NotAnIdentityNumber
from marketplace.reference.protocols import SampleCompany

COUNTRY = "KR"
CURRENCY = "KRW"
LANGUAGE = "ko"
TIME_ZONE = "Asia/Seoul"
LOCAL_MARK = "나루"
OTHER_NAMES = ("한국", "국산", "국내산", "Korea", "Republic of Korea")

IDENTITY_NUMBER = _l("Business registration number")
IDENTITY_NUMBER_HINT = _l("Ten digits, as on the business registration certificate.")
IDENTITY_NUMBER_EXAMPLE = "123-45-67891"

#: Numbers are given from 101-… on, so no company has this one.
SAMPLE_COMPANY = SampleCompany(
    legal_name="주식회사 한빛온",
    latin_name="Hanbiton Co., Ltd.",
    identity_number="000-86-00019",
    contact="김하늘",
)
SAMPLE_OPERATOR = "서민아"
SAMPLE_ORGANISATION = {"en": "Garam Trade Promotion Institute", "ko": "가람무역진흥원"}

DIGITS = 10
WEIGHTS = (1, 3, 7, 1, 3, 7, 1, 3, 5)


def read_identity_number(text: str) -> str:
    """Return the ten digits of a business registration number, typed with or without dashes.

    Raises NotAnIdentityNumber when there are not ten digits or the last one does not check.
    """
    digits = clean(text, " -.").strip()
    if not (digits.isascii() and digits.isdigit()):
        raise NotAnIdentityNumber(_("Please write digits only, such as 123-45-67891."))
    if len(digits) != DIGITS:
        raise NotAnIdentityNumber(
            ngettext(
                "The number has 10 digits; this one has %(num)s digit.",
                "The number has 10 digits; this one has %(num)s digits.",
                len(digits),
            )
        )
    if digits[-1] != check_digit(digits[:-1]):
        raise NotAnIdentityNumber(
            _("One of these digits is not right: the last one does not fit the others.")
        )
    return digits


def format_identity_number(stored: str) -> str:
    """Return ten digits in groups of three, two and five."""
    return f"{stored[:3]}-{stored[3:5]}-{stored[5:]}"


def check_digit(nine: str) -> str:
    """Return the tenth digit for the first nine.

    The rule is the National Tax Service's: the digits times 1 3 7 1 3 7 1 3 5, plus the tens of the
    ninth product, filled up to the next ten. (python-stdnum looks at the form only.)
    """
    products = [int(digit) * weight for digit, weight in zip(nine, WEIGHTS, strict=True)]
    return str(-(sum(products) + products[-1] // 10) % 10)
