"""Handing a company over: offered by an owner, accepted by the colleague who takes it."""

from collections.abc import Set as AbstractSet
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from marketplace.accounts.enums import PersonState
from marketplace.accounts.models import Person
from marketplace.accounts.operations.letters import tell_person
from marketplace.companies import errors
from marketplace.companies.enums import MemberRole, OfferState
from marketplace.companies.models import Company, Member, OwnershipOffer
from marketplace.companies.operations.invitations import withdraw_invitations_of
from marketplace.companies.operations.letters import page_of, role_in
from marketplace.companies.operations.record import LEADERS, MEMBERS, lock_for, write_down
from marketplace.companies.queries.members import find_member
from marketplace.companies.transitions import OFFER, OFFER_TIMER
from marketplace.core import clock
from marketplace.core.audit import BY_ITSELF, Actor
from marketplace.core.db import insert_with_id, lock, once, session
from marketplace.core.work.timers import set_timer

OFFERED_FOR = timedelta(days=7)


def offer_ownership(
    giver: Member, taker: Member, *, role_after: MemberRole, once_key: str, actor: Actor
) -> str:
    """Offer a colleague to take the company over; return the offer's public id.

    Nothing changes until they accept. Raises Conflict when another offer is open, Refused for
    somebody who is no colleague with a confirmed address, or when the giver is no owner any more.
    """
    return once(once_key, "companies.offer_ownership", _offer, giver, taker, role_after, actor)


def _offer(giver: Member, taker: Member, role_after: MemberRole, actor: Actor) -> str:
    company = lock_for(actor, giver.company, LEADERS, in_person=True)
    taking = taker.person
    if taking.id == giver.person_id or taking.state is not PersonState.ACTIVE:
        raise errors.offer_to_colleague()
    if _standing(company, taking) is None:
        raise errors.offer_to_colleague()
    _require_owner(company, giver.person)
    _end_those_that_are_over(company)
    offer = _insert(giver, taker, role_after)
    set_timer(OFFER_TIMER, offer.code, offer.ends_at)
    write_down(company, "ownership:offered", actor=actor, person=taking.code, offer=offer.code)
    tell_person(
        taking,
        "ownership_offered",
        company=company.name,
        giver=giver.person.name,
        target=page_of(company, "ownership"),
    )
    return offer.code


def _end_those_that_are_over(company: Company) -> None:
    """End what is over by the clock and still waits for its timer: one at a time is open."""
    over = select(OwnershipOffer).where(
        OwnershipOffer.company_id == company.id,
        OwnershipOffer.state == OfferState.OPEN,
        OwnershipOffer.ends_at <= clock.now(),
    )
    for offer in session.scalars(over).all():
        end_offer(offer)
    session.flush()


def _insert(giver: Member, taker: Member, role_after: MemberRole) -> OwnershipOffer:
    now = clock.now()
    offer = OwnershipOffer(
        company_id=giver.company_id,
        state=OfferState.OPEN,
        giver_id=giver.person_id,
        taker_id=taker.person_id,
        role_after=role_after,
        offered_at=now,
        ends_at=now + OFFERED_FOR,
    )
    try:
        return insert_with_id(offer, column="code", prefix="OWN")
    except IntegrityError:
        raise errors.offer_is_open() from None


def accept_ownership(offer: OwnershipOffer, person: Person, *, actor: Actor) -> None:
    """Make the taker an owner and give the giver their role afterwards; both are told.

    Raises Conflict when the offer was answered, withdrawn or has ended, or when the giver is no
    owner any more; Refused for anybody but the taker.
    """
    company = _lock_with_offer(offer, actor, MEMBERS)
    if person.id != offer.taker_id:
        raise errors.not_yours()
    giving, taking = _require_owner(company, offer.giver), _standing(company, offer.taker)
    if taking is None:
        raise errors.offer_has_ended()
    OFFER.apply(offer, "accept", actor=actor)
    taking.role, giving.role = MemberRole.OWNER, offer.role_after
    taking.version, giving.version = taking.version + 1, giving.version + 1
    if giving.role is not MemberRole.OWNER:
        withdraw_invitations_of(company, offer.giver, actor=actor)
    write_down(
        company,
        "ownership:passed",
        actor=actor,
        person=offer.taker.code,
        giver=offer.giver.code,
        role=offer.role_after.value,
        offer=offer.code,
    )
    _tell_both(offer, company)


def decline_ownership(offer: OwnershipOffer, person: Person, *, actor: Actor) -> None:
    """Decline an offer. Raises Conflict when it is open no more, Refused for another person."""
    company = _lock_with_offer(offer, actor, MEMBERS)
    if person.id != offer.taker_id:
        raise errors.not_yours()
    OFFER.apply(offer, "decline", actor=actor)
    write_down(
        company, "ownership:declined", actor=actor, person=offer.taker.code, offer=offer.code
    )
    tell_person(offer.giver, "ownership_declined", company=company.name, taker=offer.taker.name)


def withdraw_ownership(offer: OwnershipOffer, *, actor: Actor) -> None:
    """Take an offer back. Raises Conflict when it is open no more."""
    company = _lock_with_offer(offer, actor, LEADERS)
    OFFER.apply(offer, "withdraw", actor=actor)
    write_down(
        company, "ownership:withdrawn", actor=actor, person=offer.taker.code, offer=offer.code
    )


def end_offer(offer: OwnershipOffer) -> None:
    """End an offer that nobody answered in time; one that was answered stays as it is."""
    lock(offer.company)
    session.refresh(offer)
    if OFFER.can(offer, "end"):
        OFFER.apply(offer, "end", actor=BY_ITSELF)


def _lock_with_offer(
    offer: OwnershipOffer, actor: Actor, roles: AbstractSet[MemberRole]
) -> Company:
    company = lock_for(actor, offer.company, roles, in_person=True)
    session.refresh(offer)
    if offer.state is not OfferState.OPEN or offer.ends_at <= clock.now():
        raise errors.offer_has_ended()
    return company


def _standing(company: Company, person: Person) -> Member | None:
    """Return the person's membership as it stands now that the company is locked."""
    member = find_member(company, person)
    if member is not None:
        session.refresh(member)
    return member


def _require_owner(company: Company, person: Person) -> Member:
    member = _standing(company, person)
    if member is None or member.role is not MemberRole.OWNER:
        raise errors.offer_has_ended()
    return member


def _tell_both(offer: OwnershipOffer, company: Company) -> None:
    target = page_of(company)
    names = {"company": company.name, "giver": offer.giver.name, "taker": offer.taker.name}
    for person in (offer.giver, offer.taker):
        after = role_in(person.language, offer.role_after, company)
        tell_person(person, "ownership_passed", **names, role=after, target=target)
