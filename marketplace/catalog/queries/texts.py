"""Named reads: in which languages goods are told, and what languages are called."""

from babel import Locale
from flask import current_app
from flask_babel import get_locale

from marketplace.config import Settings
from marketplace.reference.queries import home_pack

ENGLISH = "en"


def home_language() -> str:
    """Return the tag of the home country's language, in which sellers write first."""
    settings: Settings = current_app.config["SETTINGS"]
    return home_pack(settings.home_country).LANGUAGE


def needed_languages() -> tuple[str, ...]:
    """Return the languages without which goods are not submitted: home's and English."""
    return tuple(dict.fromkeys((home_language(), ENGLISH)))


def language_name(tag: str) -> str:
    """Return what a language is called in the language of the page."""
    name: str = Locale.parse(str(get_locale())).languages.get(tag, tag)
    return name
