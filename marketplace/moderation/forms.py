"""The form of a decision."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l

from marketplace.core.forms import (
    AtMost,
    CardsField,
    ChoiceField,
    HouseForm,
    ParagraphsField,
    Required,
    TicksField,
)
from marketplace.core.languages import LANGUAGES
from marketplace.moderation.enums import DECISION_NAMES, Decision
from marketplace.moderation.models import NOTE_LENGTH


class DecisionForm(HouseForm):
    """What an operator decides of a review, with reasons and a note that the company reads."""

    decision = CardsField(_l("Decision"), [Required(_l("Please choose what you decide."))])
    reasons = TicksField(_l("Reasons"))
    note = ParagraphsField(_l("Note to the company"), [AtMost(NOTE_LENGTH)])
    note_language = ChoiceField(_l("Language of the note"))

    def offer(self, reasons: Mapping[str, Any], languages: Sequence[str]) -> None:
        """Fill the lists: reason codes with their names, tags of languages."""
        self.decision.choices = [(one.value, DECISION_NAMES[one]) for one in Decision]
        self.reasons.choices = [(code, str(name)) for code, name in reasons.items()]
        self.note_language.choices = [(tag, LANGUAGES[tag].name) for tag in languages]
