"""The forms of a company's own page: names, what it does, its texts, its logo."""

from urllib.parse import urlsplit

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField
from wtforms.fields import Field
from wtforms.validators import StopValidation

from marketplace.companies.enums import CompanyKind, StaffBand, kind_name, staff_name
from marketplace.companies.models import NAME_LENGTH
from marketplace.companies.models.profile import (
    HEADLINE_LENGTH,
    STORY_LENGTH,
    WEBSITE_LENGTH,
)
from marketplace.companies.operations import BusinessFacts, CompanyNames
from marketplace.core import clock
from marketplace.core.forms import (
    AtMost,
    CardsField,
    ChoiceField,
    EditingForm,
    HouseForm,
    LineField,
    ParagraphsField,
    Required,
    TicksField,
)
from marketplace.core.languages import LANGUAGES
from marketplace.core.text import is_latin

OLDEST_YEAR = 1500
YEAR_LENGTH = 4


class LatinLetters:
    """Text in Latin letters: documents print it, or `why` says otherwise."""

    def __init__(self, why: object = None) -> None:
        """Refuse with the sentence `why`."""
        self.why = why or _l("Please write this in Latin letters: documents print it.")

    def __call__(self, _form: object, field: Field) -> None:
        """Refuse letters of another script."""
        if field.data and not is_latin(field.data):
            raise StopValidation(str(self.why))


class NamesForm(EditingForm):
    """A company's names."""

    name = LineField(
        _l("Legal name"),
        [Required(_l("Please write the legal name.")), AtMost(NAME_LENGTH)],
    )
    name_latin = LineField(_l("Legal name in Latin letters"), [AtMost(NAME_LENGTH), LatinLetters()])
    trade_name = LineField(
        _l("Trade name"),
        [
            AtMost(NAME_LENGTH),
            LatinLetters(_l("Please write this in Latin letters: companies abroad read it.")),
        ],
    )

    @property
    def names(self) -> CompanyNames:
        """What was typed."""
        return CompanyNames(
            name=str(self.name.data),
            name_latin=self.name_latin.data or "",
            trade_name=self.trade_name.data or "",
        )


class BusinessForm(EditingForm):
    """What a company does; nothing has to be filled in."""

    kind = CardsField(_l("What do you do with goods?"))
    does_oem = BooleanField(_l("We make goods to the buyer’s own design (OEM)"))
    does_odm = BooleanField(_l("We design goods that the buyer sells under its brand (ODM)"))
    established = LineField(_l("Founded in"), [AtMost(YEAR_LENGTH)])
    staff = ChoiceField(_l("People"))
    website = LineField(_l("Website"), [AtMost(WEBSITE_LENGTH)])
    languages = TicksField(_l("Languages you read"))
    markets = TicksField(_l("Countries you have exported to"))

    def __init__(self, countries: list[tuple[str, str]], **kwargs: object) -> None:
        """Offer kinds, bands, languages and `countries`."""
        super().__init__(**kwargs)
        self.kind.choices = [
            ("", _l("Not said")),
            *((kind.value, kind_name(kind)) for kind in CompanyKind),
        ]
        self.staff.choices = [
            ("", _l("Not said")),
            *((band.value, staff_name(band)) for band in StaffBand),
        ]
        self.languages.choices = [(tag, each.name) for tag, each in LANGUAGES.items()]
        self.markets.choices = countries

    def validate_established(self, field: Field) -> None:
        """Refuse what is no year."""
        year, this_year = field.data, clock.now().year
        if not year:
            return
        if not (year.isascii() and year.isdigit() and OLDEST_YEAR <= int(year) <= this_year):
            raise StopValidation(
                _("Please write a year with four figures, at most %(year)s.", year=this_year)
            )

    def validate_website(self, field: Field) -> None:
        """Refuse what is no address beginning with https; one without a beginning gets it."""
        text: str = field.data or ""
        if not text:
            return
        address = text if "://" in text else f"https://{text}"
        if not _is_website(address):
            raise StopValidation(
                _("Please write an address that begins with https://, such as https://naru.example")
            )
        field.data = address

    @property
    def facts(self) -> BusinessFacts:
        """What was typed."""
        return BusinessFacts(
            kind=CompanyKind(self.kind.data) if self.kind.data else None,
            does_oem=bool(self.does_oem.data),
            does_odm=bool(self.does_odm.data),
            established=int(self.established.data) if self.established.data else None,
            staff=StaffBand(self.staff.data) if self.staff.data else None,
            website=self.website.data or "",
            languages=frozenset(self.languages.data or ()),
            markets=frozenset(self.markets.data or ()),
        )


def _is_website(address: str) -> bool:
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return False
    plain = parts.username is None and not any(sign.isspace() for sign in address)
    return parts.scheme == "https" and "." in host.strip(".") and plain


class TextForm(EditingForm):
    """The company's own words in one language."""

    headline = LineField(_l("Headline"), [AtMost(HEADLINE_LENGTH)])
    story = ParagraphsField(_l("Your story"), [AtMost(STORY_LENGTH)])


class LogoForm(HouseForm):
    """A picture to be the logo; `seen_key` is that of the one shown, "" for none."""

    seen_key = HiddenField()
    picture = FileField(_l("Picture"))

    def validate_picture(self, field: Field) -> None:
        """Ask for a file."""
        if not field.data:
            raise StopValidation(_("Please choose a picture."))
