"""States of letters, and how often people want mails."""

from enum import StrEnum


class LetterState(StrEnum):
    """`queued` waits for the worker; `withdrawn` is not sent any more: its reader is gone."""

    QUEUED = "queued"
    SENT = "sent"
    WITHDRAWN = "withdrawn"


class Pace(StrEnum):
    """How often notices come by mail as well; in-site they always stand at once."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    OFF = "off"


#: Letters about the account itself: by mail only, at once, whatever the pace. Some carry a link
#: that opens something, which must not stand on a page.
PRIVATE_MESSAGES = frozenset(
    {
        "already_registered",
        "app_removed",
        "app_set_up",
        "confirm_mail",
        "daily_notices",
        "member_invited",
        "new_device",
        "operator_invited",
        "password_changed",
        "recovery_code_used",
        "reset_password",
    }
)

#: What may not wait for a daily mail, whatever the pace: somebody else acts in the reader's place,
#: or a company changes hands.
URGENT_MESSAGES = frozenset({"operator_acts", "ownership_offered", "ownership_passed"})

#: What has a pace of its own, chosen where it was asked for: told is mailed at once, unless the
#: reader wants no mails at all.
OWN_PACE_MESSAGES = frozenset({"saved_search_news"})

#: What stands on pages alone, whatever the pace: there would be a mail for every one of many.
MESSAGES_ON_PAGES = frozenset(
    {"deal_reported", "inquiry_answered", "inquiry_to_look_at", "listing_submitted"}
)
