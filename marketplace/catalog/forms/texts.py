"""The texts of goods in one language."""

import re
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l

from marketplace.catalog.enums import TextOrigin
from marketplace.catalog.forms.part import PartForm
from marketplace.catalog.models.version import (
    DESCRIPTION_LENGTH,
    KEYWORD_LENGTH,
    MOST_KEYWORDS,
    SUMMARY_LENGTH,
    TITLE_LENGTH,
)
from marketplace.catalog.operations import TextFacts
from marketplace.core.errors import Refused
from marketplace.core.forms import AtMost, BooleanField, LineField, ParagraphsField

#: What keywords are parted by, in the languages of the house.
_COMMAS = re.compile(r"[,;\n،、，；]")


class TextForm(PartForm):
    """Title, summary, description and keywords in one language."""

    PART: ClassVar[str] = "text"

    title = LineField(_l("Name of the goods"), [AtMost(TITLE_LENGTH)])
    short = LineField(_l("Line in short"), [AtMost(SUMMARY_LENGTH)])
    description = ParagraphsField(_l("Description"), [AtMost(DESCRIPTION_LENGTH)])
    keywords = LineField(_l("Keywords"), [AtMost(MOST_KEYWORDS * (KEYWORD_LENGTH + 2))])
    by_machine = BooleanField(_l("A machine translated this, and nobody has looked through it yet"))

    def values(self) -> dict[str, Any]:
        """Return what the version says in the language."""
        text = self.goods.texts.get(self.language)
        if text is None:
            return {
                "title": "",
                "short": "",
                "description": "",
                "keywords": "",
                "by_machine": False,
            }
        return {
            "title": text.title,
            "short": text.summary,
            "description": text.description,
            "keywords": ", ".join(text.keywords),
            "by_machine": text.origin is TextOrigin.MACHINE,
        }

    def version_now(self) -> int:
        """Return the version of the text, 0 where nobody has written any."""
        text = self.goods.texts.get(self.language)
        return text.version if text else 0

    def put_beside(self, refusal: Refused) -> None:
        """Put a refusal beside its field; the summary's field has a name of its own here."""
        field = "short" if refusal.field == "summary" else refusal.field
        super().put_beside(Refused(refusal.sentence, field=field))

    @property
    def facts(self) -> TextFacts:
        """What was typed."""
        return TextFacts(
            title=self.title.data or "",
            summary=self.short.data or "",
            description=self.description.data or "",
            keywords=tuple(_COMMAS.split(self.keywords.data or "")),
            origin=self._origin,
        )

    @property
    def _origin(self) -> TextOrigin:
        """How the text came about; an outdated one stays so until somebody confirms it."""
        if self.language == self.goods.version.original:
            return TextOrigin.WRITTEN
        return TextOrigin.MACHINE if self.by_machine.data else TextOrigin.TRANSLATED
