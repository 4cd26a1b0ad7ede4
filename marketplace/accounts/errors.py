"""Refusals of the people room, each a sentence that says what to do."""

from flask_babel import gettext as _

from marketplace.core.errors import Conflict, Refused


def wrong_code() -> Refused:
    """Return the refusal of a code that is wrong, too old or used already."""
    return Refused(
        _("That code does not fit. Wait for the next one in your app and type that."), field="code"
    )


def wrong_password() -> Refused:
    """Return the refusal of a wrong present password."""
    return Refused(_("That is not your present password."), field="password")


def app_stands_already() -> Refused:
    """Return the refusal of a second set-up."""
    return Refused(_("Your authenticator app is set up already."))


def app_is_demanded() -> Refused:
    """Return the refusal to remove an operator's app."""
    return Refused(_("Operators always sign in with an authenticator app."))


def already_operator() -> Refused:
    """Return the refusal to appoint an operator twice."""
    return Refused(
        _(
            "This person is an operator already. When the link has ended, they get a new one "
            "under “Forgot the password?”."
        )
    )


def address_is_taken() -> Conflict:
    """Return the refusal to confirm an address that another account has confirmed by now."""
    return Conflict(_("This address belongs to an account already. Sign in with it instead."))


def link_has_ended() -> Conflict:
    """Return the refusal of a link that was used or replaced in the meantime."""
    return Conflict(_("This link was used already or has ended. Please ask for a new one."))
