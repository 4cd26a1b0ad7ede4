"""What operators decide on inquiries and reports."""

from enum import StrEnum

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.fields import Field
from wtforms.validators import StopValidation

from marketplace.core.forms import (
    AtMost,
    CardsField,
    ChoiceField,
    EditingForm,
    HouseForm,
    ParagraphsField,
    Required,
    TicksField,
)
from marketplace.core.languages import LANGUAGES
from marketplace.deals.enums import InquiryState, NotValidReason, not_valid_sentence
from marketplace.deals.models.inquiry import WORDS_LENGTH
from marketplace.deals.models.room import NOTE_LENGTH
from marketplace.deals.operations.waiting import WordsToBuyer


class Decision(StrEnum):
    """What an operator may rule about an inquiry."""

    PASS_ON = "pass_on"  # noqa: S105 - no password: something is passed on
    ASK = "ask"
    CLOSE = "close"


_NAMES = {
    Decision.PASS_ON: _l("Pass on"),
    Decision.ASK: _l("Ask the buyer"),
    Decision.CLOSE: _l("Close as not valid"),
}

#: What may be decided where an inquiry stands, in the order of the page.
DECISIONS = {
    InquiryState.WAITING: (Decision.PASS_ON, Decision.ASK, Decision.CLOSE),
    InquiryState.ASKED: (Decision.PASS_ON, Decision.CLOSE),
}

#: Which reasons belong to a decision, in the order of the page.
REASONS = {
    Decision.ASK: (
        NotValidReason.PURPOSE_UNCLEAR,
        NotValidReason.GOODS_UNCLEAR,
        NotValidReason.QUANTITY_DOUBTED,
    ),
    Decision.CLOSE: (
        NotValidReason.SAME_TO_MANY,
        NotValidReason.ADVERTISING,
        NotValidReason.OTHER_BUSINESS,
        NotValidReason.DECEPTION,
        NotValidReason.NOT_ANSWERED,
    ),
}


def _written_in(field: ChoiceField) -> None:
    field.choices = [(tag, each.name) for tag, each in LANGUAGES.items()]


class InquiryDecisionForm(EditingForm):
    """A decision about an inquiry with its reasons and words.

    `alike`: the same for the others with the same words that nobody has decided; `sure`: it was
    shown once more which.
    """

    decision = CardsField(_l("Decision"), [Required(_l("Please choose what you decide."))])
    reasons = TicksField(_l("Reasons that the buyer reads"))
    words = ParagraphsField(_l("In your own words"), [AtMost(WORDS_LENGTH)])
    language = ChoiceField(_l("Your words are in"))
    alike = BooleanField()
    sure = BooleanField()

    def __init__(self, state: InquiryState, **kwargs: object) -> None:
        """Offer what may be decided in this state."""
        super().__init__(**kwargs)
        offered = DECISIONS.get(state, ())
        self.decision.choices = [(one.value, _NAMES[one]) for one in offered]
        self.reasons_of = {one.value: REASONS[one] for one in offered if one in REASONS}
        self.reasons.choices = [(one.value, not_valid_sentence(one)) for one in NotValidReason]
        _written_in(self.language)

    @property
    def said(self) -> WordsToBuyer:
        """What the buyer reads: only the reasons of the chosen decision count."""
        allowed = self.reasons_of.get(self.decision.data or "", ())
        ticked = set(self.reasons.data or ())
        return WordsToBuyer(
            reasons=[reason for reason in allowed if reason.value in ticked],
            words=self.words.data or "",
            language=str(self.language.data),
        )


class SeveralForm(HouseForm):
    """The same decision about several inquiries; `reason` is asked for where they are closed.

    `sure`: it was shown once more what is to be done.
    """

    act = ChoiceField(_l("Decision"))
    reason = ChoiceField(_l("Why, as the buyers read it"))
    sure = BooleanField()

    def __init__(self, **kwargs: object) -> None:
        """Offer what may be done to several at once."""
        super().__init__(**kwargs)
        offered = (Decision.PASS_ON, Decision.CLOSE)
        self.act.choices = [(one.value, _NAMES[one]) for one in offered]
        reasons = REASONS[Decision.CLOSE]
        self.reason.choices = [(one.value, not_valid_sentence(one)) for one in reasons]

    @property
    def said(self) -> WordsToBuyer:
        """What the buyers read; the reason stands in the language of each."""
        return WordsToBuyer(reasons=[NotValidReason(self.reason.data)])


class CloseReportForm(HouseForm):
    """What came of a report; colleagues read it."""

    outcome = ParagraphsField(_l("What came of it"), [AtMost(NOTE_LENGTH)])

    def validate_outcome(self, field: Field) -> None:
        """Ask for it."""
        if not field.data:
            raise StopValidation(_("Please write what came of it."))
