"""Companies: founding, what they say of themselves, their members, who acts for them."""

from flask import Flask

from marketplace.companies.routes import (
    acting,
    bp,
    further,
    hours,
    joining,
    members,
    ownership,
    places,
    profile,
    sign_up,
)

PAGES = (bp,)

__all__ = [
    "PAGES",
    "acting",
    "further",
    "hours",
    "install",
    "joining",
    "members",
    "ownership",
    "places",
    "profile",
    "sign_up",
]


def install(app: Flask) -> None:
    """Register listeners and timers, what templates ask, who may see logos and documents."""
    from marketplace.companies import listeners, queries
    from marketplace.companies.routes import files
    from marketplace.core.images import pictures_kept_by
    from marketplace.core.web.files import files_kept_by
    from marketplace.core.web.media import pictures_used_by

    _ = listeners
    app.add_template_global(queries.present_acting, "acting_for")
    pictures_used_by(queries.audience_of_logo)
    pictures_kept_by(queries.is_logo)
    files_kept_by(files.PREFIX, files.find_file)
