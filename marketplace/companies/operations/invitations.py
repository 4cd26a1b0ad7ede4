"""Inviting people by mail, and their joining."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from marketplace.accounts.enums import ConsentKind, PersonState
from marketplace.accounts.models import Person
from marketplace.accounts.operations import welcome_person
from marketplace.accounts.operations.letters import tell_person
from marketplace.accounts.queries import find_active_person
from marketplace.companies import errors
from marketplace.companies.enums import InvitationState, MemberRole
from marketplace.companies.models import Company, Invitation
from marketplace.companies.operations.founding import join
from marketplace.companies.operations.letters import page_of, role_in
from marketplace.companies.operations.record import LEADERS, lock_for, lock_open, write_down
from marketplace.companies.queries.acting import acted_at, find_acting
from marketplace.companies.queries.members import (
    count_members,
    find_member,
    invitation_link,
    is_member_already,
    open_invitations,
    owners_of,
)
from marketplace.companies.transitions import INVITATION, INVITATION_TIMER
from marketplace.core import clock
from marketplace.core.audit import BY_ITSELF, Actor
from marketplace.core.db import insert_with_id, lock, once, session
from marketplace.core.text import text_key
from marketplace.core.work.timers import set_timer
from marketplace.notices.operations import tell
from marketplace.notices.protocols import Recipient

INVITED_FOR = timedelta(days=7)
#: Members and open invitations of a company: each is told of a deal that nobody is in charge of.
MOST_MEMBERS = 200


@dataclass(frozen=True)
class InvitationFacts:
    """Whom an owner invites: an address, the role and the position they will have."""

    mail: str
    role: MemberRole
    position: str = ""


def invite(
    company: Company, invited: InvitationFacts, *, inviter: Person, once_key: str, actor: Actor
) -> str:
    """Invite somebody by mail and return the invitation's public id.

    Whether the address is known to the house shows in nothing that the inviter gets. Raises Refused
    for a member and where the company has too many, Conflict for an address whose invitation is
    open.
    """
    return once(once_key, "companies.invite", _invite, company, invited, inviter, actor)


def _invite(company: Company, invited: InvitationFacts, inviter: Person, actor: Actor) -> str:
    lock_for(actor, company, LEADERS)
    if invited.role is MemberRole.OWNER and actor.on_behalf_of is not None:
        raise errors.owners_alone()
    if is_member_already(company, invited.mail):
        raise errors.member_already()
    _end_those_that_are_over(company, invited.mail)
    if len(open_invitations(company)) + count_members(company) >= MOST_MEMBERS:
        raise errors.list_is_full(MOST_MEMBERS)
    invitation = _insert(company, invited, inviter)
    set_timer(INVITATION_TIMER, invitation.code, invitation.ends_at)
    write_down(
        company,
        "invitation:sent",
        actor=actor,
        invitation=invitation.code,
        role=invited.role.value,
    )
    _send(invitation, company, inviter)
    return invitation.code


def _end_those_that_are_over(company: Company, mail: str) -> None:
    """End what is over by the clock and still waits for its timer: one at a time is open."""
    over = select(Invitation).where(
        Invitation.company_id == company.id,
        Invitation.mail_key == text_key(mail),
        Invitation.state == InvitationState.OPEN,
        Invitation.ends_at <= clock.now(),
    )
    for invitation in session.scalars(over).all():
        end_invitation(invitation)
    session.flush()


def _insert(company: Company, invited: InvitationFacts, inviter: Person) -> Invitation:
    known = find_active_person(invited.mail)
    now = clock.now()
    invitation = Invitation(
        company_id=company.id,
        state=InvitationState.OPEN,
        mail=invited.mail,
        mail_key=text_key(invited.mail),
        role=invited.role,
        position=invited.position,
        language=known.language if known else inviter.language,
        invited_by_id=inviter.id,
        invited_at=now,
        ends_at=now + INVITED_FOR,
    )
    try:
        return insert_with_id(invitation, column="code", prefix="INV")
    except IntegrityError:
        raise errors.invited_already() from None


def _send(invitation: Invitation, company: Company, inviter: Person) -> None:
    to = Recipient(invitation.mail, "", invitation.language)
    tell(
        to,
        "member_invited",
        company=company.name,
        inviter=inviter.name,
        role=role_in(invitation.language, invitation.role, company),
        link=invitation_link(invitation),
    )


def withdraw_invitation(invitation: Invitation, *, actor: Actor) -> None:
    """Take an invitation back; its link leads nowhere any more. Raises Conflict when it is used."""
    company = lock_for(actor, invitation.company, LEADERS)
    session.refresh(invitation)
    if invitation.state is not InvitationState.OPEN:
        raise errors.invitation_is_over()
    _withdraw(invitation, company, actor)


def withdraw_invitations_of(company: Company, person: Person, *, actor: Actor) -> None:
    """Take back what somebody sent who is no owner of the locked company any more."""
    for invitation in open_invitations(company):
        session.refresh(invitation)
        if invitation.invited_by_id == person.id and INVITATION.can(invitation, "withdraw"):
            _withdraw(invitation, company, actor)


def _withdraw(invitation: Invitation, company: Company, actor: Actor) -> None:
    INVITATION.apply(invitation, "withdraw", actor=actor)
    invitation.link_version += 1
    write_down(company, "invitation:withdrawn", actor=actor, invitation=invitation.code)


def end_invitation(invitation: Invitation) -> None:
    """End an invitation that nobody accepted in time; one that was answered stays as it is."""
    lock(invitation.company)
    session.refresh(invitation)
    if INVITATION.can(invitation, "end"):
        INVITATION.apply(invitation, "end", actor=BY_ITSELF)


def accept_invitation(invitation: Invitation, person: Person, *, actor: Actor) -> str:
    """Let the person with the invited address join; return the company's public id.

    Raises Conflict when the invitation ended, was withdrawn, or was sent by somebody who may no
    longer give the role; Refused for anybody else, and for an operator who acts for the company.
    """
    company = lock_open(invitation.company)
    session.refresh(invitation)
    if invitation.state is not InvitationState.OPEN or invitation.ends_at <= clock.now():
        raise errors.invitation_has_ended()
    if person.mail_key != invitation.mail_key or person.state is not PersonState.ACTIVE:
        raise errors.not_yours()
    if find_member(company, person) is not None:
        raise errors.member_already()
    if find_acting(company, person) is not None or invitation.invited_by_id == person.id:
        raise errors.acting_cannot_join()
    if not _may_still_give(company, invitation):
        raise errors.invitation_has_ended()
    invitation.accepted_by_id = person.id
    INVITATION.apply(invitation, "accept", actor=actor)
    join(company, person, invitation.role, invitation.position)
    write_down(
        company,
        "member:joined",
        actor=actor,
        person=person.code,
        role=invitation.role.value,
        invitation=invitation.code,
    )
    _tell_who_let_them_in(invitation, company, person)
    return company.code


def _may_still_give(company: Company, invitation: Invitation) -> bool:
    """Whether the inviter may still give the role: as an owner, or for a company they acted for."""
    inviter = find_member(company, invitation.invited_by)
    if inviter is not None:
        session.refresh(inviter)
        return inviter.role is MemberRole.OWNER
    acted = acted_at(company, invitation.invited_by, invitation.invited_at)
    return acted and invitation.role is not MemberRole.OWNER


@dataclass(frozen=True)
class Newcomer:
    """Who signs up from an invitation: their address is the invited one, confirmed by its link.

    `versions` are those of the texts that they were shown, None for those of today.
    """

    name: str
    password_hash: str
    language: str
    consents: dict[ConsentKind, bool]
    versions: Mapping[ConsentKind, str] | None = None


def join_as_newcomer(invitation: Invitation, newcomer: Newcomer, *, actor: Actor) -> str:
    """Make the invited person, confirmed by the link they followed, and let them join.

    Returns the company's public id. Raises Conflict as `accept_invitation` does, and when the
    address has an account by now.
    """
    person = welcome_person(
        name=newcomer.name,
        mail=invitation.mail,
        password_hash=newcomer.password_hash,
        language=newcomer.language,
        consents=newcomer.consents,
        versions=newcomer.versions,
        actor=actor,
    )
    return accept_invitation(invitation, person, actor=Actor(actor.channel, person=person.code))


def _tell_who_let_them_in(invitation: Invitation, company: Company, person: Person) -> None:
    """Tell the inviter; the owners, where it was an operator on the company's behalf."""
    inviter = invitation.invited_by
    is_member = find_member(company, inviter) is not None
    for reader in [inviter] if is_member else owners_of(company):
        tell_person(
            reader,
            "member_joined",
            company=company.name,
            member=person.name,
            role=role_in(reader.language, invitation.role, company),
            target=page_of(company, "members"),
        )
