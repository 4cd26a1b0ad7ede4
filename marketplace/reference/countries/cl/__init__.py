"""Chile as home country."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from stdnum.cl import rut
from stdnum.exceptions import InvalidChecksum, ValidationError

from marketplace.reference.errors import NotAnIdentityNumber
from marketplace.reference.protocols import SampleCompany

COUNTRY = "CL"
CURRENCY = "CLP"
LANGUAGE = "es"
TIME_ZONE = "America/Santiago"
OTHER_NAMES = ("nacional", "República de Chile", "Republic of Chile")
LOCAL_MARK = ""

IDENTITY_NUMBER = _l("RUT")
IDENTITY_NUMBER_HINT = _l("With its check digit, as on the company's e-RUT card.")
IDENTITY_NUMBER_EXAMPLE = "76.086.428-5"

SAMPLE_COMPANY = SampleCompany(
    legal_name="Viña Ladera Norte SpA",
    latin_name="Viña Ladera Norte SpA",
    identity_number="99.999.101-7",
    contact="Antonia Rojas",
)
SAMPLE_OPERATOR = "Camila Soto"
SAMPLE_ORGANISATION = {
    "en": "Puerto Claro Export Promotion",
    "es": "Promoción de Exportaciones Puerto Claro",
}


def read_identity_number(text: str) -> str:
    """Return a RUT without points and dash; raises NotAnIdentityNumber with a reason."""
    try:
        return str(rut.validate(text))
    except InvalidChecksum:
        raise NotAnIdentityNumber(
            _("One of these digits is not right: the check digit does not fit the others.")
        ) from None
    except ValidationError:
        raise NotAnIdentityNumber(
            _("A RUT has seven or eight digits and a check digit, such as 76.086.428-5.")
        ) from None


def format_identity_number(stored: str) -> str:
    """Return a stored RUT with points and dash."""
    return str(rut.format(stored))
