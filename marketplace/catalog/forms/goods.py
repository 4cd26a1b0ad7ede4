"""What goods are: category, HS code, facts, contents, the seller's own code."""

from typing import Any, ClassVar

from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField
from wtforms.fields import Field
from wtforms.validators import StopValidation

from marketplace.catalog.enums import CONTENTS_NAMES, Contents
from marketplace.catalog.forms.figures import FigureField
from marketplace.catalog.forms.part import PartForm, locale
from marketplace.catalog.models.listing import SELLER_CODE_LENGTH
from marketplace.catalog.models.version import BRAND_LENGTH, MAKER_LENGTH
from marketplace.catalog.operations import FactsOfGoods
from marketplace.catalog.operations.versions import NET_KINDS
from marketplace.catalog.queries.figures import as_typed
from marketplace.catalog.queries.hs import UNSURE, HsChoice, read_hs_code
from marketplace.config import Settings
from marketplace.core.forms import AtMost, ChoiceField, LineField, TicksField
from marketplace.reference.queries import UNITS, country_choices

NONE_OF_THEM = "none"
NET_DIGITS = 3


def facts_now(form: PartForm) -> FactsOfGoods:
    """Return the facts of the goods now, for a form that changes some of them."""
    version, category = form.goods.version, form.goods.category
    return FactsOfGoods(
        category=category.slug if category else None,
        brand=version.brand,
        maker=version.maker,
        origin_country=version.origin_country,
        net_thousandths=version.net_thousandths,
        net_unit=version.net_unit,
        contents=tuple(Contents(one) for one in version.contents),
        contents_stated=version.contents_stated,
    )


class CategoryForm(PartForm):
    """The leaf of the tree of goods, by its slug."""

    PART: ClassVar[str] = "category"

    slug = HiddenField(_l("Category"))

    def values(self) -> dict[str, Any]:
        """Return the chosen leaf."""
        return {"slug": self.goods.category.slug if self.goods.category else ""}


class HsForm(PartForm):
    """The HS code: one of those shown, one that was pasted, or that the seller is not sure."""

    PART: ClassVar[str] = "hs"

    hs = LineField(_l("HS code"), [AtMost(20)])
    unsure = HiddenField()

    def values(self) -> dict[str, Any]:
        """Return the chosen code with all its digits."""
        version = self.goods.version
        return {"hs": version.hs_national or version.hs_code, "unsure": ""}

    @property
    def choice(self) -> HsChoice:
        """What was chosen. Raises Refused beside `hs` for what is no code."""
        if self.unsure.data:
            return UNSURE
        return read_hs_code(self.hs.data) if self.hs.data else HsChoice()


class FactsForm(PartForm):
    """Origin, brand, maker, net content, and what carriers ask."""

    PART: ClassVar[str] = "facts"

    origin_country = ChoiceField(_l("Country of origin"))
    brand = LineField(_l("Brand"), [AtMost(BRAND_LENGTH)])
    maker = LineField(_l("Maker, if it is not you"), [AtMost(MAKER_LENGTH)])
    net = FigureField(_l("Net content of one unit"), digits=NET_DIGITS)
    net_unit = ChoiceField(_l("Unit of the net content"))
    contents = TicksField(_l("Is any of this in the goods?"))

    def offer(self) -> None:
        """Offer countries, units and contents."""
        settings: Settings = current_app.config["SETTINGS"]
        countries = country_choices(locale(), settings.home_country)
        self.origin_country.choices = [("", _("Choose a country")), *countries]
        units = [(unit.code, unit.name) for unit in UNITS.values() if unit.kind in NET_KINDS]
        self.net_unit.choices = [("", "–"), *units]
        self.contents.choices = [
            *((each.value, CONTENTS_NAMES[each]) for each in Contents),
            (NONE_OF_THEM, _("None of these")),
        ]

    def values(self) -> dict[str, Any]:
        """Return what the version says."""
        version = self.goods.version
        stated = [NONE_OF_THEM] if version.contents_stated else []
        return {
            "origin_country": version.origin_country,
            "brand": version.brand,
            "maker": version.maker,
            "net": as_typed(version.net_thousandths, NET_DIGITS),
            "net_unit": version.net_unit,
            "contents": list(version.contents) or stated,
        }

    def validate_contents(self, field: Field) -> None:
        """Refuse a content together with "none"."""
        if NONE_OF_THEM in field.data and len(field.data) > 1:
            raise StopValidation(_("Either some of these or none of them."))

    @property
    def facts(self) -> FactsOfGoods:
        """Return what was typed, with the category as it is."""
        chosen = set(self.contents.data or ())
        return FactsOfGoods(
            category=facts_now(self).category,
            brand=self.brand.data or "",
            maker=self.maker.data or "",
            origin_country=self.origin_country.data or "",
            net_thousandths=self.net.number,
            net_unit=self.net_unit.data or "",
            contents=tuple(Contents(one) for one in chosen - {NONE_OF_THEM}),
            contents_stated=bool(chosen),
        )


class CodeForm(PartForm):
    """The seller's own code for the listing."""

    PART: ClassVar[str] = "code"
    IN_REVIEW: ClassVar[bool] = False

    seller_code = LineField(_l("Your own code"), [AtMost(SELLER_CODE_LENGTH)])

    def values(self) -> dict[str, Any]:
        """Return the code."""
        return {"seller_code": self.goods.listing.seller_code}
