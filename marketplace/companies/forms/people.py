"""The forms of members, invitations and handing over."""

from flask_babel import lazy_gettext as _l

from marketplace.accounts.models.person import MAIL_LENGTH
from marketplace.companies.enums import MemberRole, Side, role_name
from marketplace.companies.models import POSITION_LENGTH
from marketplace.companies.operations import InvitationFacts
from marketplace.core.forms import (
    AtMost,
    CardsField,
    CreatingForm,
    EditingForm,
    LineField,
    MailAddress,
    Required,
)


def role_choices(side: Side) -> list[tuple[str, str]]:
    """Return every role with its name on that side."""
    return [(role.value, role_name(role, side)) for role in MemberRole]


class InviteForm(CreatingForm):
    """Inviting somebody by mail."""

    mail = LineField(
        _l("Work mail address"),
        [Required(_l("Please write their mail address.")), AtMost(MAIL_LENGTH), MailAddress()],
    )
    position = LineField(_l("Position"), [AtMost(POSITION_LENGTH)])
    role = CardsField(_l("Role"), [Required(_l("Please choose a role."))])

    def __init__(self, side: Side, **kwargs: object) -> None:
        """Offer the roles by their names on that side."""
        super().__init__(**kwargs)
        self.role.choices = role_choices(side)

    @property
    def invited(self) -> InvitationFacts:
        """What was typed."""
        return InvitationFacts(
            mail=str(self.mail.data),
            role=MemberRole(self.role.data),
            position=self.position.data or "",
        )


class MemberForm(EditingForm):
    """A member's role and position."""

    position = LineField(_l("Position"), [AtMost(POSITION_LENGTH)])
    role = CardsField(_l("Role"), [Required(_l("Please choose a role."))])

    def __init__(self, side: Side, **kwargs: object) -> None:
        """Offer the roles by their names on that side."""
        super().__init__(**kwargs)
        self.role.choices = role_choices(side)


class HandOverForm(CreatingForm):
    """Offering the company to a colleague; `taker` is a public id."""

    taker = CardsField(_l("Who takes it over?"), [Required(_l("Please choose a colleague."))])
    role_after = CardsField(_l("What is your role afterwards?"), [Required()])

    def __init__(
        self,
        colleagues: list[tuple[str, str]],
        side: Side,
        **kwargs: object,
    ) -> None:
        """Offer the colleagues who can sign in, and every role but the owner's."""
        super().__init__(**kwargs)
        self.taker.choices = colleagues
        self.role_after.choices = [
            choice for choice in role_choices(side) if choice[0] != MemberRole.OWNER
        ]
