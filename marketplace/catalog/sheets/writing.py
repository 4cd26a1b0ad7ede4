"""Sheets that the house writes: the template, a seller's goods, an uploaded sheet with remarks.

What is written here says the same when it is read again, in any language of the pages.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, BinaryIO

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _

from marketplace.catalog.models import ListingOption
from marketplace.catalog.models.listing import MOST_TIERS
from marketplace.catalog.queries.categories import leaves_for
from marketplace.catalog.queries.goods import Goods
from marketplace.catalog.queries.public_categories import tree
from marketplace.catalog.queries.texts import ENGLISH
from marketplace.catalog.sheets.category_names import present_tag
from marketplace.catalog.sheets.choices import NONE_OF_THEM, choices_of, name_of
from marketplace.catalog.sheets.columns import CellKind, Column
from marketplace.catalog.sheets.order import group_name, is_needed
from marketplace.config import Settings
from marketplace.core.languages import LANGUAGES
from marketplace.core.money import Money, UnitPrice
from marketplace.core.sheets.writing import Explanation, Heading, SheetRow, write_csv, write_xlsx
from marketplace.reference.queries import UNITS

WIDE = 40
#: Choices that are written into the second sheet: longer lists are looked up on the pages.
MOST_EXPLAINED = 40


def headings(columns: Sequence[Column]) -> list[Heading]:
    """Return the headings of columns in the present language, with their notes and choices.

    Those of columns that goods cannot do without have a star, which is not read.
    """
    return [
        Heading(
            f"{column.title()} *" if is_needed(column) else column.title(),
            note=str(column.help),
            choices=tuple(name for _code, name in choices_of(column.choices)),
            width=WIDE if column.part in {"title", "summary", "description", "category"} else 18,
            stand_out=is_needed(column),
        )
        for column in columns
    ]


def write_template(target: BinaryIO, columns: Sequence[Column], name: str) -> None:
    """Write the empty sheet in the present language: headings, choices, an example, explanations.

    What is needed stands first; the second sheet names the groups and says what to write.
    """
    write_xlsx(
        target,
        headings(columns),
        [SheetRow([example_of(column) for column in columns])],
        name=name,
        explanation=Explanation(_("What the columns mean"), explanation(columns)),
        right_to_left=LANGUAGES[present_tag()].direction == "rtl",
    )


def explanation(columns: Sequence[Column]) -> list[list[str]]:
    """Return what each column means and what it may say, an example, in groups with names."""
    rows = [[_("Column"), _("What to write"), _("One of"), _("Example")]]
    for group, theirs in groupby(columns, group_name):
        rows.append([group])
        rows += [_explained(column) for column in theirs]
    return rows


def _explained(column: Column) -> list[str]:
    choices = choices_of(column.choices)
    named = ", ".join(name for _code, name in choices[:MOST_EXPLAINED])
    more = " …" if len(choices) > MOST_EXPLAINED else ""
    return [column.title(), str(column.help), named + more, example_of(column)]


def example_of(column: Column) -> str:
    """Return a cell as it may be filled, in the language of its column or the present one."""
    settings: Settings = current_app.config["SETTINGS"]
    if column.language in settings.languages:
        with force_locale(LANGUAGES[column.language].locale):
            return _example(column)
    return _example(column)


def _example(column: Column) -> str:
    settings: Settings = current_app.config["SETTINGS"]
    if column.choices == "category":
        return _category(_leaf_of_the_example())
    examples = {
        "title": _("Centella calming serum 30 ml"),
        "summary": _("For skin that reddens easily"),
        "description": _("A light serum with centella extract, without fragrance."),
        "keywords": _("centella serum, calming ampoule, vegan cosmetics"),
        "option": _("30 ml"),
        "origin": name_of("country", settings.home_country),
        "contents": name_of("contents", NONE_OF_THEM),
        "unit": name_of("unit", "H87"),
        "price_shown": name_of("price_shown", "everyone"),
        "mode": name_of("mode", "air"),
        "sample": name_of("sample", "none"),
        "place": _("The airport that you ship from"),
    }
    return str(examples.get(column.part, column.example))


def _leaf_of_the_example() -> int:
    """Return the key of the leaf that the example's goods belong to, of any where it is not."""
    named = leaves_for("serum", ENGLISH, 1)
    if named:
        return named[0].leaf.id
    return next((one.id for one in tree(present_tag()).by_id.values() if one.is_leaf), 0)


def write_goods(
    target: BinaryIO, kind: str, columns: Sequence[Column], rows: Iterable[list[str]]
) -> None:
    """Write rows of goods as `xlsx` or `csv`, headings and direction of the present language."""
    if kind == "csv":
        write_csv(target, [column.title() for column in columns], rows)
        return
    write_xlsx(
        target,
        headings(columns),
        (SheetRow(row) for row in rows),
        name=_("Goods"),
        right_to_left=LANGUAGES[present_tag()].direction == "rtl",
    )


def rows_of(goods: Goods, columns: Sequence[Column]) -> Iterator[list[str]]:
    """Yield the rows of a listing: one an option, what belongs to the listing in the first."""
    of_listing = {
        column.key: cell_of_listing(goods, column) for column in columns if not column.of_option
    }
    for number, option in enumerate(goods.options):
        cells = {} if number else dict(of_listing)
        cells["listing_code"] = code_of(goods)
        cells |= {
            column.key: said_of_option(option, column) for column in columns if column.of_option
        }
        yield [cells.get(column.key, "") for column in columns]


