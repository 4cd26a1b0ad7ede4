"""Named reads: letters, and the mails that lie in the folder of a house without a mail server."""

import re
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

from flask import current_app
from jinja2 import Environment, TemplateNotFound
from sqlalchemy import Select, func, select

from marketplace.config import Settings
from marketplace.core.db import session
from marketplace.core.languages import Language
from marketplace.core.text import one_line
from marketplace.core.web.times import present_zone_name
from marketplace.notices import parameters
from marketplace.notices.enums import Pace
from marketplace.notices.errors import UnknownMessage
from marketplace.notices.models import Letter, MailPace, Notice
from marketplace.reference.queries import house_of

_MAIL_NAME = re.compile(r"[A-Za-z0-9-]{1,80}")
PARTS = ("subject.txt", "body.txt", "body.html")


def find_letter(code: str) -> Letter | None:
    """Return the letter with this public id."""
    return session.scalar(select(Letter).where(Letter.code == code))


def require_message(message: str, templates: Environment) -> None:
    """Raise UnknownMessage unless templates/mail has subject, text and HTML of the message."""
    try:
        for part in PARTS:
            templates.get_template(f"mail/{message}/{part}")
    except TemplateNotFound as error:
        raise UnknownMessage(str(error)) from error


def mail_folder(settings: Settings) -> Path:
    """Return the folder in which the stand-in keeps mails."""
    return settings.data_dir / "mails"


def mails_after(cursor: str, *, size: int, settings: Settings) -> list[str]:
    """Return the names of up to `size` mails older than the one named `cursor` ("" is the newest).

    A name begins with the time and ends with the letter's public id.
    """
    folder = mail_folder(settings)
    names = sorted((path.stem for path in folder.glob("*.eml")), reverse=True)
    return [name for name in names if not cursor or name < cursor][:size]


def read_mail(name: str, settings: Settings) -> EmailMessage | None:
    """Return the mail of that name; None when there is none."""
    path = mail_folder(settings) / f"{name}.eml"
    if not _MAIL_NAME.fullmatch(name) or not path.is_file():
        return None
    with path.open("rb") as file:
        return BytesParser(EmailMessage, policy=policy.default).parse(file)


def find_pace(person: str) -> MailPace | None:
    """Return the row that says how often a person wants mails; none means at once."""
    return session.get(MailPace, person)


def pace_of(person: str) -> Pace:
    """Return how often a person wants mails."""
    row = find_pace(person)
    return row.pace if row else Pace.AT_ONCE


def notices_of(person: str) -> Select[Notice]:
    """Select a person's notices, for paging."""
    return select(Notice).where(Notice.person == person)


def unread_count(person: str) -> int:
    """Return how many notices a person has not been shown yet."""
    unread = select(func.count()).where(Notice.person == person, Notice.read_at.is_(None))
    return session.scalar(unread) or 0


def notices_for_digest(person: str) -> list[Notice]:
    """Return what waits for a person's daily mail, oldest first."""
    waiting = select(Notice).where(Notice.person == person, Notice.for_digest)
    return list(session.scalars(waiting.order_by(Notice.told_at, Notice.code)))


def find_notices(codes: list[str]) -> list[Notice]:
    """Return the notices with these public ids, oldest first."""
    found = select(Notice).where(Notice.code.in_(codes))
    return list(session.scalars(found.order_by(Notice.told_at, Notice.code)))


@dataclass(frozen=True)
class NoticeLine:
    """A notice as it is read: a sentence, the address it leads to ("" for none), when it came."""

    code: str
    sentence: str
    address: str
    told_at: datetime
    is_read: bool


def line_of(
    notice: Notice, language: Language, settings: Settings, zone: str | None = None
) -> NoticeLine:
    """Return a notice in the present locale; its sentence is the subject of its mail.

    Its times are in `zone`, else in that of whoever looks at the page.
    """
    known = parameters.read(notice.parameters, language, settings, zone=zone or present_zone_name())
    context: dict[str, object] = {"lang": language, "house": house_of(settings), **known}
    template = current_app.jinja_env.get_template(f"mail/{notice.message}/subject.txt")
    sentence = one_line(template.render(context))
    address = str(known.get("target", ""))
    return NoticeLine(notice.code, sentence, address, notice.told_at, notice.read_at is not None)
