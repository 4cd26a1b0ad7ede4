"""Named reads: members with their roles, invitations, the offer to hand a company over."""

from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload

from marketplace.accounts.enums import PersonState
from marketplace.accounts.models import Person
from marketplace.companies.enums import CompanyState, InvitationState, MemberRole, OfferState
from marketplace.companies.models import Company, Invitation, Member, OwnershipOffer
from marketplace.core import clock
from marketplace.core.db import session
from marketplace.core.links import Link, read_link
from marketplace.core.text import text_key

ACCEPT_INVITATION = "accept_invitation"


def find_member(company: Company, person: Person) -> Member | None:
    """Return the person's membership in the company."""
    return session.scalar(
        select(Member).where(Member.company_id == company.id, Member.person_id == person.id)
    )


def may_be_told(company: Company, person: Person) -> bool:
    """Whether somebody who began something for a company still reads what becomes of it.

    Its members do, and the house's operators, who may have acted for it.
    """
    return person.is_operator or find_member(company, person) is not None


def find_member_of(company: str, person: str) -> Member | None:
    """Return a membership by the public ids of company and person, both loaded."""
    return session.scalar(
        select(Member)
        .join(Member.company)
        .join(Member.person)
        .where(Company.code == company, Person.code == person)
        .options(contains_eager(Member.company), contains_eager(Member.person))
    )


def members_of(company: Company) -> list[Member]:
    """Return the members with their people, in the order they joined."""
    found = (
        select(Member)
        .join(Member.person)
        .where(Member.company_id == company.id, Person.state != PersonState.LAPSED)
        .options(contains_eager(Member.person))
        .order_by(Member.joined_at, Member.id)
    )
    return list(session.scalars(found))


def count_members(company: Company) -> int:
    """Return how many members the company has."""
    theirs = select(func.count()).select_from(Member).where(Member.company_id == company.id)
    return session.scalar(theirs) or 0


def founder_of(company: str) -> str | None:
    """Return the public id of the first member of the company with this public id."""
    found = (
        select(Person.code)
        .join(Member, Member.person_id == Person.id)
        .join(Company, Company.id == Member.company_id)
        .where(Company.code == company)
        .order_by(Member.joined_at, Member.id)
        .limit(1)
    )
    return session.scalar(found)


def is_member_already(company: Company, mail: str) -> bool:
    """Whether an active member has this address."""
    found = (
        select(Member.id)
        .join(Person, Person.id == Member.person_id)
        .where(
            Member.company_id == company.id,
            Person.mail_key == text_key(mail),
            Person.state == PersonState.ACTIVE,
        )
    )
    return session.scalar(found) is not None


def owners_of(company: Company) -> list[Person]:
    """Return the owners who can sign in, in the order they joined."""
    return people_with_role(company, {MemberRole.OWNER})


def people_with_role(company: Company, roles: Collection[MemberRole]) -> list[Person]:
    """Return the active members' people who have one of the roles, in the order they joined."""
    found = (
        select(Person)
        .join(Member, Member.person_id == Person.id)
        .where(
            Member.company_id == company.id,
            Member.role.in_(roles),
            Person.state == PersonState.ACTIVE,
        )
        .order_by(Member.joined_at, Member.id)
    )
    return list(session.scalars(found))


def names_with_role(company: Company, roles: Collection[MemberRole]) -> list[str]:
    """Return the names of active members who have one of the roles, in the order they joined."""
    return [person.name for person in people_with_role(company, roles)]


def count_other_owners(member: Member) -> int:
    """Return how many owners who can sign in the company has besides this member."""
    others = (
        select(func.count())
        .select_from(Member)
        .join(Person, Person.id == Member.person_id)
        .where(
            Member.company_id == member.company_id,
            Member.id != member.id,
            Member.role == MemberRole.OWNER,
            Person.state == PersonState.ACTIVE,
        )
    )
    return session.scalar(others) or 0


def open_invitations(company: Company) -> list[Invitation]:
    """Return the invitations that somebody may still accept, the newest first."""
    found = (
        select(Invitation)
        .where(
            Invitation.company_id == company.id,
            Invitation.state == InvitationState.OPEN,
            Invitation.ends_at > clock.now(),
        )
        .options(joinedload(Invitation.invited_by, innerjoin=True))
        .order_by(Invitation.invited_at.desc(), Invitation.id.desc())
    )
    return list(session.scalars(found))


def find_invitation(code: str) -> Invitation | None:
    """Return the invitation with this public id, its company loaded."""
    return session.scalar(
        select(Invitation)
        .where(Invitation.code == code)
        .options(
            joinedload(Invitation.company, innerjoin=True),
            joinedload(Invitation.invited_by, innerjoin=True),
        )
    )


def find_invitation_of(company: str, invitation: str) -> Invitation | None:
    """Return an invitation, open or not, if it belongs to that company (public ids both)."""
    found = find_invitation(invitation)
    return found if found and found.company.code == company else None


def invitation_link(invitation: Invitation) -> Link:
    """Return the link that the mail of an invitation carries."""
    return Link(ACCEPT_INVITATION, invitation.code, invitation.link_version, invitation.ends_at)


def invitation_behind(token: str) -> Invitation | None:
    """Return the open invitation of a standing link; None when it ended or was withdrawn."""
    link = read_link(token)
    if link is None or link.purpose != ACCEPT_INVITATION or link.has_ended:
        return None
    found = find_invitation(link.row)
    if found is None or found.state is not InvitationState.OPEN:
        return None
    return found if found.link_version == link.version else None


def joined_by(token: str, person: Person) -> Company | None:
    """Return the open company of a mailed invitation, used or not, if the person is a member."""
    link = read_link(token)
    found = find_invitation(link.row) if link and link.purpose == ACCEPT_INVITATION else None
    if found is None or found.company.state is not CompanyState.OPEN:
        return None
    return found.company if find_member(found.company, person) else None


def open_offer(company: Company) -> OwnershipOffer | None:
    """Return the offer to hand the company over that waits for an answer."""
    found = select(OwnershipOffer).where(
        OwnershipOffer.company_id == company.id,
        OwnershipOffer.state == OfferState.OPEN,
        OwnershipOffer.ends_at > clock.now(),
    )
    return session.scalar(found)


def find_offer(code: str) -> OwnershipOffer | None:
    """Return the offer with this public id, its company loaded."""
    return session.scalar(
        select(OwnershipOffer)
        .where(OwnershipOffer.code == code)
        .options(joinedload(OwnershipOffer.company, innerjoin=True))
    )
