"""Refusals about the form of an inquiry."""

from flask_babel import gettext as _

from marketplace.core.errors import Refused


def too_many_files(most: int) -> Refused:
    """Return the refusal of one more file than an inquiry may carry."""
    sentence = _("An inquiry can have up to %(most)s files. Remove one first.", most=most)
    return Refused(sentence, field="document")


def files_need_an_account() -> Refused:
    """Return the refusal of a file from somebody who has not signed in."""
    return Refused(_("You can add files once you have signed in."), field="document")


def no_company_chosen() -> Refused:
    """Return the refusal to send without saying for which company."""
    return Refused(_("Please choose the company that asks."), field="company")
