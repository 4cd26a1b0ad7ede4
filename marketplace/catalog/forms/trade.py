"""The half of a listing that changes at once: prices, terms, sample, carton, options."""

from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FieldList, Form, FormField, HiddenField

from marketplace.accounts.queries import preferences
from marketplace.catalog import errors
from marketplace.catalog.enums import PRICE_SHOWN_NAMES, SAMPLE_NAMES, PriceShown, SampleOffer
from marketplace.catalog.forms.figures import FigureField
from marketplace.catalog.forms.part import PartForm, locale
from marketplace.catalog.forms.rows import RowsForm
from marketplace.catalog.models.listing import (
    BARCODE_LENGTH,
    MOST_OPTIONS,
    MOST_TIERS,
    NOTE_LENGTH,
    OPTION_NAME_LENGTH,
    PLACE_LENGTH,
    SKU_LENGTH,
)
from marketplace.catalog.operations import (
    CartonFacts,
    OptionFacts,
    PriceFacts,
    SampleFacts,
    TermsFacts,
)
from marketplace.catalog.operations.prices import MOST_UNITS
from marketplace.catalog.queries.figures import as_typed, read_amount, typed_money
from marketplace.core.forms import (
    AtMost,
    BooleanField,
    CardsField,
    ChoiceField,
    LineField,
    ParagraphsField,
)
from marketplace.core.money import Money, UnitPrice
from marketplace.reference.enums import TransportMode
from marketplace.reference.queries import (
    MODE_NAMES,
    RULES,
    currency_choices,
    port_by_code,
    unit_choices,
)

#: What most exports are priced in.
USUAL_CURRENCY = "USD"
GRAMS = 3
MILLIMETRES = 1


class TierRow(Form):
    """A price step."""

    from_quantity = FigureField(_l("From"))
    price = LineField(_l("Unit price"))


class PricesForm(RowsForm):
    """Who sees the prices, and from how many units on which one holds."""

    PART: ClassVar[str] = "prices"
    MOST: ClassVar[int] = MOST_TIERS

    shown = CardsField(_l("Who sees your prices?"))
    currency = ChoiceField(_l("Currency"))
    per = FigureField(_l("Price per how many units"))
    tiers = FieldList(FormField(TierRow))
    moq = FigureField(_l("MOQ"))

    @property
    def rows(self) -> "FieldList[Any]":
        """The price steps."""
        return self.tiers

    def offer(self) -> None:
        """Offer who sees them, and currencies."""
        self.shown.choices = [(each.value, PRICE_SHOWN_NAMES[each]) for each in PriceShown]
        self.currency.choices = list(currency_choices(locale(), preferences().currency))
        if not self.tiers.entries:
            self.tiers.append_entry()

    def values(self) -> dict[str, Any]:
        """Return the present prices."""
        listing, tiers = self.goods.listing, self.goods.tiers
        first = tiers[0].price if tiers else None
        return {
            "shown": listing.price_shown.value if listing.price_shown else "",
            "currency": first.currency if first else USUAL_CURRENCY,
            "per": as_typed(first.per if first else 1),
            "tiers": [
                {
                    "from_quantity": as_typed(tier.from_quantity),
                    "price": typed_money(tier.price.price),
                }
                for tier in tiers
            ],
            "moq": "" if tiers else as_typed(listing.moq),
        }

    @property
    def facts(self) -> PriceFacts:
        """What was typed. Raises Refused beside the field."""
        shown = PriceShown(self.shown.data)
        if shown is PriceShown.ON_REQUEST:
            return PriceFacts(shown, (), self.moq.number)
        return PriceFacts(shown, tuple(self._steps()))

    def _steps(self) -> list[tuple[int, UnitPrice]]:
        steps = []
        per = 1 if self.per.number is None else self.per.number
        if not 1 <= per <= MOST_UNITS:
            raise errors.out_of_range(1, MOST_UNITS, "per")
        for number, place in enumerate(self.filled):
            row = self.tiers.entries[place].form
            if row.from_quantity.number is None:
                raise errors.in_row(_("Please fill this in."), "tiers", number, "from_quantity")
            price = read_amount(row.price.data or "", self.currency.data, f"tiers-{number}-price")
            steps.append((row.from_quantity.number, UnitPrice(price, per)))
        return steps


