"""The forms of the two steps of a sign-up."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField
from wtforms.fields import Field
from wtforms.validators import StopValidation

from marketplace.accounts.enums import ConsentKind
from marketplace.accounts.models.person import MAIL_LENGTH, NAME_LENGTH
from marketplace.accounts.queries.consents import consent_versions
from marketplace.accounts.rules import password_problem
from marketplace.companies.enums import Side
from marketplace.companies.errors import NumberStated
from marketplace.companies.models import NAME_LENGTH as COMPANY_NAME_LENGTH
from marketplace.companies.models import NUMBER_LENGTH
from marketplace.companies.operations import CompanyFacts
from marketplace.core.errors import Refused
from marketplace.core.forms import (
    AtMost,
    ChoiceField,
    CreatingForm,
    HouseForm,
    LineField,
    MailAddress,
    Required,
    SecretField,
)
from marketplace.core.text import text_key
from marketplace.reference.errors import NotAnIdentityNumber
from marketplace.reference.protocols import HomePack


class YouForm(HouseForm):
    """The first step: who signs up."""

    name = LineField(
        _l("Your name"), [Required(_l("Please write your name.")), AtMost(NAME_LENGTH)]
    )
    mail = LineField(
        _l("Work mail address"),
        [Required(_l("Please write your mail address.")), AtMost(MAIL_LENGTH), MailAddress()],
    )
    password = SecretField(_l("Password"), [Required(_l("Please choose a password."))])

    def validate_password(self, field: Field) -> None:
        """Refuse what is easily guessed, the person's own name and address included."""
        name, mail = self.name.data or "", self.mail.data or ""
        problem = password_problem(field.data, name=name, mail=mail)
        if problem:
            raise StopValidation(problem)


def _accept_box() -> BooleanField:
    return BooleanField(
        _l("I accept the terms of use and have read the privacy notice"),
        [Required(_l("Please accept the terms: without them we may not open an account."))],
    )


def _news_box() -> BooleanField:
    return BooleanField(_l("Write to me about trade fairs and programmes"))


def _shown_today() -> str:
    """Return the versions of all texts as a form carries them: `terms=2026-11-01 privacy=…`."""
    return " ".join(f"{kind}={version.code}" for kind, version in consent_versions().items())


class ConsentBoxes:
    """What whoever signs up agrees to; the boxes stand last in each form.

    `shown` carries which versions of the texts the form was shown with.
    """

    accept: BooleanField
    news: BooleanField
    shown = HiddenField(default=_shown_today)

    def validate_shown(self, field: Field) -> None:
        """Show the form once more when a text has changed since."""
        sent, today = field.raw_data, _shown_today()
        if not sent or sent[0] != today:
            field.data = today
            raise StopValidation(
                _("The terms have changed while you were writing. Please read them once more.")
            )

    @property
    def versions(self) -> dict[ConsentKind, str]:
        """Which version of each text was shown."""
        pairs = (pair.split("=") for pair in str(self.shown.data).split())
        return {ConsentKind(kind): code for kind, code in pairs}

    @property
    def consents(self) -> dict[ConsentKind, bool]:
        """What was agreed to; the one required box stands for terms and notice."""
        agreed = bool(self.accept.data)
        return {
            ConsentKind.TERMS: agreed,
            ConsentKind.PRIVACY: agreed,
            ConsentKind.NEWS: bool(self.news.data),
        }


class FurtherSellerForm(CreatingForm):
    """A seller's company: its legal name and the home country's number.

    `number_stated` says that another company states the number; the form then carries that
    number, so that sending it again means to go on all the same.
    """

    name = LineField(
        _l("Legal name"),
        [Required(_l("Please write the legal name.")), AtMost(COMPANY_NAME_LENGTH)],
    )
    number = LineField(
        "", [Required(_l("Please write the company’s number.")), AtMost(NUMBER_LENGTH)]
    )
    carry_on_with = HiddenField()

    def __init__(self, pack: HomePack, **kwargs: object) -> None:
        """Ask for the number by the home country's rule."""
        super().__init__(**kwargs)
        self.pack = pack
        self.number.label.text = str(pack.IDENTITY_NUMBER)
        self.number_stated = ""

    def validate_number(self, field: Field) -> None:
        """Refuse what cannot be a number of that country, saying why."""
        try:
            self.pack.read_identity_number(field.data)
        except NotAnIdentityNumber as refusal:
            raise StopValidation(refusal.sentence) from None

    @property
    def facts(self) -> CompanyFacts:
        """The company as the form describes it."""
        stored = self.pack.read_identity_number(self.number.data or "")
        return CompanyFacts(
            side=Side.SELLER,
            name=self.name.data or "",
            country=self.pack.COUNTRY,
            number=self.pack.format_identity_number(stored),
            number_key=text_key(stored),
        )

    def put_beside(self, refusal: Refused) -> None:
        """Keep the sentence about a number that others state apart: it is no mistake."""
        if not isinstance(refusal, NumberStated):
            super().put_beside(refusal)
            return
        self.number_stated = refusal.sentence
        self.carry_on_with.data = self.facts.number_key


class FurtherBuyerForm(CreatingForm):
    """A buyer's company: name and country; numbers and documents belong to the company check."""

    name = LineField(
        _l("Company name"),
        [Required(_l("Please write the company’s name.")), AtMost(COMPANY_NAME_LENGTH)],
    )
    country = ChoiceField(_l("Country"), [Required(_l("Please choose a country."))])

    def __init__(self, countries: list[tuple[str, str]], **kwargs: object) -> None:
        """Offer the countries, with none of them chosen."""
        super().__init__(**kwargs)
        self.country.choices = [("", _l("Choose a country")), *countries]

    @property
    def facts(self) -> CompanyFacts:
        """The company as the form describes it."""
        country = self.country.data or ""
        return CompanyFacts(side=Side.BUYER, name=self.name.data or "", country=country)


class SellerCompanyForm(FurtherSellerForm, ConsentBoxes):
    """The second step of a seller's sign-up."""

    accept = _accept_box()
    news = _news_box()


class BuyerCompanyForm(FurtherBuyerForm, ConsentBoxes):
    """The second step of a buyer's sign-up."""

    accept = _accept_box()
    news = _news_box()


class NewcomerForm(HouseForm, ConsentBoxes):
    """Who signs up from an invitation: a name and a password; the address is the invited one."""

    name = LineField(
        _l("Your name"), [Required(_l("Please write your name.")), AtMost(NAME_LENGTH)]
    )
    password = SecretField(_l("Password"), [Required(_l("Please choose a password."))])
    accept = _accept_box()
    news = _news_box()

    def __init__(self, mail: str) -> None:
        """Know the address: its words are easy guesses."""
        super().__init__()
        self._mail = mail

    def validate_password(self, field: Field) -> None:
        """Refuse what is easily guessed, the person's own name and address included."""
        problem = password_problem(field.data, name=self.name.data or "", mail=self._mail)
        if problem:
            raise StopValidation(problem)
