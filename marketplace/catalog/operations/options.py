"""Changing the options of a listing: shades, sizes, models, each with SKU, barcode and price."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from stdnum import ean
from stdnum.exceptions import ValidationError

from marketplace.catalog import errors
from marketplace.catalog.models import Listing, ListingOption
from marketplace.catalog.models.listing import MOST_OPTIONS, OPTION_NAME_LENGTH, SKU_LENGTH
from marketplace.catalog.operations.listings import add_option
from marketplace.catalog.operations.prices import are_per_same_units
from marketplace.catalog.operations.record import clean_line, lock_to_change, trade_changed
from marketplace.catalog.queries.listings import options_of, tiers_of
from marketplace.catalog.queries.texts import home_language
from marketplace.core import clock
from marketplace.core.audit import Actor
from marketplace.core.db import change_row, require_version, session
from marketplace.core.languages import LANGUAGES
from marketplace.core.money import UnitPrice
from marketplace.core.text import one_line, text_key


@dataclass(frozen=True)
class OptionFacts:
    """An option as it shall be: `code` is its public id, None for a new one.

    `names` are by language tag, empty where there is no choice; `price` None where it is that of
    the listing.
    """

    code: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    sku: str = ""
    barcode: str = ""
    price: UnitPrice | None = None


def change_options(
    listing: Listing, wanted: Sequence[OptionFacts], *, row_version: int, actor: Actor
) -> None:
    """Let the listing have these options, in this order.

    One that is no longer wanted is removed, or retired where buyers were shown the listing. Raises
    Refused beside the field (`options-2-sku` for the third), Conflict when somebody was faster.
    """
    checked = [option_values(number, facts) for number, facts in enumerate(wanted)]
    require_names(checked)
    lock_to_change(listing, actor)
    require_version(listing, row_version)
    present = {option.code: option for option in options_of(listing)}
    _require_present(wanted, present)
    _require_free_skus(listing, checked)
    require_prices([tier.price for tier in tiers_of(listing)], checked)
    fields = _remove_unwanted(listing, wanted, present)
    fields |= _write(listing, wanted, checked, present)
    if fields:
        trade_changed(listing, "options", sorted(fields), actor=actor)


def option_values(number: int, facts: OptionFacts) -> dict[str, Any]:
    """Return the columns of an option as they are kept. Raises Refused beside the field."""
    sku = clean_line(facts.sku, SKU_LENGTH, f"options-{number}-sku")
    return {
        "rank": number,
        "names": _names(number, facts.names),
        "sku": sku,
        "sku_key": text_key(sku) or None,
        "barcode": _barcode(number, facts.barcode),
        "price": facts.price,
    }


def _names(number: int, typed: Mapping[str, str]) -> dict[str, str]:
    place = f"options-{number}-name"
    if not set(typed) <= LANGUAGES.keys():
        raise errors.unknown_language(place)
    clean = {tag: clean_line(name, OPTION_NAME_LENGTH, place) for tag, name in typed.items()}
    return {tag: name for tag, name in sorted(clean.items()) if name}


def _barcode(number: int, typed: str) -> str:
    """Return the digits of a GTIN; its last one is reckoned from the others (GS1)."""
    if not one_line(typed):
        return ""
    try:
        return str(ean.validate(typed))
    except ValidationError:
        raise errors.wrong_barcode(number) from None


def require_names(options: Sequence[dict[str, Any]]) -> None:
    """Refuse options that cannot be told apart: no name where there are several, or one twice."""
    if not options:
        raise errors.option_needed()
    if len(options) > MOST_OPTIONS:
        raise errors.too_many(MOST_OPTIONS, "options")
    taken: set[tuple[str, str]] = set()
    first = home_language()
    for number, values in enumerate(options):
        names: dict[str, str] = values["names"]
        if len(options) > 1 and not names.keys() & {first, "en"}:
            raise errors.option_needs_name(number)
        keys = {(tag, text_key(name)) for tag, name in names.items()}
        if keys & taken:
            raise errors.option_name_twice(number)
        taken |= keys


def _require_present(wanted: Sequence[OptionFacts], present: Mapping[str, ListingOption]) -> None:
    seen: set[str] = set()
    for number, facts in enumerate(wanted):
        if facts.code is not None and (facts.code not in present or facts.code in seen):
            raise errors.option_gone(number)
        seen.add(facts.code or "")


def _require_free_skus(listing: Listing, options: Sequence[dict[str, Any]]) -> None:
    keys = [values["sku_key"] for values in options]
    others = select(ListingOption.sku_key).where(
        ListingOption.company_id == listing.company_id,
        ListingOption.listing_id != listing.id,
        ListingOption.retired_at.is_(None),
        ListingOption.sku_key.in_([key for key in keys if key]),
    )
    taken = set(session.scalars(others))
    for number, key in enumerate(keys):
        if key and (key in taken or key in keys[:number]):
            raise errors.sku_taken(number)


def require_prices(steps: Sequence[UnitPrice], options: Sequence[dict[str, Any]]) -> None:
    """Refuse prices of options that do not go with the listing's steps."""
    for number, values in enumerate(options):
        price: UnitPrice | None = values["price"]
        if price is None:
            continue
        if not steps:
            raise errors.option_price_without_steps(number)
        if not are_per_same_units(price, steps[0]):
            raise errors.one_currency("options", number)
        if price.price.minor < 1:
            raise errors.price_above_zero("options", number)


def _remove_unwanted(
    listing: Listing, wanted: Sequence[OptionFacts], present: Mapping[str, ListingOption]
) -> set[str]:
    kept = {facts.code for facts in wanted}
    gone = [option for code, option in present.items() if code not in kept]
    for option in gone:
        if listing.listed_at is None:
            session.delete(option)
        else:
            option.retired_at = clock.now()
    session.flush()
    return {"removed"} if gone else set()


def _write(
    listing: Listing,
    wanted: Sequence[OptionFacts],
    options: Sequence[dict[str, Any]],
    present: Mapping[str, ListingOption],
) -> set[str]:
    _free_skus(options, [present.get(facts.code or "") for facts in wanted])
    fields: set[str] = set()
    for facts, values in zip(wanted, options, strict=True):
        option = present.get(facts.code or "")
        if option is None:
            option = add_option(listing, values["rank"])
            fields.add("added")
        fields |= set(change_row(option, values)) - {"sku_key"}
    session.flush()
    return fields


def _free_skus(options: Sequence[dict[str, Any]], rows: Sequence[ListingOption | None]) -> None:
    """Take SKUs that move from option to option off first: each is unique at any moment."""
    for values, row in zip(options, rows, strict=True):
        others = [other.sku_key for other in rows if other is not None and other is not row]
        if row is not None and values["sku_key"] in others:
            for other in rows:
                if other is not None and other.sku_key == values["sku_key"]:
                    other.sku, other.sku_key = "", None
    session.flush()
