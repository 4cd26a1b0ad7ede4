"""Letters, told as rooms tell them or as they stand when rendered."""

from datetime import UTC, datetime, timedelta

from marketplace.core.db import unit_of_work
from marketplace.core.links import Link
from marketplace.notices.enums import LetterState
from marketplace.notices.models import Letter
from marketplace.notices.operations import Recipient, tell
from marketplace.notices.parameters import store

WRITTEN_AT = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)
LINK = Link("reset", "PER-0000-00000", 3, WRITTEN_AT + timedelta(hours=2))

#: What each message is told with.
PARAMETERS = {
    "already_registered": {"link": LINK},
    "app_removed": {},
    "app_set_up": {},
    "confirm_mail": {"link": LINK},
    "daily_notices": {"notices": "", "count": 2},
    "member_invited": {
        "inviter": "Tom Reed",
        "company": "Hanbiton Co., Ltd.",
        "role": "Sales",
        "link": LINK,
    },
    "member_joined": {
        "member": "Tom Reed",
        "company": "Hanbiton Co., Ltd.",
        "role": "Sales",
        "target": "/c/COM-0000-00000/company/members",
    },
    "member_removed": {"company": "Hanbiton Co., Ltd."},
    "member_role_changed": {
        "company": "Hanbiton Co., Ltd.",
        "role": "Sales",
        "target": "/c/COM-0000-00000/company",
    },
    "new_device": {"device": "Firefox · Windows", "at": WRITTEN_AT},
    "operator_acts": {
        "company": "Hanbiton Co., Ltd.",
        "operator": "Han Soyul",
        "office": "Headquarters",
        "reason": "They asked on the telephone.",
        "hours": 8,
        "target": "/c/COM-0000-00000/company",
    },
    "operator_ended": {},
    "operator_invited": {"link": LINK},
    "ownership_declined": {"company": "Hanbiton Co., Ltd.", "taker": "Tom Reed"},
    "ownership_offered": {
        "company": "Hanbiton Co., Ltd.",
        "giver": "Kim Haneul",
        "target": "/c/COM-0000-00000/company/ownership",
    },
    "ownership_passed": {
        "company": "Hanbiton Co., Ltd.",
        "giver": "Kim Haneul",
        "taker": "Tom Reed",
        "role": "Sales",
        "target": "/c/COM-0000-00000/company",
    },
    "password_changed": {},
    "recovery_code_used": {"left": 3},
    "reset_password": {"link": LINK},
    "roles_changed": {"office": "Santiago", "roles": "Verifier"},
}


def tell_somebody(message="password_changed", *, language="en", person="PER-0000-00001", **facts):
    """Tell Eleanor something in a unit of its own; return the letter's public id."""
    to = Recipient("eleanor@example.com", "Eleanor Finch", language, person)
    return unit_of_work(tell, to, message, **facts)


def letter_of(message, *, language="en", mail="eleanor@example.com", name="Eleanor Finch", **facts):
    """Return a letter that is in no database."""
    return Letter(
        code="LET-0000-00001",
        state=LetterState.QUEUED,
        person="PER-0000-00001",
        mail=mail,
        name=name,
        language=language,
        message=message,
        parameters=store(PARAMETERS[message] | facts),
        queued_at=WRITTEN_AT,
    )
