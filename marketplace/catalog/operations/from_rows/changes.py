"""What a group of rows changes in a listing: each part as the operations take it, or its faults.

An empty cell says nothing: what stands stays. Where the rows say what stands already, the part is
left out, so that the same sheet twice is once.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from marketplace.catalog import errors
from marketplace.catalog.enums import LISTING_STATE_NAMES, ListingState, VersionState
from marketplace.catalog.operations.from_rows.existing import Existing
from marketplace.catalog.operations.options import OptionFacts
from marketplace.catalog.operations.prices import PriceFacts
from marketplace.catalog.operations.trade import CartonFacts, SampleFacts, TermsFacts
from marketplace.catalog.operations.versions import FactsOfGoods, TextFacts
from marketplace.catalog.queries.goods import Goods
from marketplace.catalog.queries.hs import HsChoice
from marketplace.catalog.sheets.rows import GoodsRow, RowGroup, RowRemark
from marketplace.core.errors import Refused

_UNCHANGING = {ListingState.ARCHIVED, ListingState.DELETED}


@dataclass
class ListingChanges:
    """What a group changes: a part that it says nothing new about is None.

    `goods` are those that it changes, None for new ones. `columns` are those of each of its `parts`
    as the check of the editor returned them: of the options a list, of prices without the steps.
    """

    group: RowGroup
    goods: Goods | None
    seller_code: str | None = None
    texts: dict[str, TextFacts] = field(default_factory=dict)
    facts: FactsOfGoods | None = None
    hs: HsChoice | None = None
    prices: PriceFacts | None = None
    terms: TermsFacts | None = None
    sample: SampleFacts | None = None
    carton: CartonFacts | None = None
    options: tuple[OptionFacts, ...] | None = None
    pictures: tuple[str, ...] = ()
    remarks: list[RowRemark] = field(default_factory=list)
    columns: dict[str, Any] = field(default_factory=dict)

    @property
    def is_faulty(self) -> bool:
        """Whether something keeps the group out."""
        return any(remark.is_fault for remark in self.remarks)

    @property
    def parts(self) -> list[str]:
        """The names of the parts that change."""
        named = ("seller_code", "facts", "hs", "prices", "terms", "sample", "carton", "options")
        found = [name for name in named if getattr(self, name) is not None]
        return [*found, *(f"text:{tag}" for tag in self.texts)]


class GroupReading:
    """A group beside what stands, read part by part; faults are remarked on where they are."""

    def __init__(self, group: RowGroup, existing: Existing) -> None:
        """Find the goods that the group changes."""
        self.group = group
        self.existing = existing
        self.changes = ListingChanges(group, existing.goods_of(group), remarks=list(group.faults))
        self._differing: set[str] = set()

    @property
    def goods(self) -> Goods | None:
        """The goods that stand, None for new ones."""
        return self.changes.goods

    def has_any(self, *keys: str) -> bool:
        """Whether a row says something in one of the columns."""
        return any(self.group.first(key) for key in keys)

    def value_of(self, key: str, otherwise: Any = None) -> Any:  # noqa: ANN401 - as cells are read
        """Return what the rows say in a column of the listing; remark where they differ."""
        found = self.group.first(key)
        if found is None:
            return otherwise
        first, value = found
        if key not in self._differing:
            self._differing.add(key)
            for row in self.group.rows:
                if row.values.get(key) not in {None, value}:
                    self.remark(key, "differs", at=row, row=first.number)
        return value

    def remark(
        self,
        column: str,
        code: str,
        *,
        at: GoodsRow | None = None,
        **facts: object,
    ) -> None:
        """Remark on a column: in the row that says something there, else in the first."""
        if at is None:
            found = self.group.first(column)
            at = found[0] if found else self.group.rows[0]
        self.changes.remarks.append(RowRemark(at.number, column, code, facts))

    def refuse(self, refusal: Refused, columns: Mapping[str, str], default: str) -> None:
        """Remark on what a rule of the editor refused; `columns` name the field's column."""
        name, arguments = refusal.made_by
        column = columns.get(refusal.field or "", default)
        if not name:
            raise refusal
        self.remark(column, "refused", made_by=name, arguments=list(arguments))

    def checked(
        self,
        check: Callable[[], dict[str, Any]],
        columns: Mapping[str, str],
        default: str,
    ) -> dict[str, Any] | None:
        """Return what a check of the editor returns, None where it refuses."""
        try:
            return check()
        except Refused as refusal:
            self.refuse(refusal, columns, default)
            return None


def differs(row: object, values: Mapping[str, Any]) -> bool:
    """Whether a row's columns have other values."""
    return any(getattr(row, name) != value for name, value in values.items())


def require_changeable(reading: GroupReading) -> None:
    """Remark on goods that cannot be changed as they stand now."""
    goods, changes = reading.goods, reading.changes
    if goods is None:
        return
    state = goods.listing.state
    if state in _UNCHANGING:
        refusal = errors.not_now(str(LISTING_STATE_NAMES[state]))
        reading.refuse(refusal, {}, "listing_code")
        return
    looked_at = changes.texts or changes.facts or changes.hs or changes.pictures
    if looked_at and goods.version.state is VersionState.SUBMITTED:
        reading.refuse(errors.in_review(), {}, "listing_code")


def require_key(reading: GroupReading) -> None:
    """Remark on rows by which the same goods would be made twice."""
    if reading.goods is None and not reading.group.code and not reading.group.skus:
        reading.remark("sku", "no_key")
