"""What a buyer writes: an inquiry with its goods, and an answer to the office."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from unicodedata import decimal

from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import FieldList, Form, FormField, HiddenField, RadioField
from wtforms.fields import Field
from wtforms.validators import StopValidation

from marketplace.catalog.queries.figures import as_typed, read_amount, read_figure, typed_money
from marketplace.catalog.queries.public_cards import unit_of
from marketplace.companies.models import Company
from marketplace.core import clock
from marketplace.core.errors import Refused
from marketplace.core.forms import (
    AtMost,
    BooleanField,
    ChoiceField,
    CreatingForm,
    EditingForm,
    HouseForm,
    LineField,
    ParagraphsField,
    TicksField,
)
from marketplace.core.money import MoneyTooLarge, UnitPrice, format_count
from marketplace.deals.enums import CERTIFICATES, Certificate
from marketplace.deals.models import Inquiry, InquiryLine
from marketplace.deals.models.inquiry import (
    MESSAGE_LENGTH,
    MOST_LINES,
    PLACE_LENGTH,
    WORDS_LENGTH,
)
from marketplace.deals.operations.drafts import InquiryFacts, LineFacts
from marketplace.deals.queries.goods import GoodsToAsk

#: What no quantity of anything exceeds; larger ones are mistakes of typing.
LARGEST_QUANTITY = 1_000_000_000
#: The point and the mark of groups that go with Arabic digits (Unicode U+066B, U+066C).
_ARABIC_MARKS = {"\u066b": ".", "\u066c": ""}


class FigureLine(LineField):
    """A line for a figure, typed in the digits of any script: `٥٠` is 50."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Normalise what was typed, its digits too."""
        super().process_formdata(valuelist)
        self.data = plain_digits(self.data or "")


def plain_digits(as_typed: str) -> str:
    """Return a figure in the digits `0` to `9` and with a plain point, whatever its script."""
    return "".join(_plain_sign(sign) for sign in as_typed)


def _plain_sign(sign: str) -> str:
    return str(decimal(sign)) if sign.isdecimal() else _ARABIC_MARKS.get(sign, sign)


class QuantityField(FigureLine):
    """A whole number of units, "" while it is open."""

    @property
    def number(self) -> int | None:
        """The number, None where nothing was typed."""
        return read_figure(self.data) if self.data else None

    def pre_validate(self, _form: object) -> None:
        """Refuse what is no number, nothing at all, and more than there can be."""
        if not self.data:
            return
        try:
            number = read_figure(self.data)
        except ValueError:
            number = 0
        if not 1 <= number <= LARGEST_QUANTITY:
            most = format_count(LARGEST_QUANTITY, str(get_locale()))
            words = _("Please write a whole number from %(least)s to %(most)s.", least=1, most=most)
            raise StopValidation(words)


class GoodsRow(Form):
    """One of the goods: which option, how many, at what target price.

    `counts` is what the figures counted where they were typed, as `GoodsToAsk.counts` writes it:
    the seller may change unit and currency at any time.
    """

    class Meta(Form.Meta):  # type: ignore[misc]
        """No sentence of WTForms' own is shown."""

        locales = False

    listing = HiddenField()
    counts = HiddenField()
    option = ChoiceField(_l("Option"))
    quantity = QuantityField(_l("Quantity"))
    target = FigureLine(_l("Target price"))

    goods: GoodsToAsk

    def show(self, goods: GoodsToAsk) -> None:
        """Ask about these goods."""
        self.goods = goods
        self.option.choices = [("", _("Open, please advise")), *goods.options]
        self.option.data = self.option.data or ""
        self.counts.data = self.counts.data or goods.counts

    @property
    def counts_other_things(self) -> bool:
        """Whether a figure would be read for something else than it was typed for."""
        unit, *money = str(self.counts.data).split(" ")
        now, *money_now = self.goods.counts.split(" ")
        return bool(
            (self.quantity.data and unit != now) or (self.target.data and money != money_now)
        )

    def look_again(self) -> str:
        """Return the sentence that asks to look at the figures again; they count anew from now."""
        self.counts.data = self.goods.counts
        words: str = _("This has changed in the meantime. Please look at it again.")
        return words

    def validate_counts(self, _field: Field) -> None:
        """Ask to look at figures again whose unit or currency the seller has changed meanwhile."""
        if self.counts_other_things:
            raise StopValidation(self.look_again())

    @property
    def is_below_moq(self) -> bool:
        """Whether less is asked for than the seller takes in a direct order."""
        moq = self.goods.card.moq
        try:
            number = self.quantity.number
        except ValueError:
            return False
        return moq is not None and number is not None and number < moq

    def validate_target(self, _field: Field) -> None:
        """Refuse what is no amount."""
        try:
            self._target()
        except Refused as refusal:
            raise StopValidation(refusal.sentence) from None

    @property
    def facts(self) -> LineFacts:
        """What was typed, once it is valid."""
        return LineFacts(
            self.goods.card.code, self.option.data or "", self.quantity.number, self._target()
        )

    def _target(self) -> UnitPrice | None:
        if not self.target.data:
            return None
        amount = read_amount(self.target.data, self.goods.currency, "target")
        try:
            return UnitPrice(amount, self.goods.per) if amount.minor else None
        except MoneyTooLarge:
            raise Refused(_("This is more than any price."), field="target") from None


