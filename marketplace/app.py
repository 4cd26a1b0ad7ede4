"""Builds the application: settings, extensions, the web edge, the rooms."""

from functools import lru_cache
from pathlib import Path

from flask import Flask
from heroicons.jinja import heroicon_micro, heroicon_mini, heroicon_outline, heroicon_solid
from sqlalchemy.exc import OperationalError

from marketplace import cli, shell
from marketplace.config import Settings, SettingsError, load_settings, make_data_folder
from marketplace.core import clock, db, limits, slots
from marketplace.core.db.migrations import bind_migrations
from marketplace.core.money import filters as money_filters
from marketplace.core.storage import FolderStorage
from marketplace.core.web import (
    addresses,
    assets,
    errors,
    fast_rendering,
    headers,
    language,
    logs,
    metrics,
    uploads,
)
from marketplace.core.web.addresses import LateRule
from marketplace.extensions import csrf, login_manager
from marketplace.reference.queries.settings import another_home
from marketplace.registry import ROOMS

ROOT = Path(__file__).parents[1]
COOKIE_DAYS = 30
LARGEST_FORM = 1024 * 1024


def create_app(settings: Settings | None = None) -> Flask:
    """Return a house for `settings`, or for those of the environment (raises SettingsError)."""
    settings = settings or load_settings()
    make_data_folder(settings.data_dir)
    app = Flask(
        "marketplace", template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static")
    )
    app.url_rule_class = LateRule
    fast_rendering.install(app)
    app.cli = cli.HouseCommands(app.name)
    move_in(app, settings)
    logs.install(app)
    metrics.install(app)
    headers.install(app, settings)
    db.bind(app, settings)
    bind_migrations(app, ROOT / "migrations")
    csrf.init_app(app)
    login_manager.init_app(app)
    language.install(app, settings)
    errors.install(app, sign_in_endpoint="accounts.sign_in")
    addresses.install(app)
    assets.install(app)
    uploads.install(app)
    slots.install(app)
    _prepare_templates(app)
    _add_rooms(app)
    shell.install(app)
    cli.install(app)
    require_same_home(app, settings)
    return app


def move_in(app: Flask, settings: Settings) -> None:
    """Point the application at the data of `settings`: its clock, rate counts and files.

    The database engine is not moved: it is made only once, by `create_app`.
    """
    app.config.update(_flask_settings(settings))
    clock.watch_offset(settings.data_dir / "clock-offset" if settings.shows_tools else None)
    logs.configure(settings)
    limits.bind_limits(app, settings)
    app.extensions["storage"] = FolderStorage(settings.data_dir / "files")


def require_same_home(app: Flask, settings: Settings) -> None:
    """Raise SettingsError when the database was begun with another home country.

    A database that does not answer is no mistake of the settings; `/readyz` reports it. No
    connection stays open: servers fork after this, and a demo that starts over must be alone.
    """
    with app.app_context():
        try:
            mistake = another_home(settings)
        except OperationalError:
            mistake = None
        db.database.session.remove()
        db.database.engine.dispose()
    if mistake:
        raise SettingsError([mistake])


def _flask_settings(settings: Settings) -> dict[str, object]:
    return {
        "SETTINGS": settings,
        "SECRET_KEY": settings.secret_key,
        "TESTING": False,
        "MAX_CONTENT_LENGTH": LARGEST_FORM,
        "MAX_FORM_MEMORY_SIZE": LARGEST_FORM,
        "SESSION_COOKIE_NAME": "naru",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.is_https,
        "PERMANENT_SESSION_LIFETIME": COOKIE_DAYS * 86400,
        # Sign-ins end at a fixed time; a late answer must not bring back an older cookie.
        "SESSION_REFRESH_EACH_REQUEST": False,
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": settings.is_https,
        "WTF_I18N_ENABLED": False,
    }


def _prepare_templates(app: Flask) -> None:
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    money_filters.install(app)
    for function in (heroicon_outline, heroicon_solid, heroicon_mini, heroicon_micro):
        app.add_template_global(lru_cache(maxsize=512)(function))


def _add_rooms(app: Flask) -> None:
    for room in ROOMS:
        for blueprint in room.pages:
            app.register_blueprint(
                blueprint, url_prefix=f"/<lang:lang>{blueprint.url_prefix or ''}"
            )
        for blueprint in room.machines:
            app.register_blueprint(blueprint)
        if room.install:
            room.install(app)
