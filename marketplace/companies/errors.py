"""Refusals of the company room, each a sentence that says what to do."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import ngettext

from marketplace.core.errors import Conflict, HouseError, NotAllowed, Refused


class NumberStated(Refused):
    """Another company states the same business number; whoever founds this one may carry on."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This company may be here already. If a colleague registered it, ask them to "
                "invite you; if not, carry on: we look at it before anything is shown."
            ),
            field="number",
        )


class DraftGone(HouseError):
    """The first step of the sign-up is older than a day, or was used already.

    No refusal, since the form that was sent cannot be mended: the page leads back to the
    first step.
    """

    status = 409

    def __init__(self) -> None:
        super().__init__(_("Please fill this in once more: we kept it for a day only."))


def company_is_closed() -> Conflict:
    """Return the refusal of an act on a company that was closed in the meantime."""
    return Conflict(_("This company is closed."))


def out_of_reach(company: str, who_can: Sequence[str]) -> NotAllowed:
    """Return the answer to somebody whose role in `company` (its name) is too small, or gone."""
    return NotAllowed(
        _("Your role in %(company)s does not reach this far.", company=company), who_can=who_can
    )


def names_were_checked() -> Refused:
    """Return the refusal to rename a company whose names an operator has seen on its document."""
    return Refused(
        _(
            "This name was checked with your registration document. For another one open a new "
            "company check: the document shows it."
        ),
        field="name",
    )


def gone() -> Conflict:
    """Return the refusal to change what a colleague removed in the meantime."""
    return Conflict(_("A colleague has removed this in the meantime."))


def last_owner_stays() -> Refused:
    """Return the refusal to let the last owner go or be demoted."""
    return Refused(
        _("A company needs an owner. Make somebody else an owner first, or hand the company over."),
        field="role",
    )


def owners_alone() -> Refused:
    """Return the refusal of an operator who would make or unmake an owner."""
    return Refused(_("Only an owner can appoint or remove owners."), field="role")


def member_already() -> Refused:
    """Return the refusal to invite somebody who is a member."""
    return Refused(_("Somebody with this address is a member already."), field="mail")


def invited_already() -> Conflict:
    """Return the refusal to invite an address twice at the same time."""
    return Conflict(
        _("An invitation to this address is open. Withdraw it first to send another."),
        field="mail",
    )


def invitation_has_ended() -> Conflict:
    """Return the refusal of an invitation that was withdrawn, used or has ended."""
    return Conflict(_("This invitation was withdrawn, used or has ended. Please ask for another."))


def invitation_is_over() -> Conflict:
    """Return the refusal to withdraw an invitation that nobody can accept any more."""
    return Conflict(_("This invitation was used, withdrawn or has ended already."))


def not_yours() -> Refused:
    """Return the refusal of an invitation or offer that was made to somebody else."""
    return Refused(_("This was offered to somebody else."))


def offer_is_open() -> Conflict:
    """Return the refusal of a second offer to hand the company over."""
    return Conflict(_("You are handing the company over already. Withdraw that first."))


def offer_to_colleague() -> Refused:
    """Return the refusal to hand the company over to oneself or to somebody outside it."""
    return Refused(_("Please choose a colleague who can sign in."), field="taker")


def offer_has_ended() -> Conflict:
    """Return the refusal of an offer that was answered, withdrawn or has ended."""
    return Conflict(_("This offer was answered, withdrawn or has ended."))


def acts_already() -> Conflict:
    """Return the refusal to begin what has begun."""
    return Conflict(_("You act for this company already."))


def member_cannot_act_for() -> Refused:
    """Return the refusal of an operator who is a member of the company."""
    return Refused(_("You are a member of this company: sign in for it instead."))


def day_is_over() -> Refused:
    """Return the refusal of a day off in the past."""
    return Refused(_("This day is over. Please choose one that is still to come."), field="day")


def day_is_too_far() -> Refused:
    """Return the refusal of a day off that nobody can know yet."""
    return Refused(_("Please choose a day within the next five years."), field="day")


def too_many_days_off(most: int) -> Refused:
    """Return the refusal of more days off than anybody closes."""
    return Refused(
        ngettext(
            "At most %(num)s day off can be listed here. Remove it to add another.",
            "At most %(num)s days off can be listed here. Remove one to add another.",
            most,
        ),
        field="day",
    )


def list_is_full(most: int) -> Refused:
    """Return the refusal of more addresses, contacts or members than a page can show."""
    return Refused(
        ngettext(
            "At most %(num)d can be listed here. Remove it to add another.",
            "At most %(num)d can be listed here. Remove one to add another.",
            most,
        )
    )


def acting_cannot_join() -> Refused:
    """Return the refusal of an operator who would make themselves a lasting member."""
    return Refused(
        _("You cannot join a company that you act for. Stop acting, then let an owner invite you.")
    )


def another_logo_stands() -> Conflict:
    """Return the refusal to replace a logo that a colleague has just changed."""
    return Conflict(_("A colleague has changed the logo in the meantime. Look at it once more."))