def code_of(goods: Goods) -> str:
    """Return the seller's own code of a listing, its public id where there is none."""
    return goods.listing.seller_code or goods.listing.code


def said_of_option(option: ListingOption, column: Column) -> str:
    """Return what a column says of an option."""
    if column.part == "option":
        return option.names.get(column.language, "")
    if column.key == "option_price":
        return _price(option.price)
    return {"sku": option.sku, "barcode": option.barcode}.get(column.key, "")


def cell_of_listing(goods: Goods, column: Column) -> str:
    """Return what a column says of a listing."""
    if column.language:
        return _text(goods, column)
    makes = {
        "listing_code": lambda: code_of(goods),
        "category": lambda: _category(goods.version.category_id or 0),
        "net": lambda: _net(goods),
        "hs": lambda: "?" if goods.version.hs_unsure else goods.version.hs_national or _six(goods),
        "contents": lambda: _contents(goods),
    }
    make = makes.get(column.key)
    if make is not None:
        return make()
    if column.key.startswith(("from_", "price_")) and column.key[-1].isdigit():
        return _step(goods, column)
    return _written(column, _VALUES[column.key](goods)) if column.key in _VALUES else ""


def _text(goods: Goods, column: Column) -> str:
    text = goods.texts.get(column.language)
    value: Any = getattr(text, column.part) if text else ""
    return value if isinstance(value, str) else ", ".join(value)


def _category(key: int) -> str:
    return " > ".join(branch.name for branch in tree(present_tag()).chain_of(key))


def _net(goods: Goods) -> str:
    version = goods.version
    if version.net_thousandths is None:
        return ""
    unit = UNITS.get(version.net_unit)
    return f"{_plain(version.net_thousandths, 3)} {unit.short if unit else version.net_unit}"


def _six(goods: Goods) -> str:
    code = goods.version.hs_code
    return f"{code[:4]}.{code[4:]}" if code else ""


def _contents(goods: Goods) -> str:
    if not goods.version.contents_stated:
        return ""
    codes = goods.version.contents or [NONE_OF_THEM]
    return ", ".join(name_of("contents", code) for code in codes)


def _step(goods: Goods, column: Column) -> str:
    part, _dash, number = column.key.partition("_")
    place = int(number) - 1
    if place >= min(len(goods.tiers), MOST_TIERS):
        return ""
    tier = goods.tiers[place]
    return str(tier.from_quantity) if part == "from" else _price(tier.price)


def _price(price: UnitPrice | None) -> str:
    return _money(price.price) if price else ""


def _money(amount: Money | None) -> str:
    return _plain(amount.minor, amount.digits, trimmed=False) if amount else ""


def _plain(number: int, digits: int, *, trimmed: bool = True) -> str:
    """Return a number with a point and no groups, as it is read in every language."""
    if not digits:
        return str(number)
    whole, rest = divmod(number, 10**digits)
    behind = f"{rest:0{digits}d}"
    behind = behind.rstrip("0") if trimmed else behind
    return f"{whole}.{behind}" if behind else str(whole)


def _currency(goods: Goods) -> str:
    if goods.tiers:
        return goods.tiers[0].price.currency
    price = goods.listing.sample_price
    return price.currency if price else ""


def _per(goods: Goods) -> int | None:
    per = goods.tiers[0].price.per if goods.tiers else 1
    return per if per > 1 else None


_VALUES: Mapping[str, Any] = {
    "brand": lambda goods: goods.version.brand,
    "maker": lambda goods: goods.version.maker,
    "origin": lambda goods: goods.version.origin_country,
    "price_shown": lambda goods: goods.listing.price_shown,
    "currency": _currency,
    "per": _per,
    "moq": lambda goods: None if goods.tiers else goods.listing.moq,
    "unit": lambda goods: goods.listing.unit,
    "mode": lambda goods: goods.listing.basis_mode,
    "incoterm": lambda goods: goods.listing.basis_incoterm,
    "place": lambda goods: goods.listing.basis_place,
    "lead_days": lambda goods: goods.listing.lead_days,
    "sample": lambda goods: goods.listing.sample,
    "sample_price": lambda goods: _money(goods.listing.sample_price),
    "sample_units": lambda goods: goods.listing.sample_units,
    "sample_note": lambda goods: goods.listing.sample_note,
    "carton_units": lambda goods: goods.listing.carton_units,
    "carton_net": lambda goods: goods.listing.carton_net_g,
    "carton_gross": lambda goods: goods.listing.carton_gross_g,
    "carton_length": lambda goods: goods.listing.carton_length_mm,
    "carton_width": lambda goods: goods.listing.carton_width_mm,
    "carton_height": lambda goods: goods.listing.carton_height_mm,
}


def _written(column: Column, value: Any) -> str:  # noqa: ANN401 - of any column
    if value is None or value == "":
        return ""
    if column.kind is CellKind.CHOICE:
        return name_of(column.choices, str(value))
    if column.kind in {CellKind.WHOLE, CellKind.FIGURE}:
        return _plain(int(value), column.digits)
    return str(value)
