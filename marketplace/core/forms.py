"""The form toolkit: normalised text, our own sentences, once-keys, row versions, refusals."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ParamSpec, TypeVar

from flask import has_request_context, request
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields import Field
from wtforms.validators import StopValidation
from wtforms.widgets import CheckboxInput

from marketplace.core.db import new_once_key, unit_of_work
from marketplace.core.db.once import bound_to
from marketplace.core.errors import Refused
from marketplace.core.text import (
    KEY_FACTOR,
    is_visible,
    normalise,
    one_line,
    text_key,
    without_controls,
)

P = ParamSpec("P")
R = TypeVar("R")

MAIL_LENGTH = 254

_ONCE_KEY = re.compile(r"[A-Za-z0-9_-]{43}")
_VERSION = re.compile(r"[0-9]{1,9}")


def read_version(text: str) -> int:
    """Return a row version that a form sent; -1 when it is missing or was tampered with."""
    return int(text) if _VERSION.fullmatch(text) else -1


class HouseForm(FlaskForm):  # type: ignore[misc]
    """The base of every form. `summary` holds sentences that belong to no field."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """WTForms' own sentences are never shown: each validator here brings a translated one."""

        locales = False

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Bind the form to the request's data, as FlaskForm does."""
        super().__init__(*args, **kwargs)
        self.summary: list[str] = []

    def put_beside(self, refusal: Refused) -> None:
        """Put a refusal's sentence beside the field that it names, else on top of the form."""
        beside = self._fields.get(refusal.field or "")
        if beside is None:
            self.summary.append(refusal.sentence)
            return
        beside.errors = [*beside.errors, refusal.sentence]

    def carry_out(
        self, operation: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs
    ) -> R | None:
        """Run the operation in its unit of work; a refusal lands on the form and gives None."""
        try:
            return unit_of_work(operation, *args, **kwargs)
        except Refused as refusal:
            self.put_beside(refusal)
            return None

    def done_by(self, operation: Callable[P, object], /, *args: P.args, **kwargs: P.kwargs) -> bool:
        """Run the operation as `carry_out` does; return whether it was done."""
        try:
            unit_of_work(operation, *args, **kwargs)
        except Refused as refusal:
            self.put_beside(refusal)
            return False
        return True


class PlainForm(HouseForm):
    """A form of one button: it carries nothing but its token."""


class CreatingForm(HouseForm):
    """A form that creates: a double click or a reload gets the first answer again.

    The once-key is bound to the input: the same page sent with other input is another act. Files
    are no part of it: operations that keep one bind the key to its content (`bound_to`).
    """

    once_key = HiddenField(default=new_once_key)

    def validate_once_key(self, field: Field) -> None:
        """Bind the key to what was sent; a tampered or missing one becomes a fresh one."""
        if not _ONCE_KEY.fullmatch(field.data or ""):
            field.data = new_once_key()
            return
        sent = sorted(request.form.items(multi=True)) if has_request_context() else []
        words = [pair for pair in sent if pair[0] not in {"csrf_token", field.name}]
        field.data = bound_to(field.data, words)


class EditingForm(HouseForm):
    """A form that edits: it carries the version of the row that the reader saw.

    `present` holds, for fields whose row has changed since, what stands there now.
    """

    row_version = HiddenField()

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Bind the form to the request's data, as FlaskForm does."""
        super().__init__(*args, **kwargs)
        self.present: dict[str, str] = {}

    def show_present(self, version: int, values: Mapping[str, object]) -> bool:
        """Show beside each field what the row says now, if it changed since the form was shown.

        What was typed stays; sending it again means to write over what stands now. Returns whether
        the row has changed.
        """
        if self.seen_version == version:
            return False
        self.row_version.data = str(version)
        for name, value in values.items():
            field = self._fields[name]
            if not _is_same(value, field.data):
                self.present[name] = _spoken(field, value)
        return True

    @property
    def seen_version(self) -> int:
        """The version that was sent with the form; -1 when it is missing or was tampered with."""
        sent = self.row_version.raw_data
        return read_version(str(sent[0]) if sent else "")


class LineField(StringField):
    """One line of text, normalised."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Normalise what was typed."""
        self.data = one_line(without_controls(valuelist[0])) if valuelist else ""


class ParagraphsField(TextAreaField):
    """Text of several lines, normalised."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Normalise what was typed."""
        self.data = normalise(without_controls(valuelist[0])) if valuelist else ""


class SecretField(PasswordField):
    """A password: NFC and no NUL, blanks kept, never sent back to the browser."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Normalise without touching blanks."""
        typed = valuelist[0] if valuelist else ""
        self.data = normalise("x" + typed + "x")[1:-1]


