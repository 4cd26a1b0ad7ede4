"""The forms of a deal's room: a message with ready sentences and files, ends, notes, reports."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from flask import current_app, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.datastructures import MultiDict
from wtforms import Form, FormField, HiddenField
from wtforms.fields import Field
from wtforms.validators import StopValidation

from marketplace.accounts.models import Person
from marketplace.core.documents import KeptDocument
from marketplace.core.forms import (
    AtMost,
    ChoiceField,
    CreatingForm,
    EditingForm,
    HouseForm,
    LineField,
    ParagraphsField,
    Required,
    TicksField,
)
from marketplace.core.languages import LANGUAGES
from marketplace.deals.enums import (
    CLOSE_REASONS,
    FILE_KINDS,
    REPORT_REASONS,
    CloseReason,
    FileKind,
    ReportReason,
)
from marketplace.deals.forms.phrases import ChosenPhrases, OfferedPhrase, chosen_phrases, offered
from marketplace.deals.models.deal import NOTE_LENGTH as CLOSE_NOTE_LENGTH
from marketplace.deals.models.room import (
    NOTE_LENGTH,
    NUMBER_LENGTH,
    TITLE_LENGTH,
    WORDS_LENGTH,
)
from marketplace.deals.operations import FileFacts, MessageFacts

T = TypeVar("T", bound=StrEnum)

EARLIEST_YEAR = 1990
_FILES = ("first", "second", "third")


def _languages() -> list[tuple[str, str]]:
    return [(one.tag, one.name) for one in LANGUAGES.values()]


class FileRow(Form):
    """A file with what it is and what stands on it.

    `kept` is one that is stored already, signed, so that no refusal loses it.
    """

    class Meta(Form.Meta):  # type: ignore[misc]
        """No sentence of WTForms' own is shown."""

        locales = False

    document = FileField(_l("File"))
    kind = ChoiceField(_l("Kind of file"))
    number = LineField(_l("Its number"), [AtMost(NUMBER_LENGTH)])
    dated = LineField(_l("Its date"))
    kept = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - WTForms' signature
        """Offer the kinds."""
        super().__init__(*args, **kwargs)
        self.unread = ""
        self.kind.choices = [(kind.value, words) for kind, words in FILE_KINDS.items()]
        self.kind.data = self.kind.data or FileKind.OTHER.value

    def validate_document(self, _field: Field) -> None:
        """Say why a file could not be taken: `unread` is that sentence."""
        if self.unread:
            raise StopValidation(self.unread)

    def validate_dated(self, field: Field) -> None:
        """Refuse what is no day, and a year that nobody can mean."""
        if not field.data:
            return
        day = _day(field.data)
        if day is None:
            raise StopValidation(_("Please write the day as 2026-12-24."))
        if day.year < EARLIEST_YEAR:
            raise StopValidation(_("Please look at the year once more."))

    def keep(self, document: KeptDocument, subject: str) -> None:
        """Carry a document that is stored already on with the form; `subject` is whose it is."""
        facts = [document.key, document.media_type, document.name, document.size]
        self.kept.data = _sealing().dumps([subject, *facts])

    def document_of(self, subject: str) -> KeptDocument | None:
        """Return the document that was stored for this `subject`, now or by an earlier sending."""
        try:
            whose, *facts = _sealing().loads(self.kept.data or "")
        except BadSignature:
            return None
        return KeptDocument(*facts) if whose == subject else None

    def facts(self, subject: str) -> FileFacts | None:
        """Return what was typed with the file; None without one."""
        kept = self.document_of(subject)
        if kept is None:
            return None
        kind, number = FileKind(self.kind.data), self.number.data or ""
        return FileFacts(kept, kind, number, _day(self.dated.data or ""))


