"""Refusals of what operators do about inquiries and reports."""

from collections.abc import Sequence

from flask_babel import gettext as _

from marketplace.core.errors import Conflict, NotAllowed, Refused


def out_of_reach(who_can: Sequence[str]) -> NotAllowed:
    """Return the answer to an operator who does not look at inquiries from this country."""
    return NotAllowed(_("Your role as an operator does not reach this far."), who_can=who_can)


def own_company() -> Refused:
    """Return the refusal to decide about a company where one is a member."""
    return Refused(_("You are part of one of the two companies: a colleague has to decide."))


def taken_by_another(name: str) -> Conflict:
    """Return the refusal to touch an inquiry that a colleague (a name) has taken."""
    return Conflict(
        _("%(name)s has taken this inquiry. Ask them, or let them give it back.", name=name)
    )


def is_decided() -> Conflict:
    """Return the refusal to take or decide what was decided."""
    return Conflict(_("This inquiry is not to be decided any more."))


def not_taken() -> Conflict:
    """Return the refusal to give back what nobody has taken."""
    return Conflict(_("Nobody has taken this inquiry any more."))


def reason_is_missing() -> Refused:
    """Return the refusal of a question or an end that says nothing to the buyer."""
    return Refused(
        _("Please tick a reason or write a sentence: the buyer reads it."), field="reasons"
    )


def outcome_is_missing() -> Refused:
    """Return the refusal to close a report without saying what came of it."""
    return Refused(_("Please write what came of it."), field="outcome")
