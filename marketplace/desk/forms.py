"""The forms of the desk: one setting, made for its kind; why an operator acts for a company."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.fields import Field
from wtforms.validators import StopValidation

from marketplace.companies.models.acting import REASON_LENGTH
from marketplace.config import Settings
from marketplace.core.errors import Refused
from marketplace.core.forms import (
    AtMost,
    EditingForm,
    HouseForm,
    IntegerField,
    LineField,
    ParagraphsField,
    Required,
    TicksField,
)
from marketplace.core.languages import LANGUAGES
from marketplace.reference.settings import KnownSetting, NotASetting, SettingKind, Value, tone_name
from marketplace.reference.settings.kinds import TONES

MOST_DIGITS = 9
SHORTEST_REASON = 10


class ActForm(HouseForm):
    """Why an operator begins to act for a company; its owners read it."""

    reason = ParagraphsField(
        _l("Why do you act for this company?"),
        [Required(_l("Please write why: the owners read it.")), AtMost(REASON_LENGTH)],
    )

    def validate_reason(self, field: Field) -> None:
        """Ask for more than a word."""
        if len(field.data) < SHORTEST_REASON:
            raise StopValidation(_("Please write a sentence: the owners read it."))


class SettingForm(EditingForm):
    """What a setting says; its fields are `value`, or `value_<part>` where it has several parts.

    A long text is written one language at a time: `kept` holds what it says in the others.
    """

    parts: tuple[str, ...] = ()
    kept: Mapping[str, str] = MappingProxyType({})

    def put_beside(self, refusal: Refused) -> None:
        """Put each sentence of a value that cannot stand beside its own field."""
        if not isinstance(refusal, NotASetting):
            super().put_beside(refusal)
            return
        for name, sentence in refusal.faults.items():
            super().put_beside(Refused(sentence, field=name))

    @property
    def written(self) -> Value:
        """What was written."""
        if not self.parts:
            only: Value = self._fields["value"].data
            return only
        typed = {part: self._fields[f"value_{part}"].data or "" for part in self.parts}
        return {**self.kept, **typed}

    def offer(self, choices: list[tuple[str, str]]) -> None:
        """Fill the list to tick from."""
        self._fields["value"].choices = choices

    def fields_of_value(self) -> list[Field]:
        """Return the fields, in order."""
        names = [f"value_{part}" for part in self.parts] or ["value"]
        return [self._fields[name] for name in names]


def setting_form(
    setting: KnownSetting, standing: Value, version: int, settings: Settings, tag: str
) -> SettingForm:
    """Return the form of a setting, filled with what it says now; of a long text that in `tag`."""
    parts = _parts(setting, settings, tag)
    texts = standing if isinstance(standing, dict) else {}
    kept = {part: text for part, text in texts.items() if part not in parts}
    fields: dict[str, object] = {"parts": tuple(parts), "kept": kept}
    for part, label in parts.items():
        fields[f"value_{part}"] = _text(setting)(label)
    if not parts:
        fields["value"] = _single(setting)
    made: type[SettingForm] = type("OneSettingForm", (SettingForm,), fields)
    form = made(row_version=version, **data_of(setting, standing, settings, tag))
    if setting.kind is SettingKind.LANGUAGES:
        form.offer([(tag, LANGUAGES[tag].name) for tag in settings.languages])
    return form


def data_of(setting: KnownSetting, value: Value, settings: Settings, tag: str) -> dict[str, Any]:
    """Return a value as the fields of its form hold it; of a long text what it says in `tag`."""
    parts = _parts(setting, settings, tag)
    if not parts:
        return {"value": value}
    texts: Mapping[str, str] = value if isinstance(value, dict) else {}
    return {f"value_{part}": texts.get(part, "") for part in parts}


def _parts(setting: KnownSetting, settings: Settings, tag: str) -> dict[str, str]:
    """Return the parts of a setting with the labels of their fields; none for a single one."""
    if setting.kind is SettingKind.LONG:
        return {tag: LANGUAGES[tag].name}
    if setting.kind is SettingKind.WORDS:
        return {tag: LANGUAGES[tag].name for tag in settings.languages}
    if setting.kind is SettingKind.COLOURS:
        return {tone: tone_name(tone) for tone in TONES}
    return {}


def _text(setting: KnownSetting) -> type[Field]:
    return ParagraphsField if setting.kind is SettingKind.LONG else LineField


class _NumberField(IntegerField):
    """A whole number; anything else is left to the setting's own sentence."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read plain digits; None for anything else."""
        typed = str(valuelist[0]).strip() if valuelist else ""
        is_whole = typed.isascii() and typed.isdigit() and len(typed) <= MOST_DIGITS
        self.data = int(typed) if is_whole else None


def _single(setting: KnownSetting) -> object:
    label = str(setting.label)
    if setting.kind is SettingKind.LANGUAGES:
        return TicksField(label)
    return _NumberField(label) if setting.kind is SettingKind.NUMBER else LineField(label)


__all__ = ["ActForm", "SettingForm", "data_of", "setting_form"]
