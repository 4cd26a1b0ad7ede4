"""Every setting of the house, in the order of the page."""

from urllib.parse import urlsplit

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from marketplace.config import Settings
from marketplace.reference.countries import home_pack
from marketplace.reference.settings.banned import BANNED_WORDS
from marketplace.reference.settings.kinds import (
    TONES,
    KnownSetting,
    SettingGroup,
    SettingKind,
    Value,
)

NAME_LENGTH = 80
MARK_LENGTH = 24
LONG_LENGTH = 40_000
LONGEST_RATE_AGE = 366
OLDEST_RATE_DAYS = 30
PHRASES_LENGTH = 1000
CHECK_HOLDS_DAYS = 365
LEAST_CHECK_DAYS = 31
MOST_CHECK_DAYS = 1096
SELLER_ANSWER_DAYS = 2
BUYER_ANSWER_DAYS = 5
INQUIRY_LOOK_DAYS = 1
INQUIRIES_LOOKED_AT_FIRST = 1
MOST_ANSWER_DAYS = 30
MOST_LOOKED_AT_FIRST = 20
#: The tones of `static/css/tokens.css`: cel-600 and cel-700, light and dark.
CELADON = dict(zip(TONES, ("#2f7d73", "#2f7d73", "#23655d", "#8fd0c3"), strict=True))


def _operator_name(settings: Settings) -> Value:
    """Return OPERATOR_NAME; else, in a house that is tried out, the pack's made-up organisation.

    A house for production without either is named by its address.
    """
    if settings.operator_name:
        return {"en": settings.operator_name}
    if settings.shows_tools:
        return dict(home_pack(settings.home_country).SAMPLE_ORGANISATION)
    return {"en": _domain(settings)}


def _domain(settings: Settings) -> str:
    return urlsplit(settings.public_url).netloc


def _days(number: int) -> str:
    return str(ngettext("%(num)d day", "%(num)d days", number))


def _working_days(number: int) -> str:
    return str(ngettext("%(num)d working day", "%(num)d working days", number))


