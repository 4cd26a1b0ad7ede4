"""What a company writes for its check, and what it answers."""

from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from itsdangerous import BadSignature, URLSafeSerializer
from wtforms import HiddenField
from wtforms.fields import Field
from wtforms.validators import StopValidation

from marketplace.companies.enums import Side
from marketplace.companies.models import NAME_LENGTH, NUMBER_LENGTH, Company
from marketplace.core.documents import KeptDocument
from marketplace.core.forms import (
    AtMost,
    CreatingForm,
    HouseForm,
    LineField,
    ParagraphsField,
    Required,
)
from marketplace.core.text import is_latin
from marketplace.reference.errors import NotAnIdentityNumber
from marketplace.reference.queries import company_number
from marketplace.verification.models import (
    ADDRESS_LENGTH,
    NOTE_LENGTH,
    PURPOSE_LENGTH,
    WEBSITE_LENGTH,
)
from marketplace.verification.operations import Statement

#: What only buyers are asked: a seller's goods and page say it themselves.
OF_BUYERS = ("address", "website", "purpose")


class StatementFields:
    """What a company writes about itself.

    A number that fits no rule we know is asked about once: `carry_on_with` carries it, and
    sending the form again confirms that the document shows it like this. `kept` is a document
    that is stored already, signed for this company, so that no refusal loses it.
    """

    name = LineField(
        _l("Legal name"), [Required(_l("Please write the legal name.")), AtMost(NAME_LENGTH)]
    )
    name_latin = LineField(_l("Legal name in Latin letters"), [AtMost(NAME_LENGTH)])
    number = LineField("", [Required(_l("Please write the company’s number."))])
    address = LineField(
        _l("Registered address"),
        [Required(_l("Please write the address.")), AtMost(ADDRESS_LENGTH)],
    )
    website = LineField(_l("Website"), [AtMost(WEBSITE_LENGTH)])
    purpose = ParagraphsField(
        _l("What you want to buy, and for whom"),
        [Required(_l("Please write a sentence or two.")), AtMost(PURPOSE_LENGTH)],
    )
    document = FileField(_l("Registration document"))
    kept = HiddenField()
    carry_on_with = HiddenField()

    company: Company

    def ask_about(self, company: Company) -> None:
        """Ask what this company is asked, its number as its country calls it."""
        self.company = company
        self.rule = company_number(company.country)
        self.number.label.text = self.rule.label
        if company.side is Side.SELLER:
            for name in OF_BUYERS:
                self.__delattr__(name)

    def validate_name_latin(self, field: Field) -> None:
        """Ask for Latin letters where the name has none: papers and badges print them."""
        if field.data and not is_latin(field.data):
            raise StopValidation(_("Please write this in Latin letters: documents print it."))
        if not field.data and not is_latin(self.name.data or ""):
            raise StopValidation(_("Please write the name in Latin letters as well."))

    def validate_number(self, field: Field) -> None:
        """Ask once about a number that does not fit the country's rule."""
        if len(field.data) > NUMBER_LENGTH:
            raise StopValidation(_("Please write the number alone."))
        try:
            self.rule.read(field.data)
        except NotAnIdentityNumber as refusal:
            key = self.rule.key(field.data)
            if key and key == self.carry_on_with.data:
                return
            self.carry_on_with.data = key
            raise StopValidation(
                _(
                    "%(problem)s If it appears like this on your document, send it once more.",
                    problem=refusal.sentence,
                )
            ) from None

    def validate_website(self, field: Field) -> None:
        """Refuse what is no address on the web."""
        if field.data and ("." not in field.data or " " in field.data):
            raise StopValidation(_("Please write an address such as https://company.com."))

    def statement(self, language: str) -> Statement:
        """Return what was typed, on a page in the language (a tag)."""
        asked = {name: getattr(self, name, None) for name in OF_BUYERS}
        return Statement(
            name=str(self.name.data),
            name_latin=self.name_latin.data or "",
            number=str(self.number.data),
            language=language,
            **{name: field.data or "" for name, field in asked.items() if field is not None},
        )

    def keep(self, document: KeptDocument) -> None:
        """Carry a document that is stored already on with the form."""
        facts = [document.key, document.media_type, document.name, document.size]
        self.kept.data = _sealing().dumps([self.company.code, *facts])

    @property
    def kept_document(self) -> KeptDocument | None:
        """The document that came with an earlier sending of this form."""
        try:
            company, *facts = _sealing().loads(self.kept.data or "")
        except BadSignature:
            return None
        return KeptDocument(*facts) if company == self.company.code else None


def _sealing() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="kept-document")


class CheckForm(CreatingForm, StatementFields):
    """The two steps of a company check: the company as registered; what it wants, its document."""

    def __init__(self, company: Company, **kwargs: object) -> None:
        """Ask what this company is asked."""
        super().__init__(**kwargs)
        self.ask_about(company)


class AnswerForm(HouseForm, StatementFields):
    """An answer to what the office asked: anything above once more, and a few words."""

    words = ParagraphsField(_l("Do you want to explain something?"), [AtMost(NOTE_LENGTH)])

    def __init__(self, company: Company, **kwargs: object) -> None:
        """Ask what this company is asked."""
        super().__init__(**kwargs)
        self.ask_about(company)
        self.document.label.text = _("One more document")
