"""People: sign-up, consent, sign-in, the authenticator app, sessions; offices and operators."""

from flask import Flask

from marketplace.accounts.routes import (
    account,
    authenticator,
    bp,
    by_mail,
    notices,
    offices,
    operators,
    preferences,
    sign_in,
)

PAGES = (bp,)

__all__ = [
    "PAGES",
    "account",
    "authenticator",
    "by_mail",
    "install",
    "notices",
    "offices",
    "operators",
    "preferences",
    "sign_in",
]


def install(app: Flask) -> None:
    """Register listeners, timers, commands, and how the present reader is found."""
    from marketplace.accounts import commands, listeners, queries
    from marketplace.accounts.operations.letters import find_recipient
    from marketplace.accounts.routes import seen
    from marketplace.core.permissions import find_reader_with
    from marketplace.core.phones import written_phone
    from marketplace.core.web.times import find_zone_with
    from marketplace.extensions import login_manager
    from marketplace.notices.protocols import find_recipients_with

    _ = listeners
    app.cli.add_command(commands.group)
    app.cli.add_command(commands.offices_group)
    app.cli.add_command(commands.apps_group)
    app.add_template_global(queries.office_name)
    app.add_template_filter(written_phone, "phone")
    login_manager.session_protection = None
    login_manager.user_loader(queries.find_reader)
    find_reader_with(queries.present_reader)
    find_zone_with(lambda: queries.preferences().time_zone)
    find_recipients_with(find_recipient)
    app.add_template_global(notices.unread_notices)
    seen.install(app)
