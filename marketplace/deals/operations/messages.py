"""Writing to the other side: words, ready sentences of the trade, files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from marketplace.accounts.models import Person
from marketplace.accounts.queries import find_person
from marketplace.companies.enums import CompanyState, Side
from marketplace.companies.models import Company
from marketplace.core import audit, clock
from marketplace.core.audit import Actor
from marketplace.core.db import insert_with_id, once
from marketplace.core.db.once import bound_to
from marketplace.core.documents import KeptDocument
from marketplace.core.errors import NotFound
from marketplace.core.work.events import publish
from marketplace.deals.enums import DealState, EntryKind, FileKind
from marketplace.deals.errors import room as errors
from marketplace.deals.events import MessageSent
from marketplace.deals.models import Deal, DealFile, DealMessage
from marketplace.deals.operations.timeline import lock_in, record, set_turn
from marketplace.deals.queries.deals import other_side
from marketplace.deals.queries.files import FILE_PREFIX
from marketplace.deals.queries.goods import company_called
from marketplace.deals.queries.messages import newest_message
from marketplace.deals.queries.phrases import BlankKind, missing_blank, phrases
from marketplace.deals.queries.signals import domains_around
from marketplace.deals.signals import signals_in
from marketplace.verification.queries import may_reach_sellers, may_show_goods

#: Files that go with one message.
MOST_FILES = 3


@dataclass(frozen=True)
class FileFacts:
    """A file whose bytes are stored already, with what it is and what stands on the paper.

    `dated` is the plain date on it.
    """

    kept: KeptDocument
    kind: FileKind = FileKind.OTHER
    number: str = ""
    dated: date | None = None


@dataclass(frozen=True)
class PhraseFacts:
    """A ready sentence (its code) with its blanks, as `queries.phrases` writes them."""

    code: str
    blanks: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class MessageFacts:
    """What one side says: words in a language (a tag), ready sentences in order, files."""

    words: str = ""
    language: str = "en"
    phrases: Sequence[PhraseFacts] = ()
    files: Sequence[FileFacts] = ()

    def bound(self, once_key: str) -> str:
        """Return a form's once-key for these files: no form knows what is in them."""
        return bound_to(once_key, *(one.kept.key for one in self.files))


def write(
    deal: Deal,
    company: Company,
    facts: MessageFacts,
    *,
    once_key: str,
    actor: Actor,
    seen: str | None = None,
) -> str:
    """Let a side write to the other, which has the turn from then on; return the message's id.

    `seen` is the public id of the newest message of their own side that the writer saw ("" for
    none): where a colleague has answered since, nothing is sent. Without it nobody asks. The same
    `once_key` with the same files gives the first one's answer.
    Raises Conflict for that, and in a deal that waits, is frozen or closed, or while the company's
    check does not hold; Refused for a message that says nothing; what `lock_in` raises.
    """
    once_key = facts.bound(once_key)
    return once(once_key, "deals.write", _write, deal, company, facts, seen=seen, actor=actor)


def _write(
    deal: Deal, company: Company, facts: MessageFacts, *, seen: str | None, actor: Actor
) -> str:
    side = lock_in(deal, company, actor=actor)
    require_open(deal, company)
    writer = person_of(actor)
    _require_nobody_answered(deal, side, writer, seen)
    message = add_message(deal, side, facts, writer=writer, actor=actor)
    if side is not deal.opened_side and deal.first_answer_at is None:
        deal.first_answer_at = message.at
    if deal.turn is not other_side(side):
        set_turn(deal, other_side(side))
    publish(MessageSent(message.code, deal.code))
    return message.code


def require_open(deal: Deal, company: Company) -> None:
    """Raise Conflict unless the deal (locked) is open and the check of the company that acts holds.

    The deal is frozen a moment after a check ends; until then this says the same.
    """
    if deal.state is DealState.WAITING:
        raise errors.deal_waits()
    if deal.state is DealState.CLOSED:
        raise errors.deal_is_closed()
    require_other(deal, company)
    if deal.state is DealState.FROZEN or not check_holds(company):
        raise errors.deal_is_frozen()


def require_other(deal: Deal, company: Company) -> None:
    """Raise Conflict where the company across from this one in a deal was closed."""
    other = deal.company_of(other_side(company.side))
    if other.state is CompanyState.CLOSED:
        raise errors.other_is_gone(company_called(other))


def check_holds(company: Company) -> bool:
    """Whether the company's check holds now, on its side."""
    return may_show_goods(company) if company.side is Side.SELLER else may_reach_sellers(company)


def person_of(actor: Actor) -> Person:
    """Return the person who acts. Raises NotFound where it is the house itself."""
    person = find_person(actor.person) if actor.person else None
    if person is None:
        raise NotFound
    return person


def _require_nobody_answered(deal: Deal, side: Side, writer: Person, seen: str | None) -> None:
    newest = newest_message(deal, side)
    if seen is None or newest is None or newest.code == seen or newest.by_id == writer.id:
        return
    raise errors.somebody_answered(newest.by.name)


def add_message(
    deal: Deal, side: Side, facts: MessageFacts, *, writer: Person, actor: Actor
) -> DealMessage:
    """Write a message into a deal (locked) and its timeline; return it. Raises Refused for nothing.

    The turn is left to the caller.
    """
    _require_something(facts)
    message = DealMessage(
        deal_id=deal.id,
        side=side,
        by_id=writer.id,
        on_behalf=actor.on_behalf_of is not None,
        at=clock.now(),
        language=facts.language,
        words=facts.words,
        phrases=[{"code": one.code, "blanks": dict(one.blanks)} for one in facts.phrases],
        signals=signals_in(
            "\n".join((facts.words, *map(own_words, facts.phrases))),
            known=domains_around(deal.seller, deal.buyer, writer),
        ),
    )
    insert_with_id(message, column="code", prefix="MSG")
    for one in facts.files:
        _add_file(message, one, writer)
    is_file_alone = not facts.words and not facts.phrases
    record(
        deal,
        EntryKind.FILES if is_file_alone else EntryKind.MESSAGE,
        ref=message.code,
        side=side,
        by=writer.id,
    )
    audit.record(
        "deal:message:sent",
        kind="deal",
        subject=deal.code,
        actor=actor,
        message=message.code,
        files=len(facts.files),
    )
    return message


def own_words(phrase: PhraseFacts) -> str:
    """Return what somebody wrote into the blanks of a ready sentence in words of their own."""
    kinds = phrases()[phrase.code].blanks if phrase.code in phrases() else {}
    return "\n".join(
        value for name, value in phrase.blanks.items() if kinds.get(name) is BlankKind.WORDS
    )


def _require_something(facts: MessageFacts) -> None:
    if not facts.words and not facts.phrases and not facts.files:
        raise errors.nothing_to_send()
    if len(facts.files) > MOST_FILES:
        raise errors.too_many_files(MOST_FILES)
    for one in facts.phrases:
        missing = missing_blank(one.code, one.blanks)
        if missing:
            raise errors.blank_is_missing(missing)


def _add_file(message: DealMessage, facts: FileFacts, writer: Person) -> None:
    row = DealFile(
        deal_id=message.deal_id,
        message_id=message.id,
        side=message.side,
        kind=facts.kind,
        number=facts.number,
        dated=facts.dated,
        file=facts.kept.key,
        media_type=facts.kept.media_type,
        name=facts.kept.name,
        size=facts.kept.size,
        uploaded_by_id=writer.id,
        uploaded_at=message.at,
    )
    insert_with_id(row, column="code", prefix=FILE_PREFIX)
