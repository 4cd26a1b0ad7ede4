"""Refusals about the form of an inquiry."""

from flask_babel import gettext as _

from marketplace.core.errors import Refused


def too_many_files(most: int) -> Refused:
    """Return the refusal of one more file than an inquiry may carry."""
    sentence = _("An inquiry can have up to %(most)s files. Remove one first.", most=most)
    return Refused(sentence, field="document")
