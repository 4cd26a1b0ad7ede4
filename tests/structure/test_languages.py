"""A house speaks by default only what is wholly translated."""

from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from marketplace.config import COMPLETE_LANGUAGES
from marketplace.core.languages import LANGUAGES

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("tag", [tag for tag in COMPLETE_LANGUAGES if tag != "en"])
def test_a_language_spoken_by_default_has_a_whole_catalogue(tag):
    locale = LANGUAGES[tag].locale
    path = ROOT / "translations" / locale / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        messages = [message for message in read_po(file, locale=locale) if message.id]
    gaps = [
        message.id
        for message in messages
        if message.fuzzy
        or not (message.string if isinstance(message.string, str) else all(message.string))
    ]
    assert gaps == []


def test_english_is_always_among_them():
    assert COMPLETE_LANGUAGES[0] == "en"
