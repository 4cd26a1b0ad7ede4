"""What rows say of the half that changes at once: prices, terms, sample, carton, options."""

from dataclasses import replace
from typing import Any

from marketplace.catalog.enums import PriceShown, SampleOffer
from marketplace.catalog.models import ListingOption
from marketplace.catalog.models.listing import MOST_TIERS
from marketplace.catalog.operations.from_rows.changes import GroupReading, differs
from marketplace.catalog.operations.options import (
    OptionFacts,
    option_values,
    require_names,
    require_prices,
)
from marketplace.catalog.operations.prices import PriceFacts, Tier, check_steps
from marketplace.catalog.operations.trade import (
    CartonFacts,
    SampleFacts,
    TermsFacts,
    carton_values,
    require_terms,
    sample_values,
    term_values,
)
from marketplace.catalog.queries.texts import home_language
from marketplace.catalog.sheets.cells import Amount
from marketplace.catalog.sheets.rows import GoodsRow
from marketplace.core.errors import Refused
from marketplace.core.languages import LANGUAGES
from marketplace.core.money import (
    Money,
    MoneyTooLarge,
    NotAnAmount,
    TooManyDigits,
    UnitPrice,
    read_money,
)
from marketplace.core.text import text_key
from marketplace.reference.enums import TransportMode

_STEPS = range(1, MOST_TIERS + 1)
_PRICES = (
    "price_shown",
    "moq",
    *(f"{part}_{number}" for part in ("from", "price") for number in _STEPS),
)
_TERMS = ("unit", "mode", "incoterm", "place", "lead_days")
_SAMPLE = ("sample", "sample_price", "sample_units", "sample_note")
_CARTON = {
    "units": "carton_units",
    "net_g": "carton_net",
    "gross_g": "carton_gross",
    "length_mm": "carton_length",
    "width_mm": "carton_width",
    "height_mm": "carton_height",
}
USUAL_UNIT = "H87"


class RowPrices:
    """The currency of the rows and the number of units that their prices are for."""

    def __init__(self, reading: GroupReading) -> None:
        """What the rows do not say is as it stands."""
        self.reading = reading
        tiers = reading.goods.tiers if reading.goods else ()
        self.goods_of = [(tier.from_quantity, tier.price) for tier in tiers]
        first = tiers[0].price if tiers else None
        self.currency: str = reading.value_of("currency", first.currency if first else "")
        self.per: int = reading.value_of("per", first.per if first else 1)

    def money(self, key: str, amount: Amount, row: GoodsRow | None = None) -> Money | None:
        """Return an amount of a column in the rows' currency; remark on what it cannot be."""
        currency = self.currency or amount.currency
        if not currency:
            self._miss_currency()
            return None
        if amount.currency and amount.currency != currency:
            facts = {"found": amount.currency, "wanted": currency}
            self.reading.remark(key, "other_currency", at=row, **facts)
            return None
        try:
            return read_money(amount.number, currency)
        except TooManyDigits as problem:
            facts = {"currency": currency, "digits": str(problem.digits)}
            self.reading.remark(key, "too_exact", at=row, **facts)
        except (NotAnAmount, MoneyTooLarge):
            self.reading.remark(key, "amount", at=row, example="4.20")
        return None

    def _miss_currency(self) -> None:
        """Remark on the missing currency, once for all prices of the listing."""
        remarks = self.reading.changes.remarks
        if not any(remark.code == "no_currency" for remark in remarks):
            self.reading.remark("currency", "no_currency")

    def unit_price(self, key: str, amount: Amount, row: GoodsRow | None = None) -> UnitPrice | None:
        """Return an amount as a unit price; remark on what it cannot be."""
        money = self.money(key, amount, row)
        return UnitPrice(money, max(self.per, 1)) if money else None

    def steps(self) -> tuple[list[Tier], list[int]] | None:
        """Return the price steps of the rows with their numbers; None where there is a fault."""
        found: list[Tier] = []
        numbers: list[int] = []
        is_whole = True
        for number in _STEPS:
            step = self._step(number)
            if step is None:
                continue
            quantity, amount = step
            price = self.unit_price(f"price_{number}", amount) if amount else None
            if quantity is None or price is None:
                is_whole = False
                continue
            found.append((quantity, price))
            numbers.append(number)
        return (found, numbers) if is_whole else None

    def _step(self, number: int) -> tuple[int | None, Amount | None] | None:
        """Return quantity and amount of a step; remark where one of them is missing."""
        reading = self.reading
        amount: Amount | None = reading.value_of(f"price_{number}")
        quantity: int | None = reading.value_of(f"from_{number}")
        if amount is None and quantity is None:
            return None
        if quantity is None:
            quantity = reading.value_of("moq") if number == 1 else None
            if quantity is None and number == 1:
                quantity = self.goods_of[0][0] if self.goods_of else 1
            if quantity is None:
                reading.remark(f"price_{number}", "from_missing", number=number)
        elif amount is None and not _unread(reading, f"price_{number}"):
            reading.remark(f"from_{number}", "price_missing")
        return quantity, amount