KNOWN = (
    KnownSetting(
        "operator_name",
        SettingGroup.WHO,
        SettingKind.WORDS,
        _l("Name of your organisation"),
        _l("It appears at the foot of every page and as the sender of mails."),
        _operator_name,
        most=NAME_LENGTH,
    ),
    KnownSetting(
        "domain",
        SettingGroup.CONTACT,
        SettingKind.LINE,
        _l("Public address"),
        _l(
            "As people know it, such as trade.example.org. Links in mails keep the address under "
            "which the marketplace runs."
        ),
        _domain,
        most=NAME_LENGTH,
    ),
    KnownSetting(
        "contact_mail",
        SettingGroup.CONTACT,
        SettingKind.MAIL,
        _l("Mail address for questions"),
        _l("Shown at the foot of every page. Empty: not shown."),
        lambda _settings: "",
        most=254,
        needed=False,
    ),
    KnownSetting(
        "contact_phone",
        SettingGroup.CONTACT,
        SettingKind.PHONE,
        _l("Telephone for questions"),
        _l("With the country’s prefix, as people abroad dial it. Empty: not shown."),
        lambda _settings: "",
        most=40,
        needed=False,
    ),
    KnownSetting(
        "mark",
        SettingGroup.LOOK,
        SettingKind.LINE,
        _l("Name of the marketplace"),
        _l("In Latin letters: it appears at the top of every page and in mails."),
        lambda _settings: "Naru",
        most=MARK_LENGTH,
    ),
    KnownSetting(
        "local_mark",
        SettingGroup.LOOK,
        SettingKind.LINE,
        _l("The same name in your own script"),
        _l("It is shown beside the other. Leave it empty if your script is Latin."),
        lambda settings: home_pack(settings.home_country).LOCAL_MARK,
        most=MARK_LENGTH,
        needed=False,
    ),
    KnownSetting(
        "colours",
        SettingGroup.LOOK,
        SettingKind.COLOURS,
        _l("House colour"),
        _l("Buttons, links and the mark take these tones; tints are mixed from them."),
        lambda _settings: dict(CELADON),
    ),
    KnownSetting(
        "terms",
        SettingGroup.LEGAL,
        SettingKind.LONG,
        _l("Terms of use"),
        _l(
            "A new text is a new version, dated today: whoever signs up from then on accepts that "
            "one. Readers of a language without a text see another."
        ),
        lambda _settings: {},
        most=LONG_LENGTH,
        needed=False,
    ),
    KnownSetting(
        "privacy",
        SettingGroup.LEGAL,
        SettingKind.LONG,
        _l("Privacy notice"),
        _l(
            "A new text is a new version, dated today: whoever signs up from then on is shown that "
            "one. Readers of a language without a text see another."
        ),
        lambda _settings: {},
        most=LONG_LENGTH,
        needed=False,
    ),
    KnownSetting(
        "costs",
        SettingGroup.LEGAL,
        SettingKind.LONG,
        _l("What it costs"),
        _l("What buyers and sellers pay. Without a text the page says that it costs nothing."),
        lambda _settings: {},
        most=LONG_LENGTH,
        needed=False,
    ),
    KnownSetting(
        "languages",
        SettingGroup.TRADE,
        SettingKind.LANGUAGES,
        _l("Languages offered"),
        _l("English stays: whoever reads none of the others is shown it."),
        lambda settings: list(settings.languages),
    ),
    KnownSetting(
        "oldest_rate_days",
        SettingGroup.TRADE,
        SettingKind.NUMBER,
        _l("Oldest exchange rate that is used"),
        _l("An amount whose rate is older is shown in its own currency only."),
        lambda _settings: OLDEST_RATE_DAYS,
        least=1,
        most=LONGEST_RATE_AGE,
        unit=_l("days"),
        counted=_days,
    ),
    KnownSetting(
        "check_holds_days",
        SettingGroup.TRADE,
        SettingKind.NUMBER,
        _l("How long a company check is valid"),
        _l("Counted from the day of approval; the company is told thirty days before it ends."),
        lambda _settings: CHECK_HOLDS_DAYS,
        least=LEAST_CHECK_DAYS,
        most=MOST_CHECK_DAYS,
        unit=_l("days"),
        counted=_days,
    ),
    KnownSetting(
        "inquiries_looked_at_first",
        SettingGroup.TRADE,
        SettingKind.NUMBER,
        _l("First inquiries of a buyer that you look at"),
        _l(
            "How many of a buyer’s inquiries wait for your office before the next ones go "
            "straight to sellers. 0: none; those that something speaks against wait in any case."
        ),
        lambda _settings: INQUIRIES_LOOKED_AT_FIRST,
        least=0,
        most=MOST_LOOKED_AT_FIRST,
    ),
    KnownSetting(
        "inquiry_look_days",
        SettingGroup.TRADE,
        SettingKind.NUMBER,
        _l("Time to look at an inquiry"),
        _l("The working days that your office has from the hour in which it was sent."),
        lambda _settings: INQUIRY_LOOK_DAYS,
        least=1,
        most=MOST_ANSWER_DAYS,
        unit=_l("working days"),
        counted=_working_days,
    ),
    KnownSetting(
        "seller_answer_days",
        SettingGroup.TRADE,
        SettingKind.NUMBER,
        _l("Time for a seller’s answer"),
        _l("The seller’s own working days, counted from what the buyer wrote last."),
        lambda _settings: SELLER_ANSWER_DAYS,
        least=1,
        most=MOST_ANSWER_DAYS,
        unit=_l("working days"),
        counted=_working_days,
    ),
    KnownSetting(
        "buyer_answer_days",
        SettingGroup.TRADE,
        SettingKind.NUMBER,
        _l("Time for a buyer’s answer"),
        _l("The buyer’s own working days, counted from what the seller wrote last."),
        lambda _settings: BUYER_ANSWER_DAYS,
        least=1,
        most=MOST_ANSWER_DAYS,
        unit=_l("working days"),
        counted=_working_days,
    ),
    KnownSetting(
        "banned_words",
        SettingGroup.TRADE,
        SettingKind.WORDS,
        _l("Words that goods may not use"),
        _l("Separated by commas. Reviews point at texts that have one; people decide."),
        lambda settings: {
            tag: words for tag, words in BANNED_WORDS.items() if tag in settings.languages
        },
        most=PHRASES_LENGTH,
        needed=False,
    ),
)

_BY_KEY = {setting.key: setting for setting in KNOWN}


def known(key: str) -> KnownSetting:
    """Return the setting with this key; KeyError when there is none."""
    return _BY_KEY[key]


def find_known(key: str) -> KnownSetting | None:
    """Return the setting with this key, None when there is none."""
    return _BY_KEY.get(key)
