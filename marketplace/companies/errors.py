"""Refusals of the company room, each a sentence that says what to do."""

from flask_babel import gettext as _

from marketplace.core.errors import HouseError, Refused


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
