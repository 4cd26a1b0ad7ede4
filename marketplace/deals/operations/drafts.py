"""An inquiry that is being written: goods of one seller, collected before anything is sent."""

from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta

from sqlalchemy import delete, or_, select
from sqlalchemy.exc import IntegrityError

from marketplace.accounts.enums import PersonState
from marketplace.accounts.models import Person
from marketplace.accounts.queries import digest
from marketplace.catalog.models import Listing, ListingOption
from marketplace.catalog.queries.public_visible import shown_listing
from marketplace.companies.enums import Side
from marketplace.companies.models import Company
from marketplace.core import clock
from marketplace.core.db import insert_with_id, lock, require_unit, require_version, session
from marketplace.core.errors import NotFound
from marketplace.core.money import UnitPrice
from marketplace.deals.enums import Certificate, InquiryState
from marketplace.deals.errors import inquiry as errors
from marketplace.deals.models import DealFile, Inquiry, InquiryLine
from marketplace.deals.models.inquiry import MESSAGE_LENGTH, MOST_LINES
from marketplace.deals.queries.inquiries import Holder, draft_of, drafts_of, is_held_by
from marketplace.verification.queries import may_show_goods

#: How long an anonymous draft is kept after its last change.
DRAFT_KEPT = timedelta(days=7)
#: Rows in one transaction of the sweep.
BATCH = 100


@dataclass(frozen=True)
class LineFacts:
    """What a line of a form says: goods and option by public id ("" where there is no choice)."""

    listing: str
    option: str = ""
    quantity: int | None = None
    target: UnitPrice | None = None


@dataclass(frozen=True)
class InquiryFacts:
    """What the form of an inquiry says.

    `language` is the tag of the language that `message` and `place` are written in, `country` an
    ISO 3166 code ("" where open), `wanted_on` a plain date of the buyer. Goods that `lines` do not
    name stay as they are.
    """

    message: str = ""
    language: str = "en"
    country: str = ""
    place: str = ""
    wanted_on: date | None = None
    wants_sample: bool = False
    private_label: bool = False
    exclusivity: bool = False
    certificates: tuple[Certificate, ...] = ()
    lines: tuple[LineFacts, ...] = ()


def start_draft(seller: Company, holder: Holder) -> Inquiry:
    """Return the draft that a holder has towards a seller, a new one where there is none.

    The holder is a person, or the token in the cookie of whoever has no account. Raises Refused
    where the seller's goods are not shown.
    """
    require_unit()
    existing = draft_of(holder, seller)
    if existing is not None:
        return lock(existing)
    if seller.side is not Side.SELLER or not may_show_goods(seller):
        raise errors.seller_takes_none()
    try:
        return insert_with_id(_new_draft(seller, holder), column="code", prefix="INQ")
    except IntegrityError:  # a double click: the other one was faster
        existing = draft_of(holder, seller)
        if existing is None:
            raise
        return lock(existing)


def _new_draft(seller: Company, holder: Holder) -> Inquiry:
    now = clock.now()
    is_anonymous = isinstance(holder, str)
    return Inquiry(
        state=InquiryState.DRAFT,
        seller=seller,
        person_id=None if isinstance(holder, str) else holder.id,
        token_digest=digest(holder) if isinstance(holder, str) else None,
        created_at=now,
        changed_at=now,
        expires_at=now + DRAFT_KEPT if is_anonymous else None,
    )


def add_line(
    draft: Inquiry,
    listing: Listing,
    *,
    holder: Holder,
    option: ListingOption | None = None,
    quantity: int | None = None,
) -> InquiryLine:
    """Let a draft ask for goods too; the same goods and option again only take the new quantity.

    The quantity counts the listing's unit; None where it is open. Raises NotFound for somebody
    else's draft, Conflict when it was sent, Refused for goods of another seller, goods or an option
    that are not to be had, and past the most lines.
    """
    lock_draft(draft, holder)
    if listing.company_id != draft.seller_id:
        raise errors.goods_of_another()
    if shown_listing(listing.code) is None:
        raise errors.seller_takes_none()
    if option is not None and (option.listing_id != listing.id or option.retired_at is not None):
        raise errors.option_is_gone()
    line = _line_of(draft, listing.id, option.id if option else None)
    if line is None:
        if len(draft.lines) >= MOST_LINES:
            raise errors.too_many_goods(MOST_LINES)
        line = InquiryLine(rank=len(draft.lines), listing=listing, option=option, unit=listing.unit)
        draft.lines.append(line)
    if quantity:
        line.quantity, line.unit = quantity, listing.unit
    _touch(draft)
    session.flush()
    return line


def remove_line(draft: Inquiry, listing: str, option: str = "", *, holder: Holder) -> None:
    """Ask for goods (public ids) no longer; nothing happens when the draft does not have them."""
    lock_draft(draft, holder)
    for line in [one for one in draft.lines if _names(one, listing, option)]:
        draft.lines.remove(line)
    for rank, line in enumerate(draft.lines):
        line.rank = rank
    _touch(draft)


