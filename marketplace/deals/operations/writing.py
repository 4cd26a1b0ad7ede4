"""What the form of an inquiry does: keep the whole draft as it was typed, with its files."""

from dataclasses import dataclass

from sqlalchemy import func, select

from marketplace.accounts.models import Person
from marketplace.catalog.models import Listing, ListingOption
from marketplace.companies.enums import Side
from marketplace.companies.models import Company
from marketplace.core import clock
from marketplace.core.db import insert_with_id, once, session
from marketplace.core.db.once import bound_to
from marketplace.core.documents import KeptDocument
from marketplace.deals.enums import FileKind
from marketplace.deals.errors import inquiry as errors
from marketplace.deals.errors import writing as writing_errors
from marketplace.deals.models import DealFile, Inquiry, InquiryLine
from marketplace.deals.operations.drafts import (
    InquiryFacts,
    LineFacts,
    add_line,
    change_draft,
    claim,
    lock_draft,
    start_draft,
)
from marketplace.deals.queries.files import FILE_PREFIX
from marketplace.deals.queries.inquiries import Holder

#: Files that come with one inquiry.
MOST_FILES = 6


@dataclass(frozen=True)
class DraftWriter:
    """Who writes a draft, and from what.

    `holder` is whose it is; `claiming` the token of what their browser began before they signed in:
    it is theirs from now on. `seen_version` is the draft's version that the form was made from,
    None where there was none yet.
    """

    holder: Holder
    claiming: str | None = None
    seen_version: int | None = None


def add_goods(listing: Listing, writer: DraftWriter, *, quantity: int | None = None) -> int:
    """Add goods to the writer's draft towards their seller; return how many it asks for then.

    Raises what `start_draft` and `add_line` raise.
    """
    _claim(writer)
    draft = start_draft(listing.company, writer.holder)
    add_line(draft, listing, holder=writer.holder, quantity=quantity)
    return len(draft.lines)


def keep_draft(seller: Company, facts: InquiryFacts, writer: DraftWriter) -> str:
    """Keep what the whole form says, its lines in its order; return the draft's public id.

    Goods which the form names no more are taken out, unless it was made before there was a draft:
    one begun meanwhile keeps its goods. Raises what `start_draft`, `add_line` and `change_draft`
    raise.
    """
    _claim(writer)
    draft = start_draft(seller, writer.holder)
    seen = draft.version if writer.seen_version is None else writer.seen_version
    if seen == draft.version:
        if writer.seen_version is not None:
            _take_out(draft, facts.lines)
        _put_in(draft, facts.lines, writer.holder)
        seen = draft.version
    change_draft(draft, facts, holder=writer.holder, seen_version=seen)
    return draft.code


def keep_to_send(
    seller: Company, facts: InquiryFacts, writer: DraftWriter, *, once_key: str
) -> str:
    """Keep a draft that is sent next; the same `once_key` gives the same one, sent or not.

    Without it the second of two clicks, after the first one's inquiry is sent, would begin another.
    """
    return once(once_key, "deals.keep_to_send", keep_draft, seller, facts, writer)


def _claim(writer: DraftWriter) -> None:
    if writer.claiming and isinstance(writer.holder, Person):
        claim(writer.claiming, writer.holder)


def _take_out(draft: Inquiry, stated: tuple[LineFacts, ...]) -> None:
    named = {(one.listing, one.option) for one in stated}
    for line in [one for one in draft.lines if _name_of(one) not in named]:
        draft.lines.remove(line)
    session.flush()


def _put_in(draft: Inquiry, stated: tuple[LineFacts, ...], holder: Holder) -> None:
    """Let the draft have the stated lines too, in their order before any others."""
    named = list(dict.fromkeys((one.listing, one.option) for one in stated))
    there = {_name_of(line) for line in draft.lines}
    new = [name for name in named if name not in there]
    listings = _listings({listing for listing, _option in new})
    options = _options({option for _listing, option in new if option})
    for listing, option in new:
        if listing not in listings:
            raise errors.seller_takes_none()
        if option and option not in options:
            raise errors.option_is_gone()
        add_line(draft, listings[listing], holder=holder, option=options.get(option))
    for line in draft.lines:
        name = _name_of(line)
        line.rank = named.index(name) if name in named else len(named) + line.rank
    session.flush()


def _name_of(line: InquiryLine) -> tuple[str, str]:
    return line.listing.code, line.option.code if line.option else ""


def _listings(codes: set[str]) -> dict[str, Listing]:
    found = select(Listing).where(Listing.code.in_(codes))
    return {one.code: one for one in session.scalars(found)} if codes else {}


def _options(codes: set[str]) -> dict[str, ListingOption]:
    found = select(ListingOption).where(ListingOption.code.in_(codes))
    return {one.code: one for one in session.scalars(found)} if codes else {}


def attach_file(
    seller: Company,
    kept: KeptDocument,
    *,
    person: Person,
    claiming: str | None = None,
    once_key: str | None = None,
) -> str:
    """Let a file (its bytes are stored already) come with a person's inquiry; return its public id.

    `claiming` is as a `DraftWriter` has it. The same file with the same `once_key` comes along
    once, as `keep_to_send` has it. Raises what `start_draft` raises, Refused past the most.
    """
    if once_key is None:
        return _attach(seller, kept, person, claiming)
    key = bound_to(once_key, kept.key)
    return once(key, "deals.attach_file", _attach, seller, kept, person, claiming)


def _attach(seller: Company, kept: KeptDocument, person: Person, claiming: str | None) -> str:
    _claim(DraftWriter(person, claiming))
    draft = start_draft(seller, person)
    count = select(func.count()).select_from(DealFile).where(DealFile.inquiry_id == draft.id)
    if (session.scalar(count) or 0) >= MOST_FILES:
        raise writing_errors.too_many_files(MOST_FILES)
    row = DealFile(
        inquiry_id=draft.id,
        side=Side.BUYER,
        kind=FileKind.OTHER,
        file=kept.key,
        media_type=kept.media_type,
        name=kept.name,
        size=kept.size,
        uploaded_by_id=person.id,
        uploaded_at=clock.now(),
    )
    return insert_with_id(row, column="code", prefix=FILE_PREFIX).code


def take_file_away(draft: Inquiry, code: str, *, person: Person) -> None:
    """Let a file (its public id) not come with a draft any more.

    Raises NotFound for somebody else's draft, Conflict when it was sent.
    """
    lock_draft(draft, person)
    found = select(DealFile).where(DealFile.inquiry_id == draft.id, DealFile.code == code)
    row = session.scalar(found)
    if row is not None:
        session.delete(row)