class TermsForm(PartForm):
    """Unit, price basis and lead time."""

    PART: ClassVar[str] = "terms"
    IN_REVIEW: ClassVar[bool] = False

    unit = ChoiceField(_l("A quantity counts"))
    mode = ChoiceField(_l("Transport"))
    incoterm = ChoiceField(_l("Incoterms rule"))
    place = LineField(_l("Named place"), [AtMost(PLACE_LENGTH)])
    port = HiddenField()
    lead_days = FigureField(_l("Lead time"))

    def offer(self) -> None:
        """Offer units, modes and rules."""
        self.unit.choices = list(unit_choices())
        modes = [(mode.value, name) for mode, name in MODE_NAMES.items()]
        self.mode.choices = [("", _("Choose one")), *modes]
        rules = [(rule.code, f"{rule.code} · {rule.name}") for rule in RULES.values()]
        self.incoterm.choices = [("", _("Choose one")), *rules]

    def values(self) -> dict[str, Any]:
        """Return the present terms."""
        listing = self.goods.listing
        return {
            "unit": listing.unit,
            "mode": listing.basis_mode.value if listing.basis_mode else "",
            "incoterm": listing.basis_incoterm,
            "place": listing.basis_place,
            "port": listing.basis_port,
            "lead_days": as_typed(listing.lead_days),
        }

    def take_basis(self, mode: TransportMode, incoterm: str, place: str, port: str) -> None:
        """Let the form say a basis that was offered."""
        self.mode.data, self.incoterm.data = mode.value, incoterm
        self.place.data, self.port.data = place, port

    @property
    def facts(self) -> TermsFacts:
        """What was typed; the port only where the place is still its name."""
        port = port_by_code(self.port.data or "")
        place = self.place.data or ""
        return TermsFacts(
            unit=self.unit.data,
            mode=TransportMode(self.mode.data) if self.mode.data else None,
            incoterm=self.incoterm.data or "",
            place=place,
            port=port.code if port and port.name == place else "",
            lead_days=self.lead_days.number,
        )


class SampleForm(PartForm):
    """Whether and how a sample is to be had."""

    PART: ClassVar[str] = "sample"
    IN_REVIEW: ClassVar[bool] = False

    offered = CardsField(_l("Can buyers order a sample?"))
    price = LineField(_l("Price of the sample in all"))
    currency = ChoiceField(_l("Currency"))
    units = FigureField(_l("Units in a sample"))
    note = ParagraphsField(_l("Conditions"), [AtMost(NOTE_LENGTH)])
    deducted = BooleanField(_l("Its price is taken off the first order"))

    def offer(self) -> None:
        """Offer kinds and currencies."""
        self.offered.choices = [(each.value, SAMPLE_NAMES[each]) for each in SampleOffer]
        self.currency.choices = list(currency_choices(locale(), preferences().currency))

    def values(self) -> dict[str, Any]:
        """Return the present sample."""
        listing, tiers = self.goods.listing, self.goods.tiers
        price = listing.sample_price
        usual = tiers[0].price.currency if tiers else USUAL_CURRENCY
        return {
            "offered": listing.sample.value if listing.sample else "",
            "price": typed_money(price),
            "currency": price.currency if price else usual,
            "units": as_typed(listing.sample_units),
            "note": listing.sample_note,
            "deducted": listing.sample_deducted,
        }

    @property
    def facts(self) -> SampleFacts:
        """What was typed. Raises Refused beside the field."""
        offer = SampleOffer(self.offered.data)
        price: Money | None = None
        if offer is SampleOffer.PAID and self.price.data:
            price = read_amount(self.price.data, self.currency.data, "price")
        return SampleFacts(
            offer, price, self.units.number, self.note.data or "", bool(self.deducted.data)
        )


