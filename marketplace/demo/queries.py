"""Named reads: the mails that wait in the folder and the phones, as the mail page shows them."""

from dataclasses import dataclass, replace
from datetime import datetime
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from marketplace.accounts.operations import secret_on_phone
from marketplace.accounts.queries import find_active_person
from marketplace.config import Settings
from marketplace.core.web.paging import PAGE_SIZE
from marketplace.demo.sign_ins import DemoPerson, read_sign_ins
from marketplace.notices.queries import mails_after, read_mail


@dataclass(frozen=True)
class ShownMail:
    """A mail on the page: `name` is its address there, `language` what it is written in."""

    name: str
    subject: str
    to: str
    sent_by: str
    written_at: datetime
    language: str
    text: str
    html: str


@dataclass(frozen=True)
class MailPage:
    """The mails of one page, newest first, and the cursor of the next one (None on the last)."""

    mails: list[ShownMail]
    older: str | None


def newest_mails(cursor: str, settings: Settings, *, size: int = PAGE_SIZE) -> MailPage:
    """Return the page of mails that begins after `cursor` ("" is the newest)."""
    names = mails_after(cursor, size=size + 1, settings=settings)
    shown = [mail for name in names[:size] if (mail := find_mail(name, settings))]
    return MailPage(shown, names[size - 1] if len(names) > size else None)


def find_mail(name: str, settings: Settings) -> ShownMail | None:
    """Return the mail of that name; None when there is none."""
    mail = read_mail(name, settings)
    if mail is None:
        return None
    return ShownMail(
        name=name,
        subject=str(mail["Subject"]),
        to=str(mail["To"]),
        sent_by=str(mail["From"]),
        written_at=parsedate_to_datetime(str(mail["Date"])),
        language=str(mail["Content-Language"]),
        text=_part(mail, "plain"),
        html=_part(mail, "html"),
    )


def people_with_app(settings: Settings) -> list[DemoPerson]:
    """Return those of the demo's people on whose phone an app is, with its secret of today."""
    sign_ins = read_sign_ins(settings)
    found = []
    for one in sign_ins.people if sign_ins else ():
        person = find_active_person(one.mail)
        secret = secret_on_phone(person) if person else None
        if secret:
            found.append(replace(one, app_secret=secret))
    return found


def _part(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body((kind,))
    content: str = part.get_content() if part else ""
    return content
