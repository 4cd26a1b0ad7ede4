"""What may stand in the way of a review."""

from flask_babel import gettext as _

from marketplace.core.errors import Conflict, NotAllowed, Refused


def taken_by_another(name: str) -> Conflict:
    """Return the refusal of a review that a colleague (a name) has taken."""
    return Conflict(_("%(name)s has taken this review.", name=name))


def own_company() -> NotAllowed:
    """Return the refusal to decide for a company that one belongs to, or that one acted for."""
    return NotAllowed(
        _("You are part of this company or sent this yourself: a colleague has to decide.")
    )


def no_reason() -> Refused:
    """Return the refusal of a decision, other than an approval, without a reason."""
    return Refused(_("Tick at least one reason: the seller reads it."), field="reasons")
