"""Refusals in a deal's room."""

from flask_babel import gettext as _
from flask_babel import ngettext

from marketplace.core.errors import Conflict, NotAllowed, Refused


def deal_waits() -> Conflict:
    """Return the refusal to act in a deal whose inquiry has not been passed on."""
    return Conflict(
        _(
            "This is not passed on yet: the seller does not know of it. "
            "We tell you as soon as it is."
        )
    )


def deal_is_frozen() -> Conflict:
    """Return the refusal to act in a deal while a side's company check does not hold."""
    return Conflict(
        _(
            "Nothing can be sent in this deal now: a company check is not valid. The deal goes on "
            "by itself once it is."
        )
    )


def check_does_not_hold(field: str | None = None) -> Conflict:
    """Return the refusal to reopen a deal, or to say a last word in it (beside its `field`).

    A side's company check does not hold.
    """
    return Conflict(
        _("A company check is not valid. Nothing can be sent until it is."), field=field
    )


def other_is_gone(name: str) -> Conflict:
    """Return the refusal to act in a deal whose other company (by its name) was closed."""
    return Conflict(
        _("%(company)s is not here any more. Nothing can be sent in this deal.", company=name)
    )


def deal_is_closed() -> Conflict:
    """Return the refusal to act in a closed deal."""
    return Conflict(_("This deal is closed. Reopen it first."))


def somebody_answered(name: str) -> Conflict:
    """Return what the second of two colleagues reads who answer at once; `name` is the first's."""
    return Conflict(
        _(
            "%(name)s has answered meanwhile: their message is in the deal. Yours is not sent; "
            "it stands below, and goes when you send it again.",
            name=name,
        )
    )


def nothing_to_send() -> Refused:
    """Return the refusal of a message without words, phrases or files."""
    return Refused(
        _("Please write something, choose a ready sentence, or add a file."), field="words"
    )


def too_many_files(most: int) -> Refused:
    """Return the refusal of more than `most` files with one message."""
    return Refused(
        ngettext(
            "At most %(num)d file goes with a message. Send the others with another one.",
            "At most %(num)d files go with a message. Send the others with another one.",
            most,
        ),
        field="files",
    )


def blank_is_missing(name: str) -> Refused:
    """Return the refusal of a ready sentence one of whose blanks (by its name) is not filled."""
    return Refused(
        _("Please fill in every blank of the sentence that you chose: %(blank)s.", blank=name),
        field="phrases",
    )


def not_your_turn() -> Conflict:
    """Return the refusal to say that no answer is needed where nobody waits for one."""
    return Conflict(_("It is not your turn in this deal any more. Please look at it again."))


def no_such_colleague() -> Refused:
    """Return the refusal to put somebody in charge who does not act in the company's deals."""
    return Refused(
        _("Please choose a colleague who may write in deals: an owner, or one who trades."),
        field="colleague",
    )


def house_closed_it() -> NotAllowed:
    """Return the answer to who would reopen what the house closed."""
    return NotAllowed(
        _("The operating organisation closed this. Please write to them if that was a mistake.")
    )


def was_withdrawn() -> Conflict:
    """Return the refusal to reopen what its buyer withdrew before the seller knew of it."""
    return Conflict(_("This inquiry was withdrawn. Please write a new one."))


def buyer_is_not_to_be_written() -> Refused:
    """Return the refusal to open a deal towards a buyer who is not checked or does not allow it."""
    return Refused(_("Sellers cannot write to this buyer first."))


def goods_are_not_shown() -> Refused:
    """Return the refusal to a seller whose check does not hold."""
    return Refused(_("You can write to buyers once your company is checked."))


def goods_are_missing(most: int) -> Refused:
    """Return the refusal of a first message about no goods of the seller's, or about too many."""
    return Refused(
        _("Please choose one to %(most)s of your goods that are shown.", most=most), field="goods"
    )


def deal_is_open_already() -> Conflict:
    """Return the refusal to open a second deal towards a buyer with whom one is open."""
    return Conflict(_("You have an open deal with this buyer already. Please write in that one."))


def words_are_missing() -> Refused:
    """Return the refusal of a note, a reply or a first message without words."""
    return Refused(_("Please write something."), field="words")


def reason_is_missing() -> Refused:
    """Return the refusal to close for another reason without saying which."""
    return Refused(_("Please say in a sentence why; the other side reads it."), field="note")


def too_many_replies(most: int) -> Refused:
    """Return the refusal of more than `most` saved replies."""
    return Refused(
        ngettext(
            "A company keeps at most %(num)d saved reply. Delete one first.",
            "A company keeps at most %(num)d saved replies. Delete one first.",
            most,
        )
    )