class Required:
    """The field must be filled (for a box: ticked); `sentence` says what to do."""

    field_flags = {"required": True}

    def __init__(self, sentence: str | None = None) -> None:
        """`sentence` may be a lazy one; without any it reads "Please fill this in."."""
        self.sentence = sentence

    def __call__(self, _form: object, field: Field) -> None:
        """Stop at an empty field, so that one sentence stands there and not three."""
        if not field.data or (isinstance(field.data, str) and not is_visible(field.data)):
            field.errors = []
            raise StopValidation(str(self.sentence or _("Please fill this in.")))


class AtMost:
    """Text of at most `length` characters, the same figure as its column.

    What would not fit its `_key` column is refused too: one sign may stand for eighteen letters.
    """

    def __init__(self, length: int) -> None:
        """`length` is in characters."""
        self.length = length
        self.field_flags = {"maxlength": length}

    def __call__(self, _form: object, field: Field) -> None:
        """Say how many there are and may be."""
        if field.data and len(field.data) > self.length:
            raise ValidationError(
                ngettext(
                    "Please keep to %(num)s character.",
                    "Please keep to %(num)s characters.",
                    self.length,
                )
            )
        if field.data and not field.data.isascii():
            self._require_key(field.data)

    def _require_key(self, text: str) -> None:
        if len(text_key(text)) > KEY_FACTOR * self.length:
            raise ValidationError(
                _("Some of these signs stand for several letters. Please write them out.")
            )


class MailAddress:
    """A mail address in its right form (RFC 5321, 6531); whether it exists is not asked."""

    def __call__(self, _form: object, field: Field) -> None:
        """Refuse what no mail could be sent to."""
        from email_validator import EmailNotValidError, validate_email

        try:
            checked = validate_email(field.data, check_deliverability=False)
        except EmailNotValidError:
            sentence = _("This is not a mail address. It looks like name@company.com.")
            raise StopValidation(sentence) from None
        field.data = checked.normalized


class OneOf:
    """A choice that was on the list: for selects, whose own sentence is not translated."""

    def __call__(self, _form: object, field: Field) -> None:
        """Refuse anything else."""
        choices: list[tuple[Any, ...]] = field.iter_choices()  # type: ignore[attr-defined]
        if field.data not in {value for value, *_rest in choices}:
            raise StopValidation(_("Please choose one from the list."))


class ChoiceField(SelectField):
    """A select whose wrong value reads in the reader's language."""

    def __init__(self, label: Any, validators: Sequence[Any] = (), **kwargs: Any) -> None:  # noqa: ANN401 - WTForms'
        """As WTForms, with the list checked by OneOf."""
        super().__init__(label, [*validators, OneOf()], validate_choice=False, **kwargs)


class CardsField(RadioField):
    """Up to seven choices, all in sight, whose wrong value reads in the reader's language."""

    def __init__(self, label: Any, validators: Sequence[Any] = (), **kwargs: Any) -> None:  # noqa: ANN401 - WTForms'
        """As WTForms, with the list checked by OneOf."""
        super().__init__(label, [*validators, OneOf()], validate_choice=False, **kwargs)


class TicksField(SelectMultipleField):
    """Any number of a list, each with a box to tick."""

    option_widget = CheckboxInput()

    def pre_validate(self, _form: object) -> None:
        """Refuse what was not on the list."""
        if not {value for value, *_rest in self.iter_choices()}.issuperset(self.data or ()):
            raise StopValidation(_("Please choose from the list."))


def _is_same(value: object, typed: object) -> bool:
    if isinstance(value, list) and isinstance(typed, list):
        return set(value) == set(typed)
    return (value or None) == (typed or None)


def _spoken(field: Field, value: object) -> str:
    """Return a field's value in the reader's words; a dash for nothing."""
    if isinstance(value, bool):
        return str(_("Yes") if value else _("No"))
    words = dict(getattr(field, "choices", None) or ())
    said = value if isinstance(value, list | tuple) else [value]
    spoken = [str(words.get(one, one)) for one in said if one not in {None, ""}]
    return ", ".join(spoken) or "–"


__all__ = [
    "AtMost",
    "BooleanField",
    "CardsField",
    "ChoiceField",
    "CreatingForm",
    "EditingForm",
    "HouseForm",
    "IntegerField",
    "LineField",
    "MailAddress",
    "OneOf",
    "ParagraphsField",
    "Required",
    "SecretField",
    "TicksField",
]
