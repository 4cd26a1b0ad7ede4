"""What all parts of the editor share: a prefix, the row they change, what stands there now."""

import re
from typing import Any, ClassVar

from flask_babel import get_locale
from wtforms import FieldList
from wtforms.fields import Field

from marketplace.catalog.queries.goods import Goods
from marketplace.core.errors import Refused
from marketplace.core.forms import EditingForm

_IN_ROW = re.compile(r"([a-z]+)-([0-9]+)-([a-z_]+)")


class PartForm(EditingForm):
    """A part of a listing. Its fields' names begin with `PART`, so that many stand on a page.

    `IN_REVIEW`: whether it belongs to what an operator looks at, and so rests while one does.
    """

    PART: ClassVar[str] = ""
    IN_REVIEW: ClassVar[bool] = True

    def __init__(
        self, goods: Goods, language: str, *, is_sent: bool = False, prefix: str = ""
    ) -> None:
        """Show what the goods say, or hold what was sent. `language` is that of the texts."""
        self.goods, self.language = goods, language
        bound: dict[str, Any] = {} if is_sent else {"formdata": None}
        super().__init__(
            prefix=prefix or self.PART,
            data=self.values(),
            row_version=self.version_now(),
            **bound,
        )
        self.offer()

    def offer(self) -> None:
        """Fill the lists to choose from."""

    def values(self) -> dict[str, Any]:
        """Return what the goods say now, by field."""
        return {}

    def version_now(self) -> int:
        """Return the version of the row that the part changes."""
        row = self.goods.version if self.IN_REVIEW else self.goods.listing
        return row.version

    def put_beside(self, refusal: Refused) -> None:
        """Put a refusal beside its field, one in a row too (`tiers-1-price`)."""
        match = _IN_ROW.fullmatch(refusal.field or "")
        rows = self._fields.get(match[1]) if match else None
        field = (
            _field_in(rows, self.place_of(int(match[2])), match[3])
            if match and rows is not None
            else None
        )
        if field is None:
            super().put_beside(refusal)
            return
        field.errors = [*field.errors, refusal.sentence]

    def place_of(self, number: int) -> int:
        """Return where on the page the row stands that a refusal calls by this number."""
        return number

    def keep_typed(self, goods: Goods) -> bool:
        """Show beside each field what stands there now, if somebody was faster."""
        self.goods = goods
        now = {
            name: value
            for name, value in self.values().items()
            if not isinstance(self._fields[name], FieldList)
        }
        return self.show_present(self.version_now(), now)


def _field_in(rows: object, number: int, name: str) -> Field | None:
    if not isinstance(rows, FieldList) or number >= len(rows.entries):
        return None
    found: Field | None = rows.entries[number].form._fields.get(name)
    return found


def locale() -> str:
    """Return the Babel locale of the page."""
    return str(get_locale())
