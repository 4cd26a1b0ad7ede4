"""Refusals of the verification room, each a sentence that says what to do."""

from collections.abc import Sequence

from flask_babel import gettext as _

from marketplace.core.errors import Conflict, NotAllowed, Refused


def check_is_open() -> Conflict:
    """Return the refusal to open a second check while one is not decided."""
    return Conflict(_("A check of your company is open already. Look at where it stands."))


def check_is_suspended() -> Refused:
    """Return the refusal of a new check while the present one is suspended."""
    return Refused(
        _("Your check is suspended. Please write to the office that suspended it, named below.")
    )


def document_is_missing() -> Refused:
    """Return the refusal of a check without the document that it looks at."""
    return Refused(_("Please choose the registration document."), field="document")


def out_of_reach(who_can: Sequence[str]) -> NotAllowed:
    """Return the answer to an operator who does not check companies of this country."""
    return NotAllowed(_("Your role as an operator does not reach this far."), who_can=who_can)


def own_company() -> Refused:
    """Return the refusal to decide on a company where one is a member, or that one acted for."""
    return Refused(
        _("You are part of this company or sent this yourself: a colleague has to decide.")
    )


def taken_by_another(name: str) -> Conflict:
    """Return the refusal to touch a check that a colleague (a name) has taken."""
    return Conflict(
        _("%(name)s has taken this check. Ask them, or let them give it back.", name=name)
    )


def is_decided() -> Conflict:
    """Return the refusal to take what a colleague has decided."""
    return Conflict(_("This check is not to be decided any more."))


def changed_meanwhile() -> Conflict:
    """Return the refusal of a decision that a colleague's has overtaken."""
    return Conflict(_("Someone changed this while you were writing. Below is what it says now."))


def not_taken() -> Conflict:
    """Return the refusal to give back what nobody has taken."""
    return Conflict(_("Nobody has taken this check any more."))


def reason_is_missing() -> Refused:
    """Return the refusal of a decision that says nothing to the company."""
    return Refused(
        _("Please tick a reason or write a sentence: the company reads it."), field="reasons"
    )


def number_is_approved() -> Refused:
    """Return the refusal to approve a second company with the same number and side."""
    return Refused(
        _("Another company has an approved check with this number. Look at it first: below."),
        field="number",
    )


def time_is_over() -> Conflict:
    """Return the refusal to lift a check whose time is over."""
    return Conflict(_("This check has ended meanwhile. The company can open a new one."))
