"""The forms of sign-in, of a person's own account, of offices and their operators."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.fields import Field
from wtforms.validators import Optional, StopValidation

from marketplace.accounts.enums import OperatorRole, operator_role_name
from marketplace.accounts.models import Person
from marketplace.accounts.models.office import OFFICE_NAME_LENGTH, PHONE_LENGTH
from marketplace.accounts.models.person import MAIL_LENGTH, NAME_LENGTH
from marketplace.accounts.operations import OfficeFacts
from marketplace.accounts.queries.preferences import Preferences, listed_zones
from marketplace.accounts.rules import LONGEST_PASSWORD, password_problem
from marketplace.core.forms import (
    AtMost,
    BooleanField,
    CardsField,
    ChoiceField,
    CreatingForm,
    EditingForm,
    HouseForm,
    LineField,
    MailAddress,
    Required,
    SecretField,
    TicksField,
)
from marketplace.core.phones import phone_problem, read_phone
from marketplace.core.text import is_latin
from marketplace.notices.enums import Pace

CODE_LENGTH = 16


class SignInForm(HouseForm):
    """Address and password."""

    mail = LineField(_l("Work mail address"), [Required(), AtMost(MAIL_LENGTH)])
    password = SecretField(_l("Password"), [Required()])


class CodeForm(HouseForm):
    """A code of the authenticator app, or a recovery code where one may stand in."""

    code = LineField(_l("Code"), [Required(), AtMost(CODE_LENGTH)])


class ForgotForm(HouseForm):
    """The address to which a link is sent."""

    mail = LineField(_l("Work mail address"), [Required(), AtMost(MAIL_LENGTH), MailAddress()])


class NewPasswordForm(HouseForm):
    """A new password, chosen from a mailed link; the person's own words count as easy guesses."""

    new_password = SecretField(_l("New password"), [Required()])

    def __init__(self, person: Person) -> None:
        """Know whose password it will be."""
        super().__init__()
        self._words = {"name": person.name, "mail": person.mail or ""}

    def validate_new_password(self, field: Field) -> None:
        """Say what is wrong with it."""
        problem = password_problem(field.data, **self._words)
        if problem:
            raise StopValidation(problem)


class ChangePasswordForm(NewPasswordForm):
    """The present password and a new one."""

    password = SecretField(_l("Current password"), [Required(), AtMost(LONGEST_PASSWORD)])


class ProfileForm(EditingForm):
    """A person's own name and language."""

    name = LineField(_l("Your name"), [Required(), AtMost(NAME_LENGTH)])
    language = ChoiceField(_l("Language of pages and mails"), [Required()])


class PaceForm(EditingForm):
    """How often notices come by mail as well, and whether news do."""

    pace = CardsField(_l("Mails"), [Required()])
    news = BooleanField(_l("Write to me about trade fairs and programmes"))

    def __init__(self, **present: object) -> None:
        """`present` holds the choice as it stands."""
        super().__init__(data=present)
        self.pace.choices = [
            (Pace.AT_ONCE.value, _("At once")),
            (Pace.DAILY.value, _("Once a day")),
            (Pace.OFF.value, _("Never")),
        ]


class PreferencesForm(EditingForm):
    """In which language, currency and time zone somebody reads; the page fills the lists."""

    language = ChoiceField(_l("Language of pages and mails"), [Required()])
    currency = ChoiceField(_l("Currency for comparing prices"), [Required()])
    time_zone = ChoiceField(_l("Time zone"), [Required()])

    @property
    def wanted(self) -> Preferences:
        """What was chosen."""
        return Preferences(
            str(self.language.data), str(self.currency.data), str(self.time_zone.data)
        )


class _OfficeFields:
    """What is written about an office; `countries` and `time_zone` get their lists on the page."""

    name = LineField(_l("Name in Latin letters"), [Required(), AtMost(OFFICE_NAME_LENGTH)])
    name_local = LineField(_l("Name in your own script"), [AtMost(OFFICE_NAME_LENGTH)])
    time_zone = ChoiceField(_l("Time zone"), [Required(_l("Please choose a time zone."))])
    mail = LineField(_l("Mail address"), [Optional(), AtMost(MAIL_LENGTH), MailAddress()])
    phone = LineField(_l("Telephone"), [AtMost(PHONE_LENGTH)])
    countries = TicksField(_l("Countries"))

    def validate_name(self, field: Field) -> None:
        """Refuse letters of another script: documents print this name."""
        if not is_latin(field.data):
            raise StopValidation(_("Please write this name in Latin letters: documents print it."))

    def validate_phone(self, field: Field) -> None:
        """Refuse what nobody could call."""
        problem = phone_problem(field.data, self._country) if field.data else None
        if problem:
            raise StopValidation(problem)

    @property
    def _country(self) -> str:
        """The country of the office's time zone: its numbers need no +. "" where it has none."""
        return listed_zones().get(str(self.time_zone.data), "")

    @property
    def facts(self) -> OfficeFacts:
        """What was typed; the number in E.164."""
        phone = str(self.phone.data or "")
        return OfficeFacts(
            name=str(self.name.data),
            name_local=str(self.name_local.data),
            time_zone=str(self.time_zone.data),
            mail=str(self.mail.data),
            phone=(read_phone(phone, self._country) or "") if phone else "",
            countries=frozenset(self.countries.data or ()),
        )


class NewOfficeForm(_OfficeFields, CreatingForm):
    """Opening an office."""


class OfficeForm(_OfficeFields, EditingForm):
    """Changing an office."""


class _RoleFields:
    """What an operator may do; at least one role."""

    roles = TicksField(_l("Roles"), [Required(_l("Please choose at least one role."))])

    @property
    def chosen_roles(self) -> frozenset[OperatorRole]:
        """The roles that were ticked."""
        return frozenset(OperatorRole(role) for role in self.roles.data or ())

    def offer_roles(self) -> None:
        """Fill the list of roles with their names in the reader's language."""
        self.roles.choices = [(role.value, operator_role_name(role)) for role in OperatorRole]


class AppointForm(_RoleFields, CreatingForm):
    """Appointing an operator by mail."""

    name = LineField(_l("Name"), [Required(), AtMost(NAME_LENGTH)])
    mail = LineField(_l("Work mail address"), [Required(), AtMost(MAIL_LENGTH), MailAddress()])
    language = ChoiceField(_l("Language of pages and mails"), [Required()])


class OperatorForm(_RoleFields, EditingForm):
    """Changing an operator's roles and office."""

    office = ChoiceField(_l("Office"), [Required()])
