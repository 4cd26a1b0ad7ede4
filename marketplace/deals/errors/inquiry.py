"""Refusals about writing and sending an inquiry."""

from flask_babel import gettext as _

from marketplace.core.errors import Conflict, Refused


def seller_takes_none() -> Refused:
    """Return the refusal to ask a seller whose goods are not shown now."""
    return Refused(_("This seller’s goods are not shown at the moment. Look for others like them."))


def too_many_goods(most: int) -> Refused:
    """Return the refusal of one more line than an inquiry may have."""
    return Refused(
        _("One inquiry asks for up to %(most)s goods. Send this one and begin another.", most=most)
    )


def goods_are_gone(title: str) -> Refused:
    """Return the refusal of goods (a title) that are no longer shown."""
    return Refused(_("“%(title)s” is not shown any more. Take it out of the inquiry.", title=title))


def goods_of_another() -> Refused:
    """Return the refusal of goods of another seller."""
    return Refused(_("One inquiry goes to one seller. These goods are another seller’s."))


def option_is_gone() -> Refused:
    """Return the refusal of an option that is not to be had any more."""
    return Refused(_("This option is no longer available. Choose another."))


def nothing_is_asked() -> Refused:
    """Return the refusal of an inquiry without goods and without words."""
    return Refused(_("Add goods or write what you are looking for."), field="message")


def buyers_only() -> Refused:
    """Return the refusal to send an inquiry for a company that sells."""
    return Refused(_("Inquiries are sent by companies that buy. Choose one of those."))


def is_sent() -> Conflict:
    """Return the refusal to change or send what was sent already."""
    return Conflict(_("This inquiry was sent already. Look at where it stands."))


def not_asked() -> Conflict:
    """Return the refusal to answer where the office asks nothing."""
    return Conflict(_("The office is not asking anything about this inquiry any more."))


def is_decided() -> Conflict:
    """Return the refusal to withdraw what reached the seller, or was closed, meanwhile."""
    return Conflict(
        _("This was decided a moment ago and cannot be withdrawn any more. See where it stands.")
    )


def answer_is_missing() -> Refused:
    """Return the refusal of an empty answer to the office."""
    return Refused(_("Please write an answer: the office reads it."), field="words")