def _unread(reading: GroupReading, column: str) -> bool:
    return any(remark.column == column for remark in reading.group.faults)


def read_prices(reading: GroupReading) -> list[UnitPrice]:
    """Read who sees which prices; return the steps' prices as they will be."""
    prices = RowPrices(reading)
    goods_of = [price for _quantity, price in prices.goods_of]
    if not reading.has_any(*_PRICES):
        return goods_of
    listing = reading.goods.listing if reading.goods else None
    read = prices.steps()
    if read is None:
        return goods_of
    steps, numbers = read
    named = reading.value_of("price_shown")
    shown = PriceShown(named) if named else listing.price_shown if listing else None
    shown = shown or PriceShown.EVERYONE
    if not steps and shown is not PriceShown.ON_REQUEST:
        steps = prices.goods_of
    facts = PriceFacts(shown, tuple(steps), reading.value_of("moq"))
    columns = {"tiers": "price_1", "moq": "moq"}
    for place, number in enumerate(numbers):
        columns[f"tiers-{place}-price"] = f"price_{number}"
        columns[f"tiers-{place}-from_quantity"] = f"from_{number}"
    checked = reading.checked(lambda: {"moq": check_steps(facts)}, columns, "price_1")
    if checked is None:
        return goods_of
    values = checked | {"price_shown": shown}
    if listing is None or differs(listing, values) or steps != prices.goods_of:
        reading.changes.prices, reading.changes.columns["prices"] = facts, values
    return [price for _quantity, price in steps]


def read_terms(reading: GroupReading) -> None:
    """Read unit, price basis and lead time."""
    listing = reading.goods.listing if reading.goods else None
    if not reading.has_any(*_TERMS):
        return
    place = reading.value_of("place", listing.basis_place if listing else "")
    same_place = listing is not None and place == listing.basis_place
    mode = reading.value_of("mode", listing.basis_mode if listing else None)
    facts = TermsFacts(
        unit=reading.value_of("unit", listing.unit if listing else USUAL_UNIT),
        mode=TransportMode(mode) if mode else None,
        incoterm=reading.value_of("incoterm", listing.basis_incoterm if listing else ""),
        place=place,
        port=listing.basis_port if listing and same_place else "",
        lead_days=reading.value_of("lead_days", listing.lead_days if listing else None),
    )

    def check() -> dict[str, Any]:
        values = term_values(replace(facts, port=""))
        if listing is not None and listing.listed_at is not None:
            require_terms(facts)
        return values | {"basis_port": facts.port}

    values = reading.checked(check, {name: name for name in _TERMS}, "place")
    if values is not None and (listing is None or differs(listing, values)):
        reading.changes.terms, reading.changes.columns["terms"] = facts, values


def read_sample(reading: GroupReading) -> None:
    """Read whether and how a sample is to be had; a price alone makes it a paid one."""
    listing = reading.goods.listing if reading.goods else None
    if not reading.has_any(*_SAMPLE):
        return
    amount: Amount | None = reading.value_of("sample_price")
    named = reading.value_of("sample")
    offer = SampleOffer(named) if named else listing.sample if listing else None
    offer = offer or (SampleOffer.PAID if amount else SampleOffer.NONE)
    price = listing.sample_price if listing else None
    if amount is not None:
        price = RowPrices(reading).money("sample_price", amount)
        if price is None:
            return
    facts = SampleFacts(
        offer,
        price,
        reading.value_of("sample_units", listing.sample_units if listing else None),
        reading.value_of("sample_note", listing.sample_note if listing else ""),
        deducted=bool(listing and listing.sample_deducted),
    )
    columns = {"price": "sample_price", "units": "sample_units", "note": "sample_note"}
    values = reading.checked(lambda: sample_values(facts), columns, "sample")
    if values is not None and (listing is None or differs(listing, values)):
        reading.changes.sample, reading.changes.columns["sample"] = facts, values


def read_carton(reading: GroupReading) -> None:
    """Read what a carton holds, weighs and measures."""
    if not reading.has_any(*_CARTON.values()):
        return
    listing = reading.goods.listing if reading.goods else None
    facts = CartonFacts(
        **{
            name: reading.value_of(key, getattr(listing, f"carton_{name}") if listing else None)
            for name, key in _CARTON.items()
        }
    )
    values = reading.checked(lambda: carton_values(facts), _CARTON, "carton_units")
    if values is not None and (listing is None or differs(listing, values)):
        reading.changes.carton, reading.changes.columns["carton"] = facts, values


