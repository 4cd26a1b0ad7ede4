"""Members: another role, removed by an owner, leaving by themselves."""

from sqlalchemy.exc import InvalidRequestError

from marketplace.accounts.operations.letters import tell_person
from marketplace.companies import errors
from marketplace.companies.enums import MemberRole, OfferState
from marketplace.companies.models import Company, Member, OwnershipOffer
from marketplace.companies.operations.invitations import withdraw_invitations_of
from marketplace.companies.operations.letters import page_of, role_in
from marketplace.companies.operations.record import LEADERS, MEMBERS, lock_for, write_down
from marketplace.companies.queries.members import count_other_owners, open_offer
from marketplace.companies.transitions import OFFER
from marketplace.core.audit import Actor
from marketplace.core.db import require_version, session


def change_member(
    member: Member, *, role: MemberRole, position: str, seen_version: int, actor: Actor
) -> None:
    """Give a member another role or position; a new role is told by mail.

    Raises Conflict when somebody was faster, Refused for the last owner, and for an operator who
    would make or unmake an owner.
    """
    company = lock_for(actor, member.company, LEADERS)
    _read_again(member)
    require_version(member, seen_version)
    before = member.role
    if role is not before:
        if MemberRole.OWNER in {role, before} and actor.on_behalf_of is not None:
            raise errors.owners_alone()
        _require_other_owner(member)
    if role is before and position == member.position:
        return
    fields = [] if position == member.position else ["position"]
    member.role, member.position = role, position
    member.version += 1
    if role is not before:
        fields.append("role")
        if role is not MemberRole.OWNER:
            withdraw_invitations_of(company, member.person, actor=actor)
        _tell_role(member, company)
    write_down(
        company,
        "member:changed",
        actor=actor,
        person=member.person.code,
        role=role.value,
        from_role=before.value,
        fields=fields,
    )


def remove_member(member: Member, *, actor: Actor) -> None:
    """Take a member out of the company and tell them. Raises Refused for the last owner."""
    company = lock_for(actor, member.company, LEADERS, in_person=True)
    _read_again(member)
    _require_other_owner(member)
    _drop(company, member, "member:removed", actor)
    tell_person(member.person, "member_removed", company=company.name)


def leave_company(member: Member, *, actor: Actor) -> None:
    """Let a member leave by themselves. Raises Refused for the last owner."""
    company = lock_for(actor, member.company, MEMBERS, in_person=True)
    _read_again(member)
    _require_other_owner(member)
    _drop(company, member, "member:left", actor)


def _drop(company: Company, member: Member, tag: str, actor: Actor) -> None:
    offer = open_offer(company)
    if offer is not None and _concerns(offer, member):
        OFFER.apply(offer, "withdraw", actor=actor)
    withdraw_invitations_of(company, member.person, actor=actor)
    write_down(company, tag, actor=actor, person=member.person.code, role=member.role.value)
    session.delete(member)


def _concerns(offer: OwnershipOffer, member: Member) -> bool:
    at_stake = {offer.giver_id, offer.taker_id}
    return offer.state is OfferState.OPEN and member.person_id in at_stake


def _tell_role(member: Member, company: Company) -> None:
    person = member.person
    tell_person(
        person,
        "member_role_changed",
        company=company.name,
        role=role_in(person.language, member.role, company),
        target=page_of(company),
    )


def _require_other_owner(member: Member) -> None:
    if member.role is MemberRole.OWNER and not count_other_owners(member):
        raise errors.last_owner_stays()


def _read_again(member: Member) -> None:
    """Read a member of a locked company again. Raises Conflict when a colleague removed them."""
    try:
        session.refresh(member)
    except InvalidRequestError:
        raise errors.gone() from None
