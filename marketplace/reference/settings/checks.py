"""Whether a value may stand in a setting, and the form in which it is kept."""

import re

from flask_babel import gettext as _
from flask_babel import ngettext

from marketplace.config import Settings
from marketplace.core.colours import is_colour
from marketplace.core.errors import Refused
from marketplace.core.phones import phone_problem, read_phone, written_phone
from marketplace.core.text import is_latin, normalise, one_line
from marketplace.reference.settings.kinds import TONES, Colours, KnownSetting, SettingKind, Value
from marketplace.reference.settings.tones import misfits

#: Labels of a host name (RFC 1123, 2.1), and a port.
_DOMAIN = re.compile(
    r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*(:[1-9][0-9]{0,3}|:[1-5][0-9]{4})?"
)


class NotASetting(Refused):
    """The value cannot stand; `faults` has a sentence for each field of the form."""

    def __init__(self, faults: dict[str, str]) -> None:
        """`field` is the first of them."""
        self.faults = faults
        name, sentence = next(iter(faults.items()))
        super().__init__(sentence, field=name)


def checked(setting: KnownSetting, value: Value, settings: Settings) -> Value:
    """Return the value in the form in which it is kept. Raises NotASetting.

    Fields of a form are called `value`, or `value_<language>` and `value_<tone>` where there are
    several.
    """
    if setting.kind in {SettingKind.WORDS, SettingKind.LONG}:
        return _texts(setting, value if isinstance(value, dict) else {}, settings)
    if setting.kind is SettingKind.COLOURS:
        return _colours(value if isinstance(value, dict) else {})
    if setting.kind is SettingKind.LANGUAGES:
        return _languages(value if isinstance(value, list) else [], settings)
    if setting.kind is SettingKind.NUMBER:
        return _number(setting, value)
    return _line(setting, value if isinstance(value, str) else "", settings)


def _texts(setting: KnownSetting, value: dict[str, str], settings: Settings) -> dict[str, str]:
    clean = normalise if setting.kind is SettingKind.LONG else one_line
    texts = {tag: clean(value.get(tag) or "") for tag in settings.languages}
    faults = {
        f"value_{tag}": _too_long(setting.most)
        for tag, text in texts.items()
        if len(text) > setting.most
    }
    kept = {tag: text for tag, text in texts.items() if text}
    if not kept and setting.needed:
        faults[f"value_{settings.languages[0]}"] = _("Please fill in at least one language.")
    if faults:
        raise NotASetting(faults)
    return kept


def _colours(value: dict[str, str]) -> dict[str, str]:
    tones = {tone: (value.get(tone) or "").strip().lower() for tone in TONES}
    sentence = _("Please write a colour such as #2f7d73.")
    faults = {f"value_{tone}": sentence for tone, text in tones.items() if not is_colour(text)}
    if not faults:
        found = misfits(Colours.of(tones))
        faults = {f"value_{misfit.tone}": misfit.sentence for misfit in found}
    if faults:
        raise NotASetting(faults)
    return tones


def _languages(value: list[str], settings: Settings) -> list[str]:
    if "en" not in value:
        raise NotASetting({"value": _("English cannot be left out.")})
    return [tag for tag in settings.languages if tag in value]


def _number(setting: KnownSetting, value: Value) -> int:
    if isinstance(value, int) and setting.least <= value <= setting.most:
        return value
    sentence = _(
        "Please write a whole number from %(least)s to %(most)s.",
        least=setting.least,
        most=setting.most,
    )
    raise NotASetting({"value": sentence})


def _line(setting: KnownSetting, value: str, settings: Settings) -> str:
    text = one_line(value)
    if not text and setting.needed:
        raise NotASetting({"value": _("Please fill this in.")})
    if len(text) > setting.most:
        raise NotASetting({"value": _too_long(setting.most)})
    if setting.kind is SettingKind.MAIL and text:
        return _mail(text)
    if setting.kind is SettingKind.PHONE and text:
        return _phone(text, settings.home_country)
    if setting.key == "mark" and not is_latin(text):
        sentence = _("Please write this in Latin letters: documents print it.")
        raise NotASetting({"value": sentence})
    if setting.key == "domain" and not _DOMAIN.fullmatch(text.lower()):
        raise NotASetting({"value": _("Please write the name alone, such as trade.example.org.")})
    return text


def _mail(text: str) -> str:
    from email_validator import EmailNotValidError, validate_email

    try:
        return validate_email(text, check_deliverability=False).normalized
    except EmailNotValidError:
        sentence = _("This is not a mail address. It looks like name@company.com.")
        raise NotASetting({"value": sentence}) from None


def _phone(text: str, country: str) -> str:
    problem = phone_problem(text, country)
    if problem:
        raise NotASetting({"value": problem})
    return written_phone(read_phone(text, country) or "")


def _too_long(most: int) -> str:
    sentence: str = ngettext(
        "Please keep to %(num)s character.", "Please keep to %(num)s characters.", most
    )
    return sentence
