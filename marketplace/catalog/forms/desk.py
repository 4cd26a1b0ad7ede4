"""What operators do with goods: choose an HS code, take a listing down."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.fields import Field
from wtforms.validators import StopValidation

from marketplace.catalog.enums import REASON_SENTENCES
from marketplace.catalog.queries.hs import HsChoice, read_hs_code
from marketplace.core.errors import Refused
from marketplace.core.forms import AtMost, HouseForm, LineField, TicksField

LONGEST_CODE = 20


class SettleHsForm(HouseForm):
    """The HS code that an operator gives goods: a usual one ticked, or one that is written."""

    usual = LineField(_l("Usual for this category"))
    hs = LineField(_l("HS code"), [AtMost(LONGEST_CODE)])
    choice: HsChoice | None = None

    def validate_hs(self, field: Field) -> None:
        """Read what was written, else what was ticked."""
        written = field.data or self.usual.data
        if not written:
            raise StopValidation(_("Please choose a code or write one."))
        try:
            self.choice = read_hs_code(written)
        except Refused as refusal:
            raise StopValidation(refusal.sentence) from None


class TakeDownForm(HouseForm):
    """Why an operator takes goods down; the seller reads it."""

    reasons = TicksField(_l("Reasons"))

    def offer(self) -> None:
        """Fill the list of reasons."""
        self.reasons.choices = [(one.value, str(said)) for one, said in REASON_SENTENCES.items()]

    def validate_reasons(self, field: Field) -> None:
        """Ask for one at least."""
        if not field.data:
            raise StopValidation(_("Tick at least one reason: the seller reads it."))
