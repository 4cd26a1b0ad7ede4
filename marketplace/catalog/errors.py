"""Refusals of the catalogue, each a sentence that says what to do."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import ParamSpec, TypeVar

from flask_babel import gettext as _
from flask_babel import ngettext

from marketplace.core.errors import Conflict, Refused

P = ParamSpec("P")
Made = TypeVar("Made", bound=Refused)

_makers: dict[str, Callable[..., Refused]] = {}


def repeatable(make: Callable[P, Made]) -> Callable[P, Made]:
    """Let a refusal remember how it was made: it can be said again in another language."""

    @wraps(make)
    def made(*arguments: P.args, **named: P.kwargs) -> Made:
        refusal = make(*arguments, **named)
        refusal.made_by = (make.__name__, arguments)
        return refusal

    _makers[make.__name__] = made
    return made


def said_again(name: str, arguments: Sequence[str | int]) -> str:
    """Return a refusal's sentence in the present language; its maker's name if that is unknown."""
    make = _makers.get(name)
    return make(*arguments).sentence if make else name


class NotComplete(Refused):
    """The listing cannot be submitted yet: `sentences` name what is missing, one each."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self.sentences = tuple(sentences)
        super().__init__(_("Some things are still missing before we can look at it."))


def in_row(sentence: str, rows: str, number: int, field: str) -> Refused:
    """Return the refusal of a field in a list of rows, named as forms name it: `tiers-1-price`."""
    return Refused(sentence, field=f"{rows}-{number}-{field}")


@repeatable
def sellers_only() -> Refused:
    """Return the refusal of a listing for a company that buys."""
    return Refused(_("Only companies that sell have goods here."))


@repeatable
def not_now(state_name: str) -> Conflict:
    """Return the refusal to edit a listing in a state (its name) that allows no edit."""
    return Conflict(_("This listing cannot be changed now: %(state)s.", state=state_name))


@repeatable
def in_review() -> Conflict:
    """Return the refusal to edit a version that an operator is looking at."""
    return Conflict(_("We are looking at this version. Take it back from the review to change it."))


@repeatable
def another_version_opened() -> Conflict:
    """Return the refusal to edit a version when a newer one is being written already."""
    return Conflict(_("A newer version of this listing is being written. Please open that one."))


@repeatable
def seen_before() -> Conflict:
    """Return the refusal of an edit that another one was faster than."""
    return Conflict(_("This has changed in the meantime. Please look at it again."))


@repeatable
def please_fill(field: str) -> Refused:
    """Return the refusal of an empty field."""
    return Refused(_("Please fill this in."), field=field)


@repeatable
def please_choose(field: str) -> Refused:
    """Return the refusal of a value that is on no list."""
    return Refused(_("Please choose one from the list."), field=field)


@repeatable
def too_long(most: int, field: str) -> Refused:
    """Return the refusal of more characters than there may be."""
    sentence = ngettext(
        "Please keep to %(num)s character.", "Please keep to %(num)s characters.", most
    )
    return Refused(sentence, field=field)


@repeatable
def odd_sign(field: str) -> Refused:
    """Return the refusal of a control character."""
    return Refused(
        _("There is a character in it that cannot be shown. Please type it once more."), field=field
    )


@repeatable
def out_of_range(least: int, most: int, field: str) -> Refused:
    """Return the refusal of a number outside its range."""
    return Refused(
        _("Please write a whole number from %(least)s to %(most)s.", least=least, most=most),
        field=field,
    )


@repeatable
def unknown_language(field: str) -> Refused:
    """Return the refusal of a language that the house does not speak."""
    return Refused(_("Please choose one of the languages offered."), field=field)


@repeatable
def too_many(most: int, field: str) -> Refused:
    """Return the refusal of more entries than there may be."""
    return Refused(
        ngettext("There may be %(num)s of them at most.", "There may be %(num)s at most.", most),
        field=field,
    )


@repeatable
def prices_missing() -> Refused:
    """Return the refusal of prices without a step."""
    return Refused(_("Please write at least one price, or choose price on request."), field="tiers")


@repeatable
def no_prices_on_request() -> Refused:
    """Return the refusal of price steps beside a price on request."""
    return Refused(
        _("With the price on request there are no prices here. Please remove them."), field="tiers"
    )


@repeatable
def steps_must_rise(number: int) -> Refused:
    """Return the refusal of a step that begins no later than the one before it."""
    return in_row(
        _("Each step begins at a larger quantity than the one before."),
        "tiers",
        number,
        "from_quantity",
    )


@repeatable
def price_must_not_rise(number: int) -> Refused:
    """Return the refusal of a step that costs more than the one before it."""
    return in_row(
        _("A larger quantity cannot cost more per unit than a smaller one."),
        "tiers",
        number,
        "price",
    )


@repeatable
def one_currency(rows: str, number: int) -> Refused:
    """Return the refusal of a price in another currency, or per another number of units."""
    return in_row(
        _("All prices of a listing are in one currency and per the same number of units."),
        rows,
        number,
        "price",
    )


@repeatable
def price_above_zero(rows: str, number: int) -> Refused:
    """Return the refusal of a price of nothing."""
    return in_row(_("Please write a price above zero."), rows, number, "price")


