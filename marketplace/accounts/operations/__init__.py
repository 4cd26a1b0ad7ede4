"""The acts of the room of accounts."""

from marketplace.accounts.operations.authenticator import (
    accept_code,
    begin_app_setup,
    finish_app_setup,
    open_app_secret,
    remove_app,
    renew_recovery_codes,
    secret_on_phone,
    take_app_away,
)
from marketplace.accounts.operations.offices import (
    OfficeFacts,
    change_office,
    close_office,
    headquarters_or_new,
    open_office,
    reopen_office,
)
from marketplace.accounts.operations.operators import (
    appoint_operator,
    change_operator,
    end_operator,
)
from marketplace.accounts.operations.passwords import (
    ask_for_reset,
    change_password,
    confirm_with_password,
    fitting_hash,
    hash_password,
    set_password_by_link,
)
from marketplace.accounts.operations.profile import (
    change_preferences,
    change_profile,
    choose_news,
)
from marketplace.accounts.operations.sessions import (
    StartedSession,
    end_other_sessions,
    end_session,
    mark_seen,
    record_failed_code,
    record_failed_sign_in,
    start_session,
)
from marketplace.accounts.operations.sign_up import (
    begin_sign_up,
    confirm_person,
    lapse_person,
    register_person,
    remind_to_confirm,
    welcome_person,
)

__all__ = [
    "OfficeFacts",
    "StartedSession",
    "accept_code",
    "appoint_operator",
    "ask_for_reset",
    "begin_app_setup",
    "begin_sign_up",
    "change_office",
    "change_operator",
    "change_password",
    "change_preferences",
    "change_profile",
    "choose_news",
    "close_office",
    "confirm_person",
    "confirm_with_password",
    "end_operator",
    "end_other_sessions",
    "end_session",
    "finish_app_setup",
    "fitting_hash",
    "hash_password",
    "headquarters_or_new",
    "lapse_person",
    "mark_seen",
    "open_app_secret",
    "open_office",
    "record_failed_code",
    "record_failed_sign_in",
    "register_person",
    "remind_to_confirm",
    "remove_app",
    "renew_recovery_codes",
    "reopen_office",
    "secret_on_phone",
    "set_password_by_link",
    "start_session",
    "take_app_away",
    "welcome_person",
]