class InquiryForm(CreatingForm, EditingForm):
    """An inquiry to one seller, mostly choices that the seller reads in another language.

    `row_version` is the version of the draft, "" where there is none yet. `company` is asked of
    somebody who may send for several, and needed for sending alone. Files are for people who are
    signed in.
    """

    goods = FieldList(FormField(GoodsRow), max_entries=MOST_LINES)
    country = ChoiceField(_l("Destination country"))
    place = LineField(_l("Port or city"), [AtMost(PLACE_LENGTH)])
    wanted_on = LineField(_l("Wanted by"))
    certificates = TicksField(_l("Certificates that you need"))
    wants_sample = BooleanField(_l("We want a sample first"))
    private_label = BooleanField(_l("Under our own label (private label)"))
    exclusivity = BooleanField(_l("Exclusivity for our market"))
    message = ParagraphsField(_l("Message"), [AtMost(MESSAGE_LENGTH)])
    document = FileField(_l("A file"))
    company = RadioField(_l("For which company do you ask?"), validate_choice=False)

    def __init__(
        self,
        known: Mapping[str, GoodsToAsk],
        *,
        countries: Sequence[tuple[str, str]],
        companies: Sequence[Company],
        is_signed_in: bool,
        **kwargs: object,
    ) -> None:
        """Ask about the goods that are `known` by their public ids; others fall out."""
        super().__init__(**kwargs)
        self.country.choices = [("", _("Please choose")), *countries]
        self.certificates.choices = [(each.value, CERTIFICATES[each]) for each in Certificate]
        self.company.choices = [(one.code, one.trade_name or one.name) for one in companies]
        if not is_signed_in:
            del self.document
        if len(companies) <= 1:
            del self.company
        self._show_goods(known)

    def _show_goods(self, known: Mapping[str, GoodsToAsk]) -> None:
        rows = [entry.data for entry in self.goods.entries if entry.form.listing.data in known]
        self._put(rows, known)

    def _put(self, rows: Sequence[dict[str, Any]], known: Mapping[str, GoodsToAsk]) -> None:
        while self.goods.entries:
            self.goods.pop_entry()
        for row in rows:
            entry = self.goods.append_entry(row)
            entry.form.show(known[row["listing"]])

    def take_out(self, number: str) -> None:
        """Take one of the goods out (its place, from 0); all else stays as it was typed."""
        places = [str(place) for place in range(len(self.goods.entries))]
        if number not in places:
            return
        known = {str(one.form.listing.data): one.form.goods for one in self.goods.entries}
        rows = [
            entry.data
            for place, entry in zip(places, self.goods.entries, strict=True)
            if place != number
        ]
        self._put(rows, known)

    def look_again(self) -> None:
        """Say on top which of the goods count something else than when they were kept."""
        for number, entry in enumerate(self.goods.entries, start=1):
            if entry.form.counts_other_things:
                self._blame(number, entry.form.look_again())

    def _blame(self, number: int, sentence: str) -> None:
        self.summary.append(_("Goods %(number)s: %(sentence)s", number=number, sentence=sentence))

    def validate_wanted_on(self, field: Field) -> None:
        """Refuse what is no day, and a day that is over."""
        if not field.data:
            return
        day = _day(field.data)
        if day is None:
            raise StopValidation(_("Please write the day as 2026-12-24."))
        if day < clock.now().date():
            raise StopValidation(_("This day is over. Please choose one that is still to come."))

    def validate(self, *args: object, **kwargs: object) -> bool:
        """Say what is wrong with which of the goods on top of the form too."""
        is_valid: bool = super().validate(*args, **kwargs)
        for number, entry in enumerate(self.goods.entries, start=1):
            for sentence in [each for field in entry.form for each in field.errors]:
                self._blame(number, sentence)
        self.goods.errors = ()
        return is_valid

    def facts(self, language: str) -> InquiryFacts:
        """Return what was typed on a page in the language (a tag), once it is valid."""
        return InquiryFacts(
            message=self.message.data or "",
            language=language,
            country=self.country.data or "",
            place=self.place.data or "",
            wanted_on=_day(self.wanted_on.data or ""),
            wants_sample=bool(self.wants_sample.data),
            private_label=bool(self.private_label.data),
            exclusivity=bool(self.exclusivity.data),
            certificates=tuple(Certificate(code) for code in self.certificates.data or ()),
            lines=tuple(entry.form.facts for entry in self.goods.entries),
        )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def typed_inquiry(draft: Inquiry) -> dict[str, Any]:
    """Return a draft as somebody would type it into the form."""
    return {
        "goods": [
            {
                "listing": line.listing.code,
                "counts": _counts_of(line),
                "option": line.option.code if line.option else "",
                "quantity": as_typed(line.quantity),
                "target": typed_money(line.target.price if line.target else None),
            }
            for line in draft.lines
        ],
        "country": draft.country,
        "place": draft.place,
        "wanted_on": draft.wanted_on.isoformat() if draft.wanted_on else "",
        "certificates": draft.certificates,
        "wants_sample": draft.wants_sample,
        "private_label": draft.private_label,
        "exclusivity": draft.exclusivity,
        "message": draft.message,
    }


def _counts_of(line: InquiryLine) -> str:
    """Return what the figures of a line count, as `GoodsToAsk.counts` does."""
    target = line.target
    money = f"{target.currency} {target.per}" if target else ""
    return f"{unit_of(line.unit).code} {money}"


class AnswerOfficeForm(HouseForm):
    """An answer to what the office asked about an inquiry."""

    words = ParagraphsField(_l("Your answer"), [AtMost(WORDS_LENGTH)])
