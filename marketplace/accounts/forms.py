"""The forms of sign-in and of a person's own account."""

from flask_babel import lazy_gettext as _l
from wtforms.fields import Field
from wtforms.validators import StopValidation

from marketplace.accounts.models import Person
from marketplace.accounts.models.person import MAIL_LENGTH, NAME_LENGTH
from marketplace.accounts.rules import LONGEST_PASSWORD, password_problem
from marketplace.core.forms import (
    AtMost,
    ChoiceField,
    EditingForm,
    HouseForm,
    LineField,
    MailAddress,
    Required,
    SecretField,
)

CODE_LENGTH = 16


class SignInForm(HouseForm):
    """Address and password."""

    mail = LineField(_l("Work e-mail"), [Required(), AtMost(MAIL_LENGTH)])
    password = SecretField(_l("Password"), [Required()])


class CodeForm(HouseForm):
    """A code of the authenticator app, or a recovery code where one may stand in."""

    code = LineField(_l("Code"), [Required(), AtMost(CODE_LENGTH)])


class ForgotForm(HouseForm):
    """The address to which a link is sent."""

    mail = LineField(_l("Work e-mail"), [Required(), AtMost(MAIL_LENGTH), MailAddress()])


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

    password = SecretField(_l("Present password"), [Required(), AtMost(LONGEST_PASSWORD)])


class ProfileForm(EditingForm):
    """A person's own name and language."""

    name = LineField(_l("Your name"), [Required(), AtMost(NAME_LENGTH)])
    language = ChoiceField(_l("Language of pages and mails"), [Required()])


class PlainForm(HouseForm):
    """A form of one button."""