def read_options(reading: GroupReading, steps: list[UnitPrice]) -> None:
    """Read the rows as options: those that stand stay, each row changes its own or adds one."""
    goods_of = list(reading.goods.options) if reading.goods else []
    facts = [_as_it_stands(option) for option in goods_of]
    rows: list[GoodsRow | None] = [None for _option in facts]
    free = [place for place, option in enumerate(goods_of) if _is_blank(option)]
    prices = RowPrices(reading)
    for row in reading.group.rows:
        place = _place_of(reading, row, facts, free, len(goods_of))
        if place is None:
            facts.append(OptionFacts())
            rows.append(None)
            place = len(facts) - 1
        facts[place], rows[place] = _changed(prices, facts[place], row), row
    values = None if reading.changes.is_faulty else _values(reading, facts, rows, steps)
    if values is None:
        return
    before = [option_values(place, _as_it_stands(each)) for place, each in enumerate(goods_of)]
    if values != before:
        reading.changes.options, reading.changes.columns["options"] = tuple(facts), values


def _as_it_stands(option: ListingOption) -> OptionFacts:
    return OptionFacts(option.code, dict(option.names), option.sku, option.barcode, option.price)


def _is_blank(option: ListingOption) -> bool:
    return not option.sku and not option.names


def _names(row: GoodsRow) -> dict[str, str]:
    named = {tag: row.values.get(f"option:{tag}") for tag in LANGUAGES}
    return {tag: name for tag, name in named.items() if name}


def _place_of(
    reading: GroupReading, row: GoodsRow, facts: list[OptionFacts], free: list[int], goods_of: int
) -> int | None:
    """Return the place of the option that a row means, None for a new one."""
    sku = text_key(row.values.get("sku") or "")
    if sku:
        _require_own(reading, row, sku)
    same = next((place for place, option in enumerate(facts) if _is_same(option, sku, row)), None)
    if same is not None:
        return same
    if free:
        return free.pop(0)
    if sku or _names(row):
        return None
    if goods_of == 1 and len(reading.group.rows) == 1:
        return 0
    if goods_of:
        reading.remark("sku", "option_unknown", at=row)
    return None


def _require_own(reading: GroupReading, row: GoodsRow, sku: str) -> None:
    """Remark on an SKU that other goods of the company have."""
    other = reading.existing.by_sku.get(sku)
    if other is not None and (reading.goods is None or other != reading.goods.listing.id):
        code = reading.existing.goods[other].listing.code
        reading.remark("sku", "other_listing", at=row, listing=code)


def _is_same(option: OptionFacts, sku: str, row: GoodsRow) -> bool:
    """Whether a row means an option: by its SKU, else by one of its names."""
    if sku and option.sku:
        return text_key(option.sku) == sku
    names = {(tag, text_key(name)) for tag, name in _names(row).items()}
    return bool(names & {(tag, text_key(name)) for tag, name in option.names.items()})


def _changed(prices: RowPrices, option: OptionFacts, row: GoodsRow) -> OptionFacts:
    amount: Amount | None = row.values.get("option_price")
    price = prices.unit_price("option_price", amount, row) if amount else option.price
    return OptionFacts(
        option.code,
        dict(sorted({**option.names, **_names(row)}.items())),
        row.values.get("sku") or option.sku,
        row.values.get("barcode") or option.barcode,
        price,
    )


def _values(
    reading: GroupReading,
    facts: list[OptionFacts],
    rows: list[GoodsRow | None],
    steps: list[UnitPrice],
) -> list[dict[str, Any]] | None:
    """Return the options' columns; None, and a remark, where one or all together are not right."""
    try:
        checked = [option_values(number, option) for number, option in enumerate(facts)]
        require_names(checked)
        require_prices(steps, checked)
    except Refused as refusal:
        _blame(reading, refusal, rows)
        return None
    return checked


def _blame(reading: GroupReading, refusal: Refused, rows: list[GoodsRow | None]) -> None:
    """Remark on a refusal in the row of the option that it names."""
    _rows, _dash, rest = (refusal.field or "").partition("-")
    number, _dash, name = rest.partition("-")
    row = rows[int(number)] if number.isdigit() else None
    column = {
        "sku": "sku",
        "barcode": "barcode",
        "price": "option_price",
        "name": f"option:{home_language()}",
    }.get(name, "sku")
    made, arguments = refusal.made_by
    if not made:
        raise refusal
    facts = {"made_by": made, "arguments": list(arguments)}
    reading.remark(column, "refused", at=row or reading.group.rows[0], **facts)
