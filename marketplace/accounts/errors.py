"""Refusals of the room of accounts, each a sentence that says what to do."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import ngettext

from marketplace.core.errors import Conflict, NotAllowed, Refused


def wrong_code() -> Refused:
    """Return the refusal of a code that is wrong, too old or used already."""
    return Refused(
        _("That code does not fit. Wait for the next one in your app and type that."), field="code"
    )


def wrong_password() -> Refused:
    """Return the refusal of a wrong present password."""
    return Refused(_("That is not your current password."), field="password")


def password_was_changed() -> Conflict:
    """Return the refusal of a password that was right a moment ago."""
    return Conflict(_("Address or password is not right."))


def app_stands_already() -> Refused:
    """Return the refusal of a second set-up."""
    return Refused(_("Your authenticator app is set up already."))


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


def office_name_is_taken() -> Conflict:
    """Return the refusal of a second office of the same name."""
    return Conflict(_("There is an office of this name already."), field="name")


def country_has_office(country: str, office: str) -> Conflict:
    """Return the refusal of a country that another office looks after; both are names."""
    return Conflict(
        _(
            "%(country)s belongs to the office %(office)s. Take it off there first.",
            country=country,
            office=office,
        ),
        field="countries",
    )


def headquarters_stand() -> Refused:
    """Return the refusal of second headquarters."""
    return Refused(_("There are headquarters already."))


def headquarters_stay() -> Refused:
    """Return the refusal to close the headquarters."""
    return Refused(_("Headquarters look after every country without an office: they stay open."))


def office_has_operators(number: int) -> Refused:
    """Return the refusal to close an office to which people belong."""
    return Refused(
        ngettext(
            "%(num)d operator belongs to this office. Move or end them first.",
            "%(num)d operators belong to this office. Move or end them first.",
            number,
        )
    )


def office_is_closed() -> Conflict:
    """Return the refusal of operators for an office that is closed."""
    return Conflict(_("This office is closed. Open it again first."), field="office")


def role_is_missing() -> Refused:
    """Return the refusal of an operator without a role."""
    return Refused(_("Please choose at least one role."), field="roles")


def last_administrator() -> Refused:
    """Return the refusal to take the last administrator of headquarters away."""
    return Refused(
        _(
            "This is the last administrator of headquarters. Make somebody else one first, and "
            "wait until they have signed up."
        )
    )


def role_is_too_small(who_can: Sequence[str]) -> NotAllowed:
    """Return the answer to an operator whose role is too small, or gone."""
    return NotAllowed(_("Your role as an operator does not reach this far."), who_can=who_can)


def no_operator_any_more() -> Conflict:
    """Return the refusal of an act on somebody who was ended in the meantime."""
    return Conflict(_("This person is no longer an operator."))
