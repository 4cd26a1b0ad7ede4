"""The field of a form for a number that people type."""

from typing import Any

from flask_babel import gettext as _
from wtforms.validators import StopValidation

from marketplace.catalog.queries.figures import as_typed, read_figure
from marketplace.core.forms import LineField


class FigureField(LineField):
    """A number, "" for none yet. `digits` is how many may stand behind the point."""

    def __init__(
        self,
        label: Any = None,  # noqa: ANN401 - a lazy text
        validators: Any = (),  # noqa: ANN401 - as WTForms takes them
        *,
        digits: int = 0,
        **kwargs: Any,  # noqa: ANN401 - as WTForms takes them
    ) -> None:
        """As WTForms, with the digits behind the point."""
        super().__init__(label, validators, **kwargs)
        self.digits = digits

    @property
    def number(self) -> int | None:
        """The number in units of its last digit, None where nothing was typed."""
        return read_figure(self.data, self.digits) if self.data else None

    def pre_validate(self, _form: object) -> None:
        """Refuse what is no number."""
        if not self.data:
            return
        try:
            read_figure(self.data, self.digits)
        except ValueError:
            raise StopValidation(self._sentence()) from None

    def _sentence(self) -> str:
        if self.digits:
            return str(_("Please write a number, such as %(example)s.", example=as_typed(62, 1)))
        return str(_("Please write a whole number."))
