"""The upload of a sheet of goods."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms.fields import Field
from wtforms.validators import StopValidation

from marketplace.catalog.enums import AFTER_CHECK_NAMES, AfterCheck
from marketplace.core.forms import CardsField, CreatingForm


class SheetForm(CreatingForm):
    """A sheet with, if there is one, a zip of pictures, and what is done once it is checked."""

    sheet = FileField(_l("Your sheet"))
    pictures = FileField(_l("Pictures"))
    then = CardsField(_l("What then?"), default=AfterCheck.ASK.value)

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Offer the choices."""
        super().__init__(*args, **kwargs)
        self.then.choices = [(one.value, name) for one, name in AFTER_CHECK_NAMES.items()]

    def validate_sheet(self, field: Field) -> None:
        """Ask for a file."""
        if not field.data or not field.data.filename:
            raise StopValidation(_("Please choose a file."))