class CartonForm(PartForm):
    """The outer box: what it holds, weighs and measures."""

    PART: ClassVar[str] = "carton"
    IN_REVIEW: ClassVar[bool] = False

    length_mm = FigureField(_l("Length"), digits=MILLIMETRES)
    width_mm = FigureField(_l("Width"), digits=MILLIMETRES)
    height_mm = FigureField(_l("Height"), digits=MILLIMETRES)
    units = FigureField(_l("Units in a carton"))
    net_g = FigureField(_l("Net weight"), digits=GRAMS)
    gross_g = FigureField(_l("Gross weight"), digits=GRAMS)

    def values(self) -> dict[str, Any]:
        """Return the present carton: sides in centimetres, weights in kilograms."""
        listing = self.goods.listing
        return {
            "length_mm": as_typed(listing.carton_length_mm, MILLIMETRES),
            "width_mm": as_typed(listing.carton_width_mm, MILLIMETRES),
            "height_mm": as_typed(listing.carton_height_mm, MILLIMETRES),
            "units": as_typed(listing.carton_units),
            "net_g": as_typed(listing.carton_net_g, GRAMS),
            "gross_g": as_typed(listing.carton_gross_g, GRAMS),
        }

    @property
    def facts(self) -> CartonFacts:
        """What was typed."""
        return CartonFacts(
            units=self.units.number,
            net_g=self.net_g.number,
            gross_g=self.gross_g.number,
            length_mm=self.length_mm.number,
            width_mm=self.width_mm.number,
            height_mm=self.height_mm.number,
        )


class OptionRow(Form):
    """A shade, size or model."""

    code = HiddenField()
    name = LineField(_l("Name"), [AtMost(OPTION_NAME_LENGTH)])
    name_en = LineField(_l("Name in English"), [AtMost(OPTION_NAME_LENGTH)])
    sku = LineField(_l("SKU"), [AtMost(SKU_LENGTH)])
    barcode = LineField(_l("Barcode"), [AtMost(BARCODE_LENGTH + 6)])
    price = LineField(_l("Price, where it differs"))


class OptionsForm(RowsForm):
    """The options of the goods; their names in the language of the texts and in English."""

    PART: ClassVar[str] = "options"
    MOST: ClassVar[int] = MOST_OPTIONS

    options = FieldList(FormField(OptionRow))

    @property
    def rows(self) -> "FieldList[Any]":
        """The options."""
        return self.options

    @property
    def first_language(self) -> str:
        """The language that stands beside English: the tab's, else the one written first."""
        is_english = self.language == "en"
        return self.goods.version.original if is_english else self.language

    def values(self) -> dict[str, Any]:
        """Return the present options."""
        first = self.first_language
        return {
            "options": [
                {
                    "code": option.code,
                    "name": option.names.get(first, ""),
                    "name_en": option.names.get("en", ""),
                    "sku": option.sku,
                    "barcode": option.barcode,
                    "price": typed_money(option.price.price if option.price else None),
                }
                for option in self.goods.options
            ]
        }

    @property
    def facts(self) -> list[OptionFacts]:
        """What was typed, empty new rows left out. Raises Refused beside the field."""
        return [
            self._facts(number, self.options.entries[place].form)
            for number, place in enumerate(self.filled)
        ]

    def _facts(self, number: int, row: OptionRow) -> OptionFacts:
        present = {option.code: option.names for option in self.goods.options}
        names = dict(present.get(row.code.data or "", {}))
        names["en"] = row.name_en.data or ""
        if self.first_language != "en":
            names[self.first_language] = row.name.data or ""
        return OptionFacts(
            row.code.data or None,
            names,
            row.sku.data or "",
            row.barcode.data or "",
            self._price(number, row.price.data or ""),
        )

    def _price(self, number: int, text: str) -> UnitPrice | None:
        if not text:
            return None
        if not self.goods.tiers:
            raise errors.option_price_without_steps(number)
        like = self.goods.tiers[0].price
        return UnitPrice(read_amount(text, like.currency, f"options-{number}-price"), like.per)