def change_draft(draft: Inquiry, facts: InquiryFacts, *, holder: Holder, seen_version: int) -> None:
    """Write what the form says into a draft.

    Raises NotFound for somebody else's draft, Conflict when it was sent or changed meanwhile.
    """
    lock_draft(draft, holder)
    require_version(draft, seen_version)
    for field in fields(facts):
        if field.name not in {"lines", "certificates"}:
            setattr(draft, field.name, getattr(facts, field.name))
    draft.certificates = [certificate.value for certificate in facts.certificates]
    for stated in facts.lines:
        for line in draft.lines:
            if _names(line, stated.listing, stated.option):
                line.quantity, line.target = stated.quantity, stated.target
                line.unit = line.listing.unit
    _touch(draft)


def drop_draft(draft: Inquiry, *, holder: Holder) -> None:
    """Delete a draft with its lines and files; raises as `change_draft` does."""
    lock_draft(draft, holder)
    _delete(draft)


def claim(token: str, person: Person) -> None:
    """Let the drafts behind a cookie's token be a person's own from now on.

    Where they have one towards the same seller already, its goods, its message and what that one
    leaves open come to that one.
    """
    require_unit()
    for draft in drafts_of(token):
        lock(draft)
        if draft.state is not InquiryState.DRAFT or draft.person_id is not None:
            continue
        own = draft_of(person, draft.seller)
        if own is None:
            draft.person_id, draft.token_digest, draft.expires_at = person.id, None, None
        else:
            _move_lines(draft, own)
            _move_words(draft, own)
            _delete(draft)
        session.flush()


def _move_lines(draft: Inquiry, own: Inquiry) -> None:
    for line in draft.lines:
        if len(own.lines) < MOST_LINES and not _line_of(own, line.listing_id, line.option_id):
            kept = InquiryLine(
                rank=len(own.lines),
                listing_id=line.listing_id,
                option_id=line.option_id,
                quantity=line.quantity,
                unit=line.unit,
                target=line.target,
            )
            own.lines.append(kept)


def _move_words(draft: Inquiry, own: Inquiry) -> None:
    """Let what was written and chosen in a draft stand in another one, beside what stands there."""
    said = [own.message, draft.message if draft.message != own.message else ""]
    own.message = "\n\n".join(filter(None, said))[:MESSAGE_LENGTH]
    own.country = own.country or draft.country
    own.place = own.place or draft.place
    own.wanted_on = own.wanted_on or draft.wanted_on
    own.certificates = sorted({*own.certificates, *draft.certificates})
    for wish in ("wants_sample", "private_label", "exclusivity"):
        setattr(own, wish, getattr(own, wish) or getattr(draft, wish))
    _touch(own)


def sweep_drafts() -> int:
    """Delete drafts that nobody comes back to; return how many were looked at, at most a batch.

    Anonymous ones whose time is over, and those of people who never confirmed their address.
    """
    now = clock.now()
    lapsed = select(Person.id).where(Person.state == PersonState.LAPSED)
    old = (
        select(Inquiry)
        .where(
            Inquiry.state == InquiryState.DRAFT,
            or_(Inquiry.expires_at < now, Inquiry.person_id.in_(lapsed)),
        )
        .order_by(Inquiry.id)
        .limit(BATCH)
    )
    found = list(session.scalars(old))
    for draft in found:
        lock(draft)
        if draft.state is InquiryState.DRAFT and _is_over(draft, now):
            _delete(draft)
    return len(found)


def _is_over(draft: Inquiry, now: datetime) -> bool:
    """Whether nobody comes back to a draft (locked): it may have become a person's meanwhile."""
    if draft.expires_at is not None:
        return draft.expires_at < now
    person = session.get(Person, draft.person_id)
    return person is not None and person.state is PersonState.LAPSED


def lock_draft(draft: Inquiry, holder: Holder) -> Inquiry:
    """Lock a draft for whoever holds it. Raises NotFound for others, Conflict when it was sent."""
    lock(draft)
    if not is_held_by(draft, holder):
        raise NotFound
    if draft.state is not InquiryState.DRAFT:
        raise errors.is_sent()
    return draft


def _line_of(draft: Inquiry, listing: int, option: int | None) -> InquiryLine | None:
    same = (line for line in draft.lines if (line.listing_id, line.option_id) == (listing, option))
    return next(same, None)


def _names(line: InquiryLine, listing: str, option: str) -> bool:
    chosen = line.option.code if line.option else ""
    return line.listing.code == listing and chosen == option


def _touch(draft: Inquiry) -> None:
    draft.changed_at = clock.now()
    draft.version += 1
    if draft.person_id is None:
        draft.expires_at = draft.changed_at + DRAFT_KEPT


def _delete(draft: Inquiry) -> None:
    session.execute(delete(DealFile).where(DealFile.inquiry_id == draft.id))
    session.delete(draft)
    session.flush()
