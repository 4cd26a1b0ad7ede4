"""Pictures with their text alternatives, and certificates with their files."""

from datetime import date
from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, MultipleFileField
from wtforms import BooleanField, HiddenField
from wtforms.fields import Field
from wtforms.validators import StopValidation

from marketplace.catalog.enums import CERTIFICATE_NAMES, CertificateKind
from marketplace.catalog.forms.part import PartForm
from marketplace.catalog.models import ListingCertificate, ListingImage
from marketplace.catalog.models.version import (
    ALT_LENGTH,
    CERTIFICATE_NAME_LENGTH,
    CERTIFICATE_NUMBER_LENGTH,
    ISSUER_LENGTH,
)
from marketplace.catalog.operations import CertificateFacts
from marketplace.catalog.queries.goods import Goods
from marketplace.core.forms import AtMost, ChoiceField, LineField

DATE_LENGTH = 10
#: The first year that a certificate in force can name.
EARLIEST_YEAR = 2000


class PicturesForm(PartForm):
    """Pictures to be added; `seen` goes with each."""

    PART: ClassVar[str] = "pictures"

    files = MultipleFileField(_l("Pictures of the goods"))


class AltForm(PartForm):
    """What is to be seen in a picture, for readers of one language."""

    PART: ClassVar[str] = "alt"

    alt = LineField(_l("What can be seen"), [AtMost(ALT_LENGTH)])

    def __init__(
        self, goods: Goods, language: str, image: ListingImage, *, is_sent: bool = False
    ) -> None:
        """Describe one picture."""
        self.image = image
        super().__init__(goods, language, is_sent=is_sent, prefix=f"alt-{image.code}")

    def values(self) -> dict[str, Any]:
        """Return what stands there."""
        return {"alt": self.image.alt.get(self.language, "")}

    def version_now(self) -> int:
        """Return the version of the picture's row."""
        return self.image.version


class CertificateForm(PartForm):
    """A certificate, with its file; a new one where none is given."""

    PART: ClassVar[str] = "certificate"

    kind = ChoiceField(_l("Certificate"))
    name = LineField(_l("What it is called"), [AtMost(CERTIFICATE_NAME_LENGTH)])
    number = LineField(_l("Number"), [AtMost(CERTIFICATE_NUMBER_LENGTH)])
    issuer = LineField(_l("Issued by"), [AtMost(ISSUER_LENGTH)])
    valid_until = LineField(_l("Valid until"), [AtMost(DATE_LENGTH)])
    endless = BooleanField(_l("It does not end"))
    document = FileField(_l("File"))
    kept = HiddenField()

    def __init__(
        self,
        goods: Goods,
        language: str,
        certificate: ListingCertificate | None = None,
        *,
        is_sent: bool = False,
    ) -> None:
        """Show a certificate, or an empty form for another one."""
        self.certificate = certificate
        self.unread = ""
        name = certificate.code if certificate else "new"
        super().__init__(goods, language, is_sent=is_sent, prefix=f"certificate-{name}")

    def offer(self) -> None:
        """Offer the kinds."""
        self.kind.choices = [
            ("", _("Choose one")),
            *((kind.value, CERTIFICATE_NAMES[kind]) for kind in CertificateKind),
        ]

    def values(self) -> dict[str, Any]:
        """Return what is stated now."""
        one = self.certificate
        if one is None:
            return {"endless": False}
        return {
            "kind": one.kind.value,
            "name": one.name,
            "number": one.number,
            "issuer": one.issuer,
            "valid_until": one.valid_until.isoformat() if one.valid_until else "",
            "endless": one.valid_until is None,
        }

    def version_now(self) -> int:
        """Return the version of the certificate's row."""
        return self.certificate.version if self.certificate else 0

    def validate_kind(self, field: Field) -> None:
        """Ask for a kind."""
        if not field.data:
            raise StopValidation(_("Please choose one from the list."))

    def validate_valid_until(self, field: Field) -> None:
        """Refuse what is no day, and a year that nobody can mean."""
        if not field.data:
            return
        day = _day(field.data)
        if day is None:
            raise StopValidation(_("Please write the day as 2027-03-31."))
        if day.year < EARLIEST_YEAR:
            raise StopValidation(_("Please look at the year once more."))

    def validate_document(self, _field: Field) -> None:
        """Say why a file could not be taken."""
        if self.unread:
            raise StopValidation(self.unread)

    def facts(self) -> CertificateFacts:
        """Return what was typed, with the file that was kept last."""
        present = self.certificate.document if self.certificate else ""
        return CertificateFacts(
            kind=CertificateKind(self.kind.data),
            name=self.name.data or "",
            number=self.number.data or "",
            issuer=self.issuer.data or "",
            valid_until=None if self.endless.data else _day(self.valid_until.data or ""),
            document=self.kept.data or present,
        )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
