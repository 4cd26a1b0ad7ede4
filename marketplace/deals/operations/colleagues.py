"""What one company does in a deal among its own people: who is in charge, notes, saved replies."""

from sqlalchemy import func, select

from marketplace.accounts.models import Person
from marketplace.companies.enums import Side
from marketplace.companies.models import Company
from marketplace.companies.operations.record import WRITERS, lock_for, write_down
from marketplace.companies.queries import find_member
from marketplace.core import audit, clock
from marketplace.core.audit import Actor
from marketplace.core.db import (
    change_row,
    insert_with_id,
    once,
    require_version,
    session,
)
from marketplace.core.work.events import publish
from marketplace.deals.enums import EntryKind
from marketplace.deals.errors import room as errors
from marketplace.deals.events import DealAssigned
from marketplace.deals.models import ColleagueNote, Deal, SavedReply
from marketplace.deals.operations.messages import person_of
from marketplace.deals.operations.timeline import lock_in, record

#: Replies that a company keeps.
MOST_REPLIES = 50


def assign(deal: Deal, company: Company, colleague: Person | None, *, actor: Actor) -> None:
    """Put a colleague in charge of a deal for their company, None for nobody; only it sees that.

    Raises Refused for somebody who does not act in the company's deals; what `lock_in` raises.
    """
    side = lock_in(deal, company, actor=actor)
    if colleague is not None:
        member = find_member(company, colleague)
        if member is None or member.role not in WRITERS:
            raise errors.no_such_colleague()
    column = "seller_assignee_id" if side is Side.SELLER else "buyer_assignee_id"
    if getattr(deal, column) == (colleague.id if colleague else None):
        return
    setattr(deal, column, colleague.id if colleague else None)
    record(
        deal,
        EntryKind.ASSIGNED,
        facts={"person": colleague.code if colleague else ""},
        side=side,
        by=person_of(actor).id,
        for_side=side,
    )
    audit.record(
        "deal:assignee:changed",
        kind="deal",
        subject=deal.code,
        actor=actor,
        person=colleague.code if colleague else None,
    )
    if colleague is not None and colleague.id != person_of(actor).id:
        publish(DealAssigned(deal.code, colleague.code))


def note_for_colleagues(
    deal: Deal, company: Company, words: str, *, language: str, once_key: str, actor: Actor
) -> str:
    """Write a note about a deal that only the company's own people read; return the deal's id.

    Raises Refused for no words; what `lock_in` raises.
    """
    return once(once_key, "deals.note", _note, deal, company, words, language=language, actor=actor)


def _note(deal: Deal, company: Company, words: str, *, language: str, actor: Actor) -> str:
    lock_in(deal, company, actor=actor)
    if not words:
        raise errors.words_are_missing()
    session.add(
        ColleagueNote(
            deal_id=deal.id,
            company_id=company.id,
            by_id=person_of(actor).id,
            at=clock.now(),
            language=language,
            words=words,
        )
    )
    audit.record("deal:note:written", kind="deal", subject=deal.code, actor=actor)
    return deal.code


def keep_reply(
    company: Company, title: str, words: str, *, language: str, once_key: str, actor: Actor
) -> str:
    """Keep words that the company sends again and again; return the reply's public id.

    Raises Refused at fifty of them, NotAllowed for a member without the role.
    """
    return once(
        once_key,
        "deals.keep_reply",
        _keep_reply,
        company,
        title,
        words,
        language=language,
        actor=actor,
    )


def _keep_reply(company: Company, title: str, words: str, *, language: str, actor: Actor) -> str:
    lock_for(actor, company, WRITERS)
    kept = select(func.count()).select_from(SavedReply).where(SavedReply.company_id == company.id)
    if (session.scalar(kept) or 0) >= MOST_REPLIES:
        raise errors.too_many_replies(MOST_REPLIES)
    reply = SavedReply(
        company_id=company.id,
        title=title,
        words=words,
        language=language,
        by_id=person_of(actor).id,
        changed_at=clock.now(),
    )
    insert_with_id(reply, column="code", prefix="SRP")
    write_down(company, "reply:kept", actor=actor, reply=reply.code)
    return reply.code


def change_reply(
    reply: SavedReply, title: str, words: str, *, language: str, seen_version: int, actor: Actor
) -> None:
    """Change a saved reply. Raises Conflict when a colleague was faster, NotAllowed as above."""
    company = lock_for(actor, reply.company, WRITERS)
    session.refresh(reply)
    require_version(reply, seen_version)
    changed = change_row(reply, {"title": title, "words": words, "language": language})
    if changed:
        reply.by_id, reply.changed_at = person_of(actor).id, clock.now()
        write_down(company, "reply:changed", actor=actor, reply=reply.code, fields=changed)


def drop_reply(reply: SavedReply, *, actor: Actor) -> None:
    """Delete a saved reply. Raises NotAllowed for a member without the role."""
    company = lock_for(actor, reply.company, WRITERS)
    write_down(company, "reply:dropped", actor=actor, reply=reply.code)
    session.delete(reply)
