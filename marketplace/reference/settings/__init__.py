"""The settings that operators change on a page: which there are, their kinds, what they may hold."""

from marketplace.reference.settings.checks import NotASetting, checked
from marketplace.reference.settings.kinds import Colours, Group, Kind, Known, Value, group_name
from marketplace.reference.settings.known import KNOWN, find_known, known

__all__ = [
    "KNOWN",
    "Colours",
    "Group",
    "Kind",
    "Known",
    "NotASetting",
    "Value",
    "checked",
    "find_known",
    "group_name",
    "known",
]
