"""What a setting is made of."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from marketplace.config import Settings

#: What a setting holds, as JSON: None is the house's own default.
Value = str | int | list[str] | dict[str, str] | None

#: The names of the four tones of a house colour, as `SettingKind.COLOURS` keeps them.
TONES = ("ground_light", "ground_dark", "words_light", "words_dark")


_TONE_NAMES = {
    "ground_light": _l("Buttons, on light pages"),
    "ground_dark": _l("Buttons, on dark pages"),
    "words_light": _l("Links, on light pages"),
    "words_dark": _l("Links, on dark pages"),
}


def tone_name(tone: str) -> str:
    """Return what a tone is for."""
    return str(_TONE_NAMES[tone])


class SettingKind(StrEnum):
    """What may be written into a setting, and how it is asked for.

    `line`: one line. `words`: one line for each language. `long`: Markdown for each language.
    `number`: a whole number. `mail`: a mail address. `phone`: a telephone number.
    `languages`: some of the languages that this house speaks.
    `colours`: the tones of the house colour.
    """

    LINE = "line"
    WORDS = "words"
    LONG = "long"
    NUMBER = "number"
    MAIL = "mail"
    PHONE = "phone"
    LANGUAGES = "languages"
    COLOURS = "colours"


class SettingGroup(StrEnum):
    """The headings under which the page lists settings."""

    WHO = "who"
    CONTACT = "contact"
    LOOK = "look"
    LEGAL = "legal"
    TRADE = "trade"


_GROUP_NAMES = {
    SettingGroup.WHO: _l("Who runs this marketplace"),
    SettingGroup.CONTACT: _l("How to reach you"),
    SettingGroup.LOOK: _l("Name and look"),
    SettingGroup.LEGAL: _l("Legal texts"),
    SettingGroup.TRADE: _l("Languages and figures"),
}


def group_name(group: SettingGroup) -> str:
    """Return the heading of a group."""
    return str(_GROUP_NAMES[group])


@dataclass(frozen=True)
class KnownSetting:
    """A setting that code reads: `default` gives what holds until somebody changes it.

    `most` is the longest text in characters or the largest number, `least` the smallest number;
    `unit` stands beside the number while it is typed, `counted` says both. A setting that is not
    `needed` may be empty.
    """

    key: str
    group: SettingGroup
    kind: SettingKind
    label: Any
    help: Any
    default: Callable[[Settings], Value]
    least: int = 0
    most: int = 0
    unit: Any = ""
    counted: Callable[[int], str] | None = None
    needed: bool = True


@dataclass(frozen=True)
class Colours:
    """The four tones that an operator chooses: grounds carry white words, words stand on paper."""

    ground_light: str
    ground_dark: str
    words_light: str
    words_dark: str

    @classmethod
    def of(cls, value: dict[str, str]) -> "Colours":
        """Return the tones as a setting keeps them."""
        return cls(**{tone: value[tone] for tone in TONES})
