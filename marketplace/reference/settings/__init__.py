"""The settings that operators change on a page: which there are, and what each may hold."""

from marketplace.reference.settings.checks import NotASetting, checked
from marketplace.reference.settings.kinds import (
    Colours,
    KnownSetting,
    SettingGroup,
    SettingKind,
    Value,
    group_name,
    tone_name,
)
from marketplace.reference.settings.known import KNOWN, find_known, known

__all__ = [
    "KNOWN",
    "Colours",
    "KnownSetting",
    "NotASetting",
    "SettingGroup",
    "SettingKind",
    "Value",
    "checked",
    "find_known",
    "group_name",
    "known",
    "tone_name",
]
