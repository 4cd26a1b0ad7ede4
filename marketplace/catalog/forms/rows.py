"""Forms with rows: steps of prices, options."""

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from wtforms import FieldList

from marketplace.catalog.forms.part import PartForm
from marketplace.catalog.queries.goods import Goods


class RowsForm(PartForm):
    """A form with rows that buttons add and take away, with or without scripts."""

    IN_REVIEW: ClassVar[bool] = False
    MOST: ClassVar[int] = 0

    @property
    @abstractmethod
    def rows(self) -> "FieldList[Any]":
        """The rows."""

    def change_rows(self, act: str) -> None:
        """Add a row (`add`) or take one away (`remove-2`); all else stays as it was typed."""
        if act == "add" and len(self.rows.entries) < self.MOST:
            self.rows.append_entry()
            return
        number = act.removeprefix("remove-")
        if not number.isdecimal() or int(number) >= len(self.rows.entries):
            return
        kept = [entry.data for place, entry in enumerate(self.rows.entries) if place != int(number)]
        while self.rows.entries:
            self.rows.pop_entry()
        for data in kept or [None]:
            self.rows.append_entry(data)

    @property
    def filled(self) -> list[int]:
        """The places of the rows in which anything stands: the others are left out."""
        return [
            place
            for place, entry in enumerate(self.rows.entries)
            if any(field.data for field in entry.form)
        ]

    def place_of(self, number: int) -> int:
        """Return where the row stands that is this one of those with anything in them."""
        filled = self.filled
        return filled[number] if number < len(filled) else number

    def keep_typed(self, goods: Goods) -> bool:
        """Show what stands there now, the rows in one line."""
        changed = super().keep_typed(goods)
        name = self.rows.short_name
        now = _in_a_line(self.values()[name])
        if changed and now != _in_a_line(self.rows.data):
            self.present[name] = now or "–"
        return changed


def _in_a_line(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return rows as words, without the ids that they carry."""
    lines = (
        " · ".join(str(cell) for name, cell in row.items() if cell and name != "code")
        for row in rows
    )
    return "; ".join(line for line in lines if line)
