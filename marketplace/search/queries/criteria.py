"""A search as the address carries it: text, filters, order, quantity, place."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from werkzeug.datastructures import MultiDict

from marketplace.core.languages import LANGUAGES
from marketplace.search.engines.contract import MOST_HITS, Band, Sort
from marketplace.search.queries.parsing import LONGEST

#: Filters by exact code: name in the address, field of the index.
CODE_FILTERS = {
    "category": "category",
    "seller": "badge",
    "incoterm": "incoterm",
    "certificate": "certificate",
    "origin": "origin",
    "language": "language",
}
#: Filters by band: units of the MOQ, working days of the lead time.
MOQ_BANDS: Mapping[str, Band] = {
    "to-100": Band(None, 101),
    "101-500": Band(101, 501),
    "501-2000": Band(501, 2001),
    "over-2000": Band(2001, None),
}
LEAD_BANDS: Mapping[str, Band] = {
    "to-7": Band(None, 8),
    "8-14": Band(8, 15),
    "15-30": Band(15, 31),
    "over-30": Band(31, None),
}
BAND_FILTERS = ("price", "moq", "lead")
SORTS: Mapping[str, Sort | None] = {
    "best": None,
    "newest": Sort("listed_at", descending=True),
    "moq": Sort("moq"),
    "lead": Sort("lead_days"),
    "price": Sort("price_1"),
}
PAGE = 24
#: Hits beyond this page are reached by narrowing the search.
LAST_PAGE = MOST_HITS // PAGE
MOST_VALUES = 20
LONGEST_QUANTITY = 9
_MARK = re.compile(r"[0-9a-f]{1,16}")


@dataclass(frozen=True)
class Criteria:
    """A search as its address says it; values that no page offers are left out.

    `quantity` is in units of each listing and decides which price step counts; `offset` is how many
    hits come before the page, in the order of the state of the index that `mark` names.
    """

    text: str = ""
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    sort: str = "best"
    quantity: int = 1
    offset: int = 0
    mark: str = ""
    in_other_words: bool = True

    def chosen(self, name: str) -> frozenset[str]:
        """Return the values chosen of a filter."""
        return self.filters.get(name, frozenset())

    def toggled(self, name: str, value: str) -> "Criteria":
        """Return the search with a value taken or left, from its first page."""
        values = self.chosen(name) ^ {value}
        filters = {**self.filters, name: values}
        return replace(self, filters={key: kept for key, kept in filters.items() if kept}, offset=0)

    def args(self, **changes: object) -> dict[str, object]:
        """Return the address's parameters; what is as usual is left out."""
        changed = self
        if changes or self.offset:
            changed = replace(self, **{"offset": 0} | changes)  # type: ignore[arg-type]
        args: dict[str, object] = {}
        if changed.text:
            args["q"] = changed.text
        for name in sorted(changed.filters):
            args[name] = sorted(changed.filters[name])
        if changed.sort != "best":
            args["sort"] = changed.sort
        if changed.quantity != 1:
            args["quantity"] = changed.quantity
        if changed.offset:
            args["after"] = f"{changed.mark}.{changed.offset}"
        if not changed.in_other_words:
            args["exact"] = 1
        return args

    @property
    def is_filtered(self) -> bool:
        """Whether any filter is set."""
        return bool(self.filters)


def read_criteria(args: MultiDict[str, str]) -> Criteria:
    """Read a search from an address; whatever makes no sense in it is ignored."""
    filters = {
        name: frozenset(value for value in args.getlist(name)[:MOST_VALUES] if _may_be(name, value))
        for name in (*CODE_FILTERS, *BAND_FILTERS)
    }
    sort = args.get("sort", "best")
    mark, offset = _place(args.get("after", ""))
    return Criteria(
        text=" ".join(args.get("q", "").replace("\x00", "").split())[:LONGEST],
        filters={name: values for name, values in filters.items() if values},
        sort=sort if sort in SORTS else "best",
        quantity=_number(args.get("quantity"), least=1, usual=1),
        offset=offset,
        mark=mark,
        in_other_words=args.get("exact") != "1",
    )


def _place(after: str) -> tuple[str, int]:
    """Return the state of the index and the place that a further page's address names.

    A place is the beginning of a page; what names none is the first page, which is of no state.
    """
    mark, _, place = after.partition(".")
    offset = min(_number(place, least=0, usual=0), (LAST_PAGE - 1) * PAGE) // PAGE * PAGE
    if not offset:
        return "", 0
    return (mark if _MARK.fullmatch(mark) else ""), offset


def _may_be(name: str, value: str) -> bool:
    """Whether a filter may have the value; a language is one that texts are written in."""
    if name == "language":
        return value in LANGUAGES
    return value.isascii() and value.replace("-", "").replace("_", "").isalnum()


def _number(text: str | None, *, least: int, usual: int) -> int:
    if not text or not (text.isascii() and text.isdigit()) or len(text) > LONGEST_QUANTITY:
        return usual
    return max(least, int(text))
