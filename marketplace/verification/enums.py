"""States and steps of company checks, and the reasons that operators give."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l
from flask_babel import pgettext


class CheckState(StrEnum):
    """Where a company check stands.

    `open`: the office has the turn. `asked`: the company has it. `approved` holds until its end,
    `suspended` is approved and stopped. `refused` and `ended` are over.
    """

    OPEN = "open"
    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"
    SUSPENDED = "suspended"
    ENDED = "ended"


#: Nobody has decided yet.
UNDECIDED = frozenset({CheckState.OPEN, CheckState.ASKED})
#: The check that counts for a company: it holds, or was stopped while it held.
STANDING = frozenset({CheckState.APPROVED, CheckState.SUSPENDED})


class CheckStep(StrEnum):
    """What one side said to the other with: the steps that carry words."""

    ANSWERED = "answered"
    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"
    SUSPENDED = "suspended"
    LIFTED = "lifted"


class CheckReason(StrEnum):
    """Why an operator asks, refuses or suspends; the company reads a sentence for each."""

    DOCUMENT_UNREADABLE = "document_unreadable"
    DOCUMENT_INCOMPLETE = "document_incomplete"
    DOCUMENT_OLD = "document_old"
    ANOTHER_DOCUMENT = "another_document"
    NAME_DIFFERS = "name_differs"
    NUMBER_DIFFERS = "number_differs"
    ADDRESS_UNCLEAR = "address_unclear"
    PURPOSE_UNCLEAR = "purpose_unclear"
    NOT_REGISTERED = "not_registered"
    NUMBER_OF_ANOTHER = "number_of_another"
    DOCUMENT_DOUBTED = "document_doubted"
    NO_TRADE = "no_trade"
    NOT_ANSWERED = "not_answered"
    REGISTRATION_ENDED = "registration_ended"
    REPORTED = "reported"
    ASKED_BY_COMPANY = "asked_by_company"


#: What an operator may give as the reason for each decision, in the order of the page.
REASONS = {
    CheckStep.ASKED: (
        CheckReason.DOCUMENT_UNREADABLE,
        CheckReason.DOCUMENT_INCOMPLETE,
        CheckReason.DOCUMENT_OLD,
        CheckReason.ANOTHER_DOCUMENT,
        CheckReason.NAME_DIFFERS,
        CheckReason.NUMBER_DIFFERS,
        CheckReason.ADDRESS_UNCLEAR,
        CheckReason.PURPOSE_UNCLEAR,
    ),
    CheckStep.REFUSED: (
        CheckReason.NOT_REGISTERED,
        CheckReason.NUMBER_OF_ANOTHER,
        CheckReason.DOCUMENT_DOUBTED,
        CheckReason.NO_TRADE,
        CheckReason.NOT_ANSWERED,
    ),
    CheckStep.SUSPENDED: (
        CheckReason.REGISTRATION_ENDED,
        CheckReason.DOCUMENT_DOUBTED,
        CheckReason.REPORTED,
        CheckReason.ASKED_BY_COMPANY,
    ),
}

_SENTENCES = {
    CheckReason.DOCUMENT_UNREADABLE: _l(
        "We cannot read the document. Please send it again, sharp and with all its edges."
    ),
    CheckReason.DOCUMENT_INCOMPLETE: _l("Pages are missing. Please send the whole document."),
    CheckReason.DOCUMENT_OLD: _l("The document is out of date. Please send the current one."),
    CheckReason.ANOTHER_DOCUMENT: _l(
        "This is not the registration document. Please send the paper by which your state "
        "registered the company."
    ),
    CheckReason.NAME_DIFFERS: _l(
        "The name that you wrote differs from the document. Please write it as registered, or "
        "send the document that shows it."
    ),
    CheckReason.NUMBER_DIFFERS: _l(
        "The number that you wrote differs from the document. Please look at both once more."
    ),
    CheckReason.ADDRESS_UNCLEAR: _l(
        "We cannot match the address. Please send something that shows it: a lease or a bill."
    ),
    CheckReason.PURPOSE_UNCLEAR: _l(
        "We do not understand yet what you want to buy and for whom. Two sentences are enough."
    ),
    CheckReason.NOT_REGISTERED: _l("We did not find the company in the register of its country."),
    CheckReason.NUMBER_OF_ANOTHER: _l("The number belongs to another company."),
    CheckReason.DOCUMENT_DOUBTED: _l("We could not convince ourselves that the document is real."),
    CheckReason.NO_TRADE: _l("We found no business that trades in goods like those offered here."),
    CheckReason.NOT_ANSWERED: _l("We asked for more and had no answer."),
    CheckReason.REGISTRATION_ENDED: _l("The company is no longer registered."),
    CheckReason.REPORTED: _l("Something was reported to us, and we are looking into it."),
    CheckReason.ASKED_BY_COMPANY: _l("The company itself asked us to."),
}

_STATE_NAMES = {
    CheckState.OPEN: _l("Being checked"),
    CheckState.ASKED: _l("Waiting for your answer"),
    CheckState.APPROVED: _l("Checked"),
    CheckState.REFUSED: _l("Refused"),
    CheckState.SUSPENDED: _l("Suspended"),
    CheckState.ENDED: _l("Ended"),
}


def reason_sentence(reason: str) -> str:
    """Return what a company reads for a reason, in the present language; its code if unknown."""
    known = {member.value: sentence for member, sentence in _SENTENCES.items()}
    return str(known.get(reason, reason))


def state_name(state: CheckState) -> str:
    """Return the state as a company's pages call it."""
    return str(_STATE_NAMES[state])


def state_name_at_desk(state: CheckState) -> str:
    """Return the state as operators' pages call it: there it is the company that has to answer."""
    if state is CheckState.ASKED:
        return str(pgettext("company check", "Waiting for the company"))
    return state_name(state)
