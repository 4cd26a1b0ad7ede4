"""Named reads: what the settings of the house say now, and how they came to say it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache, cached_property
from typing import Any, NamedTuple, cast
from zoneinfo import ZoneInfo

from flask import current_app, g, has_request_context
from sqlalchemy import Select, func, inspect, select
from sqlalchemy.orm import aliased

from marketplace.config import Settings
from marketplace.core.db import session
from marketplace.reference.countries import home_pack
from marketplace.reference.models.house import HomeCountry, SettingChange
from marketplace.reference.settings import Value, known

__all__ = [
    "HouseSettings",
    "LegalText",
    "NewestChange",
    "TextVersion",
    "another_home",
    "buyer_answer_days",
    "changes_of",
    "check_holds_days",
    "home_country_written",
    "house_settings",
    "in_language",
    "inquiries_looked_at_first",
    "inquiry_look_days",
    "languages_offered",
    "legal_text",
    "newest_change",
    "oldest_rate_days",
    "seller_answer_days",
    "text_version",
    "value_at",
]


class NewestChange(NamedTuple):
    """The newest change of a setting; `value` is None where the house's own default stands."""

    key: str
    version: int
    value: Value
    at: datetime


@dataclass(frozen=True)
class HouseSettings:
    """What every setting says, read at once: `changes` has the newest one of each changed key."""

    deployment: Settings
    changes: Mapping[str, NewestChange] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash(tuple((key, one.version) for key, one in self.changes.items()))

    def __getitem__(self, key: str) -> Value:
        """Return what the setting says, or the house's own default."""
        change = self.changes.get(key)
        if change is not None and change.value is not None:
            return change.value
        return known(key).default(self.deployment)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The tags of the languages that readers are offered, the fallback first."""
        offered = cast("list[str]", self["languages"])
        spoken = self.deployment.languages
        return tuple(tag for tag in spoken if tag in offered) or spoken

    def is_default(self, key: str) -> bool:
        """Whether the house's own default stands."""
        change = self.changes.get(key)
        return change is None or change.value is None

    def version(self, key: str) -> int:
        """Return how often the setting was changed."""
        change = self.changes.get(key)
        return change.version if change else 0


def house_settings(settings: Settings | None = None, *, again: bool = False) -> HouseSettings:
    """Return the settings, in one statement; a request reads them once, unless `again`."""
    if not has_request_context():
        return _read(settings or current_app.config["SETTINGS"])
    found: HouseSettings | None = None if again else g.get("house_settings")
    if found is None:
        found = g.house_settings = _read(settings or current_app.config["SETTINGS"])
    return found


def _read(deployment: Settings) -> HouseSettings:
    rows = session.execute(_newest_of_all())
    return HouseSettings(deployment, {row.key: NewestChange(*row) for row in rows})


@cache
def _newest_of_all() -> Select[Any]:
    """Select the newest change of each key; made once, since every request asks it."""
    newer = aliased(SettingChange)
    newest = select(func.max(newer.version)).where(newer.key == SettingChange.key).scalar_subquery()
    columns = (SettingChange.key, SettingChange.version, SettingChange.value, SettingChange.at)
    return select(*columns).where(SettingChange.version == newest)


def newest_change(key: str) -> SettingChange | None:
    """Return the newest change of a setting, None when it was never changed."""
    theirs = select(SettingChange).where(SettingChange.key == key)
    return session.scalar(theirs.order_by(SettingChange.version.desc()).limit(1))


def changes_of(key: str) -> Select[SettingChange]:
    """Select the changes of a setting, for paging."""
    return select(SettingChange).where(SettingChange.key == key)


def value_at(key: str, version: int) -> SettingChange | None:
    """Return the change that gave a setting its version, None when there is none."""
    return session.scalar(changes_of(key).where(SettingChange.version == version))


def in_language(texts: Mapping[str, str], tag: str, settings: Settings) -> tuple[str, str]:
    """Return the text for readers of the language `tag` and the tag it is written in.

    Where theirs is missing: the house's languages in their order. ("", tag) when there is none.
    """
    for wanted in (tag, *settings.languages):
        if texts.get(wanted):
            return texts[wanted], wanted
    return "", tag


def languages_offered() -> tuple[str, ...]:
    """Return the tags of the languages that readers are offered, the fallback first."""
    return house_settings().languages


def check_holds_days() -> int:
    """Return for how many days an approved company check holds."""
    return cast("int", house_settings()["check_holds_days"])


def inquiries_looked_at_first() -> int:
    """Return how many first inquiries of a buyer an office looks at before they are passed on."""
    return cast("int", house_settings()["inquiries_looked_at_first"])


def inquiry_look_days() -> int:
    """Return in how many of its working days an office looks at an inquiry."""
    return cast("int", house_settings()["inquiry_look_days"])


def seller_answer_days() -> int:
    """Return in how many of its working days a seller is to answer."""
    return cast("int", house_settings()["seller_answer_days"])


def buyer_answer_days() -> int:
    """Return in how many of its working days a buyer is to answer."""
    return cast("int", house_settings()["buyer_answer_days"])


def oldest_rate_days() -> int:
    """Return after how many days an exchange rate is no longer used."""
    return cast("int", house_settings()["oldest_rate_days"])


@dataclass(frozen=True)
class LegalText:
    """A legal text as operators wrote it: Markdown, and the language it is in."""

    text: str
    language: str


def legal_text(key: str, tag: str) -> LegalText | None:
    """Return the text (`terms`, `privacy`, `costs`) for readers of `tag`; None: our own."""
    found = house_settings()
    text, language = in_language(cast("dict[str, str]", found[key]), tag, found.deployment)
    return LegalText(text, language) if text else None


@dataclass(frozen=True)
class TextVersion:
    """A version of a legal text: the day since when it holds, and its number on that day.

    `code` is what a consent stores: `2026-11-25`, or `2026-11-25.2` for the second one of that
    day.
    """

    day: date
    number: int = 1

    @property
    def code(self) -> str:
        """Return the version as a consent keeps it."""
        day = self.day.isoformat()
        return day if self.number == 1 else f"{day}.{self.number}"


def text_version(key: str, own: date) -> TextVersion:
    """Return the version of a legal text; `own` is the version of the text that comes with Naru.

    A changed text has the day of its newest change, in the home country's time zone.
    """
    found = house_settings()
    newest = found.changes.get(key)
    if newest is None:
        return TextVersion(own)
    zone = ZoneInfo(home_pack(found.deployment.home_country).TIME_ZONE)
    day = newest.at.astimezone(zone).date()
    instants = session.scalars(
        select(SettingChange.at).where(
            SettingChange.key == key, SettingChange.version < newest.version
        )
    )
    earlier = sum(1 for at in instants if at.astimezone(zone).date() == day)
    return TextVersion(day, earlier + 1)


def home_country_written() -> str | None:
    """Return the country in which this house was begun, None before its first start."""
    return session.scalar(select(HomeCountry.country))


def another_home(settings: Settings) -> str | None:
    """Return a sentence when the house was begun in another country than the settings say.

    None as well while the database has no tables yet.
    """
    if not inspect(session.get_bind()).has_table(HomeCountry.__tablename__):
        return None
    begun_in = home_country_written()
    if begun_in in {None, settings.home_country}:
        return None
    return (
        f"HOME_COUNTRY={settings.home_country} does not fit: this house was begun with "
        f"HOME_COUNTRY={begun_in}, and a house keeps its home country. "
        "Another country needs another DATA_DIR (or DATABASE_URL)."
    )
