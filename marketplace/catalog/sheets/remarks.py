"""What may be said of a sheet's cells: codes with their weight, and sentences that say what to do.

A remark is kept as its code and facts and becomes a sentence in the language of whoever reads it.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from marketplace.catalog.errors import said_again
from marketplace.core.images import PictureFault, picture_sentence
from marketplace.core.sheets.faults import CellFault
from marketplace.core.sheets.sentences import cell_sentence

#: What reading a file remarks on a cell begins so.
OF_CELL = "cell_"


class Weight(StrEnum):
    """Whether a row stays out because of a remark, or goes in and should be looked at."""

    FAULT = "fault"
    LOOK = "look"


#: What a remark says in short, where remarks of one kind are counted.
NAMES: dict[str, Any] = {
    "unknown_column": _l("Columns that we do not know"),
    "column_twice": _l("Columns that are there twice"),
    "cell_formula": _l("Formulas without their result"),
    "cell_error_value": _l("Formulas that give an error"),
    "cell_merged": _l("Cells joined with others"),
    "cell_too_long": _l("Cells with too many characters"),
    "cell_too_many_cells": _l("Rows with more cells than headings"),
    "cell_duplicate_heading": _l("Columns that are there twice"),
    "cell_unnamed_column": _l("Columns without a heading"),
    "no_choice": _l("Not on the list"),
    "number_with_words": _l("Words beside a number"),
    "whole": _l("Not a whole number"),
    "figure": _l("Not a number"),
    "amount": _l("Not an amount"),
    "other_currency": _l("A price in another currency"),
    "too_exact": _l("More digits than the currency has"),
    "net": _l("Net content that we cannot read"),
    "hs": _l("Not an HS code"),
    "hs_digits": _l("HS code with a wrong number of digits"),
    "no_key": _l("Neither a listing code nor an SKU"),
    "no_title": _l("The name of the goods is missing"),
    "no_currency": _l("A price without its currency"),
    "from_missing": _l("A price without its quantity"),
    "price_missing": _l("A quantity without its price"),
    "differs": _l("Rows of one listing say different things"),
    "sibling": _l("Another row of the same listing has an error"),
    "apart": _l("Rows of one listing are not together"),
    "sku_twice": _l("An SKU that appears twice"),
    "other_listing": _l("An SKU of another listing"),
    "option_unknown": _l("Which option is meant is not clear"),
    "unknown_category": _l("Category that we do not know"),
    "which_category": _l("Category with a name that several have"),
    "picture_missing": _l("A picture that is not in the zip"),
    "picture_unreadable": _l("A picture that we cannot take"),
    "no_zip": _l("Pictures named, and no zip of pictures"),
    "refused": _l("Against a rule for goods"),
    "too_many_remarks": _l("More remarks than we can keep"),
}
#: The row goes in all the same.
_LOOK = frozenset(
    {
        "unknown_column",
        "column_twice",
        "cell_duplicate_heading",
        "cell_unnamed_column",
        "picture_missing",
        "picture_unreadable",
        "no_zip",
    }
)


def is_fault(code: str) -> bool:
    """Whether a remark keeps its row out."""
    return code not in _LOOK


def short_name(code: str) -> str:
    """Return what remarks of a kind are called where they are counted."""
    return str(NAMES.get(code, code))


def sentence(code: str, facts: Mapping[str, Any]) -> str:
    """Return a remark in the present language: what is wrong and what to do."""
    if code == "refused":
        return said_again(str(facts.get("made_by", "")), facts.get("arguments", ()))
    if code.startswith(OF_CELL):
        fault = CellFault(code.removeprefix(OF_CELL))
        return cell_sentence(fault, int(facts.get("place", 0)))
    made = {**_of_columns(), **_of_cells(), **_of_rows(), **_of_pictures()}
    words: dict[str, Any] = dict(facts)
    why = words.pop("fault", "")
    text = str(made.get(code, short_name(code))) % words if words else str(made.get(code, code))
    if code == "no_choice" and words.get("near"):
        text += " " + _("Perhaps: %(near)s.", near=words["near"])
    if code == "unknown_category" and words.get("near"):
        text += " " + _("Perhaps: %(near)s.", near=words["near"])
    if why:
        text += " " + picture_sentence(PictureFault(why), words)
    return text


def _of_columns() -> dict[str, str]:
    return {
        "unknown_column": _(
            "We do not know the column “%(heading)s” and leave it out. The template has the "
            "headings that we know."
        ),
        "column_twice": _("The column “%(heading)s” is there twice; the first one counts."),
        "too_many_remarks": _(
            "There are more remarks than we can show. Please fix these first and upload the sheet "
            "again."
        ),
    }


def _of_cells() -> dict[str, str]:
    return {
        "no_choice": _("“%(value)s” is not on the list."),
        "number_with_words": _("Please write the number alone, without “%(words)s”."),
        "whole": _("Please write a whole number."),
        "figure": _("Please write a number, such as %(example)s."),
        "amount": _("Please write an amount, such as %(example)s."),
        "other_currency": _("This is written in %(found)s; the row’s prices are in %(wanted)s."),
        "too_exact": _("Prices in %(currency)s have %(digits)s digits after the point."),
        "net": _("We cannot read “%(value)s”. Please write a number and a unit, such as 30 ml."),
        "hs": _("“%(value)s” is not an HS code. It has six digits or more, such as 3304.99."),
        "hs_digits": _(
            "This HS code has %(digits)s digits. It needs six, or up to ten of your country’s."
        ),
        "no_currency": _("Please name the currency of the prices, such as USD."),
        "from_missing": _("Please write from which quantity price %(number)s applies."),
        "price_missing": _("Please write the price from this quantity on, or empty it."),
        "unknown_category": _("We do not know the category “%(value)s”."),
        "which_category": _(
            "Several categories are called “%(value)s”. Please write the ones above it too, such "
            "as %(near)s."
        ),
    }


def _of_rows() -> dict[str, str]:
    return {
        "no_key": _(
            "Please write a listing code or an SKU: without one, a second sheet would make these "
            "goods twice."
        ),
        "no_title": _("The name of the goods is missing. Please write it in your language."),
        "differs": _("Row %(row)s of the same listing says something else here."),
        "sibling": _("Another row of this listing has an error: row %(row)s."),
        "apart": _(
            "Keep the rows of one listing together. This listing code is in row %(row)s already."
        ),
        "sku_twice": _("This SKU is in row %(row)s already."),
        "other_listing": _("This SKU belongs to another listing of yours: %(listing)s."),
        "option_unknown": _(
            "This listing has several options. Please write the SKU of the one that you mean."
        ),
    }


def _of_pictures() -> dict[str, str]:
    return {
        "picture_missing": _("There is no “%(name)s” in the zip of pictures."),
        "picture_unreadable": _("We could not take the picture “%(name)s”."),
        "no_zip": _("Pictures are named here, and no zip of pictures came with the sheet."),
    }
