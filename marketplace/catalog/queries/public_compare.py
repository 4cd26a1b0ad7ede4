"""Up to four goods side by side, reckoned at one quantity: rows for a real table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from babel.numbers import format_decimal
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _
from sqlalchemy import Row, select

from marketplace.accounts.queries import preferences
from marketplace.catalog.enums import CERTIFICATE_NAMES, CertificateKind
from marketplace.catalog.models import Listing, ListingCertificate, ListingVersion
from marketplace.catalog.queries.public_cards import COLUMNS, Card, cards
from marketplace.catalog.queries.public_prices import PriceState, comparable, present_book
from marketplace.catalog.queries.public_visible import shown_among
from marketplace.core import clock
from marketplace.core.db import session
from marketplace.core.money import Money, format_money, format_unit_price
from marketplace.core.text import one_line
from marketplace.reference.queries import UNITS, country_name

MOST = 4
DEFAULT_QUANTITY = 1000
#: What stands where there is nothing to say.
NOTHING = "–"


@dataclass
class ComparisonCell:
    """What one of the goods says in a row; `best`: no other says a better one."""

    text: str
    note: str = ""
    best: bool = False


@dataclass(frozen=True)
class ComparisonRow:
    """A row: its label, a cell for each of the goods, whether all say the same."""

    label: str
    cells: list[ComparisonCell]

    @property
    def is_same(self) -> bool:
        """Whether all cells say the same."""
        return len({(cell.text, cell.note) for cell in self.cells}) == 1


@dataclass(frozen=True)
class ComparedGoods:
    """One of the goods with all that is compared of it."""

    card: Card
    row: Row[Any]
    certificates: tuple[str, ...]


def sides_of(codes: Sequence[str]) -> list[ComparedGoods]:
    """Return the visible ones among the goods, at most four, in their order; four statements."""
    wanted = list(dict.fromkeys(codes))[:MOST]
    if not wanted:
        return []
    found = session.execute(
        shown_among(*COLUMNS, Listing, ListingVersion).where(Listing.code.in_(wanted))
    ).all()
    rows = sorted(found, key=lambda row: wanted.index(row.code))
    certificates = _certificates([row.version_id for row in rows])
    return [
        ComparedGoods(card, row, tuple(certificates.get(row.version_id, ())))
        for card, row in zip(cards(rows), rows, strict=True)
    ]


def _certificates(versions: Sequence[int]) -> dict[int, list[str]]:
    today = clock.now().date()
    named: dict[int, list[str]] = {}
    found = select(ListingCertificate).where(ListingCertificate.version_id.in_(versions))
    for one in session.scalars(found.order_by(ListingCertificate.id)):
        if one.valid_until is None or one.valid_until >= today:
            own = one.name if one.kind is CertificateKind.OTHER else CERTIFICATE_NAMES[one.kind]
            named.setdefault(one.version_id, []).append(str(own))
    return named


def lines_of(sides: Sequence[ComparedGoods], quantity: int) -> list[ComparisonRow]:
    """Return the rows of the table, the best values marked."""
    lines = [
        ComparisonRow(
            _("Unit price"), _best([_price(side, quantity) for side in sides], sides, quantity)
        ),
        ComparisonRow(_("For your quantity"), [_total(side, quantity) for side in sides]),
        ComparisonRow(
            _("MOQ"), _least([_moq(side) for side in sides], [_moq_figure(one) for one in sides])
        ),
        ComparisonRow(
            _("Lead time"), _least([_lead(one) for one in sides], [_days(one) for one in sides])
        ),
        ComparisonRow(_("Price basis"), [_basis(side) for side in sides]),
        ComparisonRow(_("Certificates"), [_listed(side.certificates) for side in sides]),
        *(
            ComparisonRow(label, [ComparisonCell(say(side) or NOTHING) for side in sides])
            for label, say in _facts()
        ),
    ]
    for line in lines:
        if line.label in _always_stated():
            for cell in line.cells:
                cell.text = _("Not stated") if cell.text == NOTHING else cell.text
    return [line for line in lines if any(cell.text != NOTHING for cell in line.cells)]


def _always_stated() -> set[str]:
    """Return the rows whose facts sellers must state, and catalogues of others may lack."""
    facts = (_("MOQ"), _("Lead time"), _("Price basis"), _("Country of origin"), _("HS code"))
    return {*facts, _("Carton")}


def _facts() -> list[tuple[str, Callable[[ComparedGoods], str]]]:
    locale = str(get_locale())
    return [
        (_("Net content"), lambda side: net_content(side.row.ListingVersion)),
        (_("Brand"), lambda side: side.row.ListingVersion.brand),
        (
            _("Country of origin"),
            lambda side: (
                country_name(side.row.ListingVersion.origin_country, locale)
                if side.row.ListingVersion.origin_country
                else ""
            ),
        ),
        (_("HS code"), lambda side: hs_written(side.row.ListingVersion)),
        (_("Carton"), lambda side: _carton(side.row.Listing, side.card)),
        (_("Seller"), lambda side: side.card.seller),
        (_("Seller’s country"), lambda side: country_name(side.card.country, locale)),
    ]


def net_content(version: ListingVersion) -> str:
    """Return the net content of one unit: `30 ml`; "" where it is not written."""
    if version.net_thousandths is None:
        return ""
    unit = UNITS.get(version.net_unit)
    figure = format_decimal(Decimal(version.net_thousandths) / 1000, locale=str(get_locale()))
    return unit.behind(figure) if unit else f"{figure} {version.net_unit}"


def hs_written(version: ListingVersion) -> str:
    """Return the code as people write it: `3304.99`; "" without one."""
    code = version.hs_code
    return f"{code[:4]}.{code[4:]}" if code else ""


def _price(side: ComparedGoods, quantity: int) -> ComparisonCell:
    step = side.card.prices.step_for(quantity)
    if step is None:
        return ComparisonCell(_unseen(side.card.prices.state))
    written = _written(side.card, quantity)
    own = comparable(preferences().currency)
    if own == step.price.currency:
        return ComparisonCell(written)
    found = present_book().convert(step.price.price, own)
    note = f"≈ {format_money(found.money, str(get_locale()))}" if found.money else ""
    return ComparisonCell(written, note)


def _written(card: Card, quantity: int) -> str:
    step = card.prices.step_for(quantity)
    if step is None:
        return ""
    return format_unit_price(step.price, str(card.unit.short), str(get_locale()))


def _unseen(state: PriceState) -> str:
    for_checked = state is PriceState.FOR_CHECKED
    words: str = _("For checked buyers") if for_checked else _("On request")
    return words


def _best(
    cells: list[ComparisonCell], sides: Sequence[ComparedGoods], quantity: int
) -> list[ComparisonCell]:
    """Mark the lowest unit price, in one currency and of one unit; none where they differ."""
    if len({side.card.unit.code for side in sides}) != 1:
        return cells
    return _least(cells, [_figure(side, quantity) for side in sides])


def _figure(side: ComparedGoods, quantity: int) -> Fraction | None:
    step = side.card.prices.step_for(quantity)
    if step is None:
        return None
    found = present_book().convert(step.price.price * 1_000, "USD")
    return Fraction(found.money.minor, step.price.per) if found.money else None


def _total(side: ComparedGoods, quantity: int) -> ComparisonCell:
    total: Money | None = side.card.prices.total_for(quantity)
    return (
        ComparisonCell(format_money(total, str(get_locale()))) if total else ComparisonCell(NOTHING)
    )


def _moq(side: ComparedGoods) -> ComparisonCell:
    return (
        ComparisonCell(side.card.unit.counted(side.card.moq))
        if side.card.moq
        else ComparisonCell(NOTHING)
    )


def _moq_figure(side: ComparedGoods) -> Fraction | None:
    return Fraction(side.card.moq) if side.card.moq else None


def _lead(side: ComparedGoods) -> ComparisonCell:
    days = side.card.lead_days
    if days is None:
        return ComparisonCell(NOTHING)
    return ComparisonCell(ngettext("%(num)d working day", "%(num)d working days", days))


def _days(side: ComparedGoods) -> Fraction | None:
    return None if side.card.lead_days is None else Fraction(side.card.lead_days)


def _least(cells: list[ComparisonCell], figures: Sequence[Fraction | None]) -> list[ComparisonCell]:
    """Mark the cells with the least figure, unless all have it."""
    known = [figure for figure in figures if figure is not None]
    if len(set(known)) > 1:
        for cell, figure in zip(cells, figures, strict=True):
            cell.best = figure == min(known)
    return cells


def _basis(side: ComparedGoods) -> ComparisonCell:
    listing: Listing = side.row.Listing
    return ComparisonCell(one_line(f"{listing.basis_incoterm} {listing.basis_place}") or NOTHING)


def _listed(names: Sequence[str]) -> ComparisonCell:
    return ComparisonCell(" · ".join(names) or NOTHING, _("Stated by the seller") if names else "")


def _carton(listing: Listing, card: Card) -> str:
    return card.unit.counted(listing.carton_units) if listing.carton_units else ""