class MessageForm(CreatingForm):
    """A message of one side.

    `seen` is the public id of the newest message of the writer's own side that stood on the page.
    """

    words = ParagraphsField(_l("Your message"), [AtMost(WORDS_LENGTH)])
    language = ChoiceField(_l("Written in"))
    seen = HiddenField()
    first = FormField(FileRow)
    second = FormField(FileRow)
    third = FormField(FileRow)

    def __init__(self, subject: str, tag: str, **kwargs: object) -> None:
        """`subject` is the deal's (the buyer's) public id, `tag` the language of the page."""
        super().__init__(**kwargs)
        self.subject, self.tag = subject, tag
        self.language.choices = _languages()
        self.language.data = self.language.data or tag
        self.chosen = ChosenPhrases()

    @property
    def files(self) -> Sequence[FileRow]:
        """The rows for files."""
        return [self._fields[name].form for name in _FILES]

    @property
    def phrases(self) -> list[OfferedPhrase]:
        """The ready sentences in the language of the page, with what was typed into them."""
        return offered(self._sent, self.tag, self.chosen.wrong)

    @property
    def _sent(self) -> MultiDict[str, str]:
        return request.form if self.is_submitted() else MultiDict()

    def facts(self) -> MessageFacts | None:
        """Return what was typed; None with the sentences about what is wrong in place."""
        self.chosen = chosen_phrases(self._sent)
        if self.chosen.errors:
            return None
        files = [row.facts(self.subject) for row in self.files]
        return MessageFacts(
            words=self.words.data or "",
            language=str(self.language.data),
            phrases=self.chosen.facts,
            files=[one for one in files if one is not None],
        )


class OpeningForm(MessageForm):
    """The first message of a seller who writes first, and which of its goods it is about."""

    goods = TicksField(_l("Which of your goods is it about?"))

    def __init__(
        self,
        subject: str,
        tag: str,
        goods: Sequence[tuple[str, str]],
        **kwargs: object,
    ) -> None:
        """Offer the seller's goods: public ids and titles."""
        super().__init__(subject, tag, **kwargs)
        self.goods.choices = list(goods)


class CloseForm(EditingForm):
    """Why a side closes a deal."""

    reason = ChoiceField(_l("Why do you close it?"))
    note = ParagraphsField(_l("A sentence for the other side"), [AtMost(CLOSE_NOTE_LENGTH)])

    def __init__(self, **kwargs: object) -> None:
        """Offer the reasons."""
        super().__init__(**kwargs)
        self.reason.choices = [("", _("Please choose")), *_worded(CLOSE_REASONS)]

    def validate_reason(self, field: Field) -> None:
        """Ask for a reason."""
        if not field.data:
            raise StopValidation(_("Please choose one from the list."))

    @property
    def why(self) -> CloseReason:
        """The reason that was chosen."""
        return CloseReason(self.reason.data)


class TurnForm(EditingForm):
    """A button that acts on the deal as the reader saw it."""


class AssignForm(HouseForm):
    """Who is in charge of a deal."""

    colleague = ChoiceField(_l("Who is in charge"))

    def __init__(self, colleagues: Sequence[Person], **kwargs: object) -> None:
        """Offer the colleagues who may write in deals."""
        super().__init__(**kwargs)
        named = [(person.code, person.name) for person in colleagues]
        self.colleague.choices = [("", _("Nobody in particular")), *named]


class NoteForm(CreatingForm):
    """A note for colleagues."""

    note = ParagraphsField(
        _l("Note for colleagues"),
        [Required(_l("Please write something.")), AtMost(NOTE_LENGTH)],
    )


class ReportForm(CreatingForm):
    """What a side tells the house about the other."""

    reason = ChoiceField(_l("What is wrong?"))
    words = ParagraphsField(_l("What happened?"), [AtMost(NOTE_LENGTH)])

    def __init__(self, **kwargs: object) -> None:
        """Offer the reasons."""
        super().__init__(**kwargs)
        self.reason.choices = [("", _("Please choose")), *_worded(REPORT_REASONS)]

    def validate_reason(self, field: Field) -> None:
        """Ask for a reason."""
        if not field.data:
            raise StopValidation(_("Please choose one from the list."))

    @property
    def why(self) -> ReportReason:
        """The reason that was chosen."""
        return ReportReason(self.reason.data)


class ReplyFields:
    """Words that a company keeps to send again."""

    title = LineField(
        _l("What you call it"), [Required(_l("Please give it a name.")), AtMost(TITLE_LENGTH)]
    )
    words = ParagraphsField(
        _l("Words"), [Required(_l("Please write something.")), AtMost(WORDS_LENGTH)]
    )
    language = ChoiceField(_l("Written in"))

    def offer_languages(self, tag: str) -> None:
        """Offer the languages; that of the page (a tag) stands first chosen."""
        self.language.choices = _languages()
        self.language.data = self.language.data or tag


class NewReplyForm(CreatingForm, ReplyFields):
    """A reply to keep."""


class ReplyForm(EditingForm, ReplyFields):
    """A reply that is kept."""


def _worded(words: Mapping[T, object]) -> list[tuple[str, str]]:
    return [(one.value, str(said)) for one, said in words.items()]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _sealing() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="file-of-a-deal")
