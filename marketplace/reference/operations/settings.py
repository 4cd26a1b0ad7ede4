"""Changing a setting, and putting an older value back: each a new row, audited."""

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from marketplace.config import Settings
from marketplace.core import audit, clock
from marketplace.core.audit import Actor
from marketplace.core.db import insert_with_id, require_unit
from marketplace.core.errors import Conflict, NotFound
from marketplace.reference.models.house import SettingChange
from marketplace.reference.queries.settings import newest_change, value_at
from marketplace.reference.settings import KnownSetting, Value, checked


def change_setting(setting: KnownSetting, value: Value, *, seen_version: int, actor: Actor) -> bool:
    """Change a setting; return whether its value is a new one.

    Raises NotASetting for a value that is not allowed, Conflict when somebody changed the
    setting since the form showed version `seen_version`.
    """
    settings: Settings = current_app.config["SETTINGS"]
    kept = checked(setting, value, settings)
    newest = _unchanged_since(setting, seen_version)
    standing = newest.value if newest and newest.value is not None else setting.default(settings)
    if kept == standing:
        return False
    _add(setting, kept, newest, restores=None, actor=actor)
    return True


def put_back(setting: KnownSetting, version: int, *, seen_version: int, actor: Actor) -> bool:
    """Restore the value of an older version, 0 for the default; return whether that is a change.

    Raises NotFound for a version that never was, NotASetting when its value is no longer
    allowed, Conflict as `change_setting` does.
    """
    settings: Settings = current_app.config["SETTINGS"]
    newest = _unchanged_since(setting, seen_version)
    older = value_at(setting.key, version)
    if version and older is None:
        raise NotFound
    value = older.value if older else None
    if value is not None:
        checked(setting, value, settings)
    if newest is None or value == newest.value:
        return False
    _add(setting, value, newest, restores=version, actor=actor)
    return True


def _unchanged_since(setting: KnownSetting, seen_version: int) -> SettingChange | None:
    require_unit()
    newest = newest_change(setting.key)
    if seen_version != (newest.version if newest else 0):
        raise somebody_was_faster()
    return newest


def somebody_was_faster() -> Conflict:
    """Return the refusal of the second of two who change a setting."""
    return Conflict(_("Someone changed this while you were writing. Below is what it says now."))


def _add(
    setting: KnownSetting,
    value: Value,
    newest: SettingChange | None,
    *,
    restores: int | None,
    actor: Actor,
) -> None:
    change = SettingChange(
        key=setting.key,
        version=newest.version + 1 if newest else 1,
        value=value,
        previous=newest.value if newest else None,
        restores=restores,
        at=clock.now(),
        person=actor.person,
    )
    try:
        insert_with_id(change, column="code", prefix="SET")
    except IntegrityError:  # another one's row has this version: it was committed first
        raise somebody_was_faster() from None
    audit.record(
        "setting:value:changed" if restores is None else "setting:value:put_back",
        kind="setting",
        subject=setting.key,
        actor=actor,
        version=change.version,
        restores=restores,
    )