@repeatable
def first_step_is_moq() -> Refused:
    """Return the refusal of an MOQ that is not where the first step begins."""
    return Refused(
        _("The first price begins at the MOQ. Please write the same number."), field="moq"
    )


@repeatable
def option_prices_stand() -> Refused:
    """Return the refusal of prices that options with a price of their own do not fit."""
    return Refused(
        _(
            "Some options have a price of their own that does not fit these. Please remove those "
            "prices first."
        ),
        field="tiers",
    )


@repeatable
def option_price_without_steps(number: int) -> Refused:
    """Return the refusal of an option's price while the listing has none."""
    return in_row(
        _("Please write the prices of the listing first; an option’s price differs from those."),
        "options",
        number,
        "price",
    )


@repeatable
def unknown_port() -> Refused:
    """Return the refusal of a port that no table has."""
    return Refused(_("We do not know this port. Please choose one from the list."), field="port")


@repeatable
def gross_below_net() -> Refused:
    """Return the refusal of a carton that weighs less than what is in it."""
    return Refused(
        _("A carton weighs at least as much as the goods in it. Please look at both weights."),
        field="gross_g",
    )


@repeatable
def sample_needs_price() -> Refused:
    """Return the refusal of a paid sample without its price."""
    return Refused(_("Please write what a sample costs, or choose free of charge."), field="price")


@repeatable
def option_needed() -> Refused:
    """Return the refusal of a listing without any option."""
    return Refused(_("A listing has at least one option."), field="options")


@repeatable
def option_needs_name(number: int) -> Refused:
    """Return the refusal of one of several options without a name in the first language."""
    return in_row(
        _("Where there are several options, each needs a name."), "options", number, "name"
    )


@repeatable
def option_name_twice(number: int) -> Refused:
    """Return the refusal of two options with one name."""
    return in_row(_("Another option has this name."), "options", number, "name")


@repeatable
def sku_taken(number: int) -> Refused:
    """Return the refusal of an SKU that other goods of the company have."""
    return in_row(_("Another option of your company has this SKU."), "options", number, "sku")


@repeatable
def wrong_barcode(number: int) -> Refused:
    """Return the refusal of digits that are no GTIN."""
    return in_row(
        _(
            "This is not a barcode number: a GTIN has 8, 12, 13 or 14 digits, and the last one "
            "checks the others."
        ),
        "options",
        number,
        "barcode",
    )


@repeatable
def option_gone(number: int) -> Refused:
    """Return the refusal to change an option that is no longer there."""
    return in_row(_("A colleague has removed this in the meantime."), "options", number, "code")


@repeatable
def seller_code_taken() -> Refused:
    """Return the refusal of a seller's code that another listing has."""
    return Refused(_("Another listing of yours has this code."), field="seller_code")


@repeatable
def no_category() -> Refused:
    """Return the refusal of a category on which goods cannot stand."""
    return Refused(_("Please choose a category at the end of its branch."), field="category")


@repeatable
def hs_to_choose() -> Refused:
    """Return the refusal of approving goods whose HS code is left to the operator."""
    sentence = _("The seller was not sure about the HS code. Please choose it.")
    return Refused(sentence, field="decision")


@repeatable
def no_country(field: str) -> Refused:
    """Return the refusal of a country that is no ISO 3166 code."""
    return Refused(_("Please choose a country from the list."), field=field)


@repeatable
def no_net_content() -> Refused:
    """Return the refusal of a net content without its unit, or the other way round."""
    return Refused(
        _("Net content needs a number above zero and a unit of weight, volume, length or count."),
        field="net",
    )


@repeatable
def not_an_hs_code() -> Refused:
    """Return the refusal of what is no HS code at all."""
    return Refused(
        _("An HS code has at least six digits, such as 3304.99 or 3304.99-1000."), field="hs"
    )


@repeatable
def unknown_hs_code(code: str) -> Refused:
    """Return the refusal of six digits that the schedule does not have."""
    return Refused(
        _("%(code)s is not in the HS schedule. Please look for the goods by name.", code=code),
        field="hs",
    )


@repeatable
def unknown_national_code(code: str, country: str) -> Refused:
    """Return the refusal of a national code that the country's table does not have."""
    return Refused(
        _("%(code)s is not in the tariff of %(country)s.", code=code, country=country), field="hs"
    )


@repeatable
def certificate_needs_name() -> Refused:
    """Return the refusal of another certificate that is not named."""
    return Refused(_("Please write what this certificate is called."), field="name")


@repeatable
def no_document() -> Refused:
    """Return the refusal of a file that is no certificate of the company."""
    return Refused(_("Please choose the file of the certificate once more."), field="document")


@repeatable
def gone() -> Conflict:
    """Return the refusal to change what a colleague removed in the meantime."""
    return Conflict(_("A colleague has removed this in the meantime."))


@repeatable
def nothing_to_submit() -> Conflict:
    """Return the refusal to submit when nothing was written since the last approval."""
    return Conflict(_("Nothing has changed since we last looked at it."))


@repeatable
def stays_complete(field: str) -> Refused:
    """Return the refusal to empty what buyers are shown."""
    return Refused(_("Buyers were shown this already, so it cannot be left empty."), field=field)


@repeatable
def sheet_in_review() -> Conflict:
    """Return the refusal to hand the goods of a sheet in twice."""
    return Conflict(_("We are looking at the goods of this sheet. You hear from us soon."))
