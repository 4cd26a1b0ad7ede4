"""Named reads: letters, and the mails that lie in the folder of a house without a mail server."""

from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

from jinja2 import Environment, TemplateNotFound
from sqlalchemy import select

from marketplace.config import Settings
from marketplace.core.db import session
from marketplace.notices.errors import UnknownMessage
from marketplace.notices.models import Letter

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
    if path.parent != mail_folder(settings) or not path.is_file():
        return None
    with path.open("rb") as file:
        return BytesParser(EmailMessage, policy=policy.default).parse(file)
