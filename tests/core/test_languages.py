"""The table of languages."""

import pytest
from babel import Locale

from marketplace.config import KNOWN_LANGUAGES
from marketplace.core.languages import LANGUAGES, best_language


def test_every_language_that_may_be_set_is_described():
    assert tuple(LANGUAGES) == KNOWN_LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=lambda language: language.tag)
def test_its_direction_and_locale_are_those_of_unicode(language):
    locale = Locale.parse(language.locale)
    assert locale.text_direction == language.direction
    assert locale.language == language.tag


@pytest.mark.parametrize(
    ("wanted", "best"),
    [
        ([], "en"),
        (["de", "ko"], "ko"),
        (["ko-KR", "en"], "ko"),
        (["PT_BR"], "pt"),
        (["zh-Hant-TW"], "zh"),
        (["de"], "en"),
        (["korean", ""], "en"),
    ],
)
def test_the_first_wanted_language_that_is_enabled_is_best(wanted, best):
    assert best_language(wanted, ("en", "ko", "pt", "zh")) == best
