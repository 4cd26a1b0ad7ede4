"""The forms of addresses and contacts."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.fields import Field
from wtforms.validators import Optional, StopValidation

from marketplace.companies.enums import (
    AddressKind,
    ContactChannel,
    address_kind_name,
    channel_name,
)
from marketplace.companies.forms.profile import LatinLetters
from marketplace.companies.models.places import (
    CITY_LENGTH,
    CONTACT_MAIL_LENGTH,
    CONTACT_NAME_LENGTH,
    POSTAL_LENGTH,
    STREET_LENGTH,
)
from marketplace.companies.operations import AddressFacts, ContactFacts
from marketplace.core.forms import (
    AtMost,
    CardsField,
    ChoiceField,
    CreatingForm,
    EditingForm,
    LineField,
    MailAddress,
    Required,
)
from marketplace.core.phones import phone_problem, read_phone

#: As people type it: with blanks, dashes and brackets.
TYPED_PHONE_LENGTH = 40


class _AddressFields:
    """What is written about an address; `offer` fills its lists."""

    kind = ChoiceField(_l("What is it for?"), [Required()])
    country = ChoiceField(_l("Country"), [Required(_l("Please choose a country."))])
    postal_code = LineField(_l("Postal code"), [AtMost(POSTAL_LENGTH)])
    street = LineField(
        _l("Street and number"),
        [Required(_l("Please write the street and number.")), AtMost(STREET_LENGTH)],
    )
    city = LineField(_l("City"), [Required(_l("Please write the city.")), AtMost(CITY_LENGTH)])
    region = LineField(_l("State or province"), [AtMost(CITY_LENGTH)])
    street_latin = LineField(_l("Street and number"), [AtMost(STREET_LENGTH), LatinLetters()])
    city_latin = LineField(_l("City"), [AtMost(CITY_LENGTH), LatinLetters()])
    region_latin = LineField(_l("State or province"), [AtMost(CITY_LENGTH), LatinLetters()])

    def offer(self, countries: list[tuple[str, str]]) -> None:
        """Fill the lists of kinds and countries."""
        self.kind.choices = [(kind.value, address_kind_name(kind)) for kind in AddressKind]
        self.country.choices = [("", _l("Choose a country")), *countries]

    @property
    def facts(self) -> AddressFacts:
        """What was typed."""
        words = ("postal_code", "street", "city", "region")
        latin = ("street_latin", "city_latin", "region_latin")
        return AddressFacts(
            kind=AddressKind(self.kind.data),
            country=str(self.country.data),
            **{name: getattr(self, name).data or "" for name in (*words, *latin)},
        )


class NewAddressForm(_AddressFields, CreatingForm):
    """Adding an address."""


class AddressForm(_AddressFields, EditingForm):
    """Changing an address."""


class _ContactFields:
    """What is written about a contact; a number without + is read as one of `country`."""

    name = LineField(
        _l("Name"), [Required(_l("Please write a name.")), AtMost(CONTACT_NAME_LENGTH)]
    )
    role = LineField(_l("What they do"), [AtMost(CONTACT_NAME_LENGTH)])
    mail = LineField(_l("Mail address"), [Optional(), AtMost(CONTACT_MAIL_LENGTH), MailAddress()])
    phone = LineField(_l("Telephone"), [AtMost(TYPED_PHONE_LENGTH)])
    channel = CardsField(_l("How do they prefer to be contacted?"), [Required()])
    country: str

    def offer(self, country: str) -> None:
        """Fill the list of channels, and know whose numbers need no +."""
        self.country = country
        self.channel.choices = [(each.value, channel_name(each)) for each in ContactChannel]

    def validate_phone(self, field: Field) -> None:
        """Refuse what nobody could call."""
        problem = phone_problem(field.data, self.country) if field.data else None
        if problem:
            raise StopValidation(problem)

    def validate_channel(self, field: Field) -> None:
        """Ask for what the channel needs."""
        if field.data == ContactChannel.MAIL:
            if not self.mail.data:
                raise StopValidation(_("To be reached by mail they need a mail address."))
        elif not self.phone.data:
            raise StopValidation(_("To be reached this way they need a telephone number."))

    @property
    def facts(self) -> ContactFacts:
        """What was typed; the number in E.164."""
        phone = self.phone.data or ""
        return ContactFacts(
            name=str(self.name.data),
            role=self.role.data or "",
            mail=self.mail.data or "",
            phone=(read_phone(phone, self.country) or "") if phone else "",
            channel=ContactChannel(self.channel.data),
        )


class NewContactForm(_ContactFields, CreatingForm):
    """Adding a contact."""


class ContactForm(_ContactFields, EditingForm):
    """Changing a contact."""
