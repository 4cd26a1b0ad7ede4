"""What may stand in the way of a review."""

from flask_babel import gettext as _

from marketplace.core.errors import Conflict, NotAllowed, Refused


def taken_by_another(name: str) -> Conflict:
    """A colleague took the review: it is theirs until they give it back."""
    return Conflict(_("%(name)s has taken this review.", name=name))


def own_company() -> NotAllowed:
    """Nobody decides for a company that they belong to."""
    return NotAllowed(_("You belong to this company: a colleague decides."))


def no_reason() -> Refused:
    """What is not approved says why."""
    return Refused(_("Tick at least one reason: the seller reads it."), field="reasons")
