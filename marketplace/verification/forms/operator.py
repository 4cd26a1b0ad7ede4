"""What an operator decides on a check."""

from enum import StrEnum

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.fields import Field
from wtforms.validators import StopValidation

from marketplace.companies.models import NAME_LENGTH, NUMBER_LENGTH
from marketplace.core.forms import (
    AtMost,
    CardsField,
    ChoiceField,
    EditingForm,
    LineField,
    ParagraphsField,
    Required,
    TicksField,
)
from marketplace.core.languages import LANGUAGES
from marketplace.verification.enums import (
    REASONS,
    CheckReason,
    CheckState,
    CheckStep,
    reason_sentence,
)
from marketplace.verification.models import NOTE_LENGTH, SEEN_LENGTH
from marketplace.verification.operations import ReasonsAndWords, SeenOnDocument


class Decision(StrEnum):
    """What an operator may rule."""

    APPROVE = "approve"
    ASK = "ask"
    REFUSE = "refuse"
    SUSPEND = "suspend"
    LIFT = "lift"


#: What may be decided where a check stands, in the order of the page.
DECISIONS = {
    CheckState.OPEN: (Decision.APPROVE, Decision.ASK, Decision.REFUSE),
    CheckState.ASKED: (Decision.APPROVE, Decision.REFUSE),
    CheckState.APPROVED: (Decision.SUSPEND,),
    CheckState.SUSPENDED: (Decision.LIFT,),
}

_NAMES = {
    Decision.APPROVE: _l("Approve"),
    Decision.ASK: _l("Ask for more"),
    Decision.REFUSE: _l("Refuse"),
    Decision.SUSPEND: _l("Suspend"),
    Decision.LIFT: _l("Lift the suspension"),
}

#: Which reasons belong to a decision.
STEPS = {
    Decision.ASK: CheckStep.ASKED,
    Decision.REFUSE: CheckStep.REFUSED,
    Decision.SUSPEND: CheckStep.SUSPENDED,
}


class DecisionForm(EditingForm):
    """A decision with its reasons and words; for an approval also what the document shows.

    `decision` offers what the check's state allows; a form for a decided check has none.
    """

    decision = CardsField(_l("Decision"), [Required(_l("Please choose what you decide."))])
    reasons = TicksField(_l("Reasons that the company reads"))
    words = ParagraphsField(_l("In your own words"), [AtMost(NOTE_LENGTH)])
    language = ChoiceField(_l("Your words are in"))
    name = LineField(_l("Name on the document"), [AtMost(NAME_LENGTH)])
    name_latin = LineField(_l("In Latin letters on it, or as they wrote it"), [AtMost(NAME_LENGTH)])
    number = LineField(_l("Number on the document"), [AtMost(NUMBER_LENGTH)])
    seen = ParagraphsField(_l("What you saw, for colleagues"), [AtMost(SEEN_LENGTH)])

    def __init__(self, state: CheckState, **kwargs: object) -> None:
        """Offer what may be decided in this state, and the reasons of each decision."""
        super().__init__(**kwargs)
        offered = DECISIONS.get(state, ())
        self.decision.choices = [(one.value, _NAMES[one]) for one in offered]
        self.reasons_of = {one.value: REASONS[STEPS[one]] for one in offered if one in STEPS}
        known = {reason for reasons in self.reasons_of.values() for reason in reasons}
        self.reasons.choices = [
            (reason.value, reason_sentence(reason)) for reason in CheckReason if reason in known
        ]
        self.language.choices = [(tag, each.name) for tag, each in LANGUAGES.items()]

    def validate_name(self, field: Field) -> None:
        """Ask for what the document shows before an approval."""
        self._ask_when_approving(field)

    def validate_number(self, field: Field) -> None:
        """Ask for what the document shows before an approval."""
        self._ask_when_approving(field)

    def _ask_when_approving(self, field: Field) -> None:
        if self.decision.data == Decision.APPROVE and not field.data:
            raise StopValidation(_("Please write what the document shows."))

    @property
    def said(self) -> ReasonsAndWords:
        """What the company reads: only the reasons of the chosen decision count."""
        allowed = self.reasons_of.get(self.decision.data or "", ())
        ticked = set(self.reasons.data or ())
        return ReasonsAndWords(
            reasons=[reason for reason in allowed if reason.value in ticked],
            words=self.words.data or "",
            language=str(self.language.data),
        )

    @property
    def what_was_seen(self) -> SeenOnDocument:
        """What the document shows."""
        return SeenOnDocument(
            name=str(self.name.data),
            name_latin=self.name_latin.data or "",
            number=str(self.number.data),
            words=self.seen.data or "",
        )
