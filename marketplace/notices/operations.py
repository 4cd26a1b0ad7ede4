"""The acts of notices: telling somebody something, and what becomes of the letter."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

from flask import current_app
from sqlalchemy import delete, select, update

from marketplace.core import clock
from marketplace.core.audit import Actor, record
from marketplace.core.db import (
    change_row,
    insert_if_absent,
    insert_with_id,
    lock,
    require_version,
    session,
)
from marketplace.core.work.events import publish
from marketplace.core.work.timers import set_timer
from marketplace.notices.enums import (
    MESSAGES_ON_PAGES,
    OWN_PACE_MESSAGES,
    PRIVATE_MESSAGES,
    URGENT_MESSAGES,
    LetterState,
    Pace,
)
from marketplace.notices.events import LetterQueued
from marketplace.notices.models import Letter, MailPace, Notice
from marketplace.notices.parameters import Parameter, store
from marketplace.notices.protocols import Recipient
from marketplace.notices.queries import notices_for_digest, pace_of, require_message
from marketplace.notices.transitions import LETTER

__all__ = [
    "DIGEST_TIMER",
    "Parameter",
    "Recipient",
    "choose_pace",
    "forget_reader",
    "mark_read",
    "mark_sent",
    "plan_digest",
    "send_digest",
    "tell",
]

DIGEST_TIMER = "notices.digest"
DIGEST_HOUR = 8
MOST_IN_DIGEST = 50


def tell(
    recipient: Recipient, message: str, *, thread: str | None = None, **parameters: Parameter
) -> str | None:
    """Tell somebody something in the present unit: on their pages, and by mail at their pace.

    `message` names a folder of templates/mail; a parameter `target` is a page's address without
    its language and becomes the notice's link. Letters about the account itself
    (`PRIVATE_MESSAGES`) and those to strangers go by mail only, at once; what may not wait
    (`URGENT_MESSAGES`) goes by mail at once as well, whatever the pace, `MESSAGES_ON_PAGES` never;
    what has a pace of its own (`OWN_PACE_MESSAGES`) does not wait for the daily mail. A Link called
    `stop` is told to mail programs too, as the way to get no more of these.
    Mails with the same `thread` (a public id) are shown together. Returns the public id of a letter
    that is queued at once, else None. Raises UnknownMessage when there is no such message,
    RuntimeError outside a unit.
    """
    require_message(message, current_app.jinja_env)
    if recipient.person is None or message in PRIVATE_MESSAGES:
        return _queue(recipient, message, parameters, thread)
    pace = _pace(recipient.person, message)
    notice = Notice(
        person=recipient.person,
        message=message,
        parameters=store(parameters),
        told_at=clock.now(),
        for_digest=pace is Pace.DAILY,
    )
    insert_with_id(notice, column="code", prefix="NOT")
    if pace is Pace.DAILY:
        plan_digest(recipient)
    return _queue(recipient, message, parameters, thread) if pace is Pace.AT_ONCE else None


def _pace(person: str, message: str) -> Pace:
    """Return how a message reaches somebody by mail: the message may decide instead of them."""
    if message in MESSAGES_ON_PAGES:
        return Pace.OFF
    if message in URGENT_MESSAGES:
        return Pace.AT_ONCE
    pace = pace_of(person)
    return Pace.AT_ONCE if message in OWN_PACE_MESSAGES and pace is Pace.DAILY else pace


def _queue(
    recipient: Recipient, message: str, parameters: Mapping[str, Parameter], thread: str | None
) -> str:
    letter = Letter(
        state=LetterState.QUEUED,
        person=recipient.person,
        mail=recipient.mail,
        name=recipient.name,
        language=recipient.language,
        message=message,
        parameters=store(parameters),
        thread=thread,
        queued_at=clock.now(),
    )
    insert_with_id(letter, column="code", prefix="LET")
    publish(LetterQueued(letter.code))
    return letter.code


def plan_digest(recipient: Recipient) -> None:
    """Schedule the daily mail for the next eight o'clock in the reader's zone, unless it is."""
    zone = ZoneInfo(recipient.time_zone)
    here = clock.now().astimezone(zone)
    at_eight = here.replace(hour=DIGEST_HOUR, minute=0, second=0, microsecond=0)
    due_at = at_eight if at_eight > here else at_eight + timedelta(days=1)
    set_timer(DIGEST_TIMER, recipient.person or "", due_at)


def send_digest(recipient: Recipient) -> None:
    """Put what waits for the daily mail into one letter.

    Nothing is sent when all was read, or to somebody who wants no mails by now.
    """
    waiting = notices_for_digest(recipient.person or "")
    for notice in waiting:
        notice.for_digest = False
    unread = [notice.code for notice in waiting if notice.read_at is None]
    if unread and pace_of(recipient.person or "") is not Pace.OFF:
        facts: dict[str, Parameter] = {
            "notices": " ".join(unread[:MOST_IN_DIGEST]),
            "count": len(unread),
        }
        _queue(recipient, "daily_notices", facts, None)


def choose_pace(person: str, pace: Pace, *, seen_version: int, actor: Actor) -> None:
    """Write how often a person wants mails. Raises Conflict when it changed meanwhile."""
    insert_if_absent(MailPace, person=person, pace=Pace.AT_ONCE, version=1)
    row = session.get_one(MailPace, person, with_for_update=True, populate_existing=True)
    require_version(row, seen_version)
    if not change_row(row, {"pace": pace}):
        return
    record("person:mail_pace:chosen", kind="person", subject=person, actor=actor, pace=pace.value)


def mark_read(person: str, codes: Sequence[str]) -> None:
    """Write that a person was shown these notices; a lost mark does no harm."""
    session.execute(
        update(Notice)
        .where(Notice.person == person, Notice.code.in_(codes), Notice.read_at.is_(None))
        .values(read_at=clock.now())
    )


def mark_sent(letter: Letter, *, actor: Actor) -> None:
    """Write that the letter went out; nothing happens when that is written already."""
    lock(letter)
    if LETTER.can(letter, "send"):
        LETTER.apply(letter, "send", actor=actor, message=letter.message)


def forget_reader(person: str, *, actor: Actor) -> None:
    """Delete address, name and contents of every letter to a person; withdraw those not sent.

    Their notices are deleted. `person` is the public id of somebody whom the house may no
    longer know.
    """
    session.execute(delete(Notice).where(Notice.person == person))
    theirs = select(Letter).where(Letter.person == person).order_by(Letter.id)
    for letter in session.scalars(theirs).all():
        lock(letter)
        if LETTER.can(letter, "withdraw"):
            LETTER.apply(letter, "withdraw", actor=actor)
        letter.mail, letter.name, letter.parameters = None, "", {}
