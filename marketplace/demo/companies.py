"""Fills the pages of made-up companies, with the acts that their owners would do."""

import secrets
from dataclasses import dataclass, field
from datetime import time
from typing import Any

from marketplace.accounts.models import Person
from marketplace.accounts.operations import hash_password
from marketplace.accounts.queries import find_active_person
from marketplace.companies.enums import (
    AddressKind,
    CompanyKind,
    ContactChannel,
    MemberRole,
    Side,
    StaffBand,
)
from marketplace.companies.models import Company
from marketplace.companies.operations import (
    AddressFacts,
    BusinessFacts,
    CompanyNames,
    ContactFacts,
    InvitationFacts,
    Newcomer,
    WorkingHours,
    add_address,
    add_contact,
    change_business,
    change_hours,
    change_logo,
    change_names,
    invite,
    join_as_newcomer,
    let_sellers_write,
    write_text,
)
from marketplace.companies.queries import (
    business_of,
    calendar_of,
    find_invitation,
    memberships_of,
    zones_of,
)
from marketplace.core.audit import Actor, Channel
from marketplace.core.db import end_reading, new_once_key, unit_of_work
from marketplace.core.errors import NotFound
from marketplace.core.images.own import encode_own, keep_own
from marketplace.demo.logos import draw_logo
from marketplace.demo.sign_up import CONSENTS, active_person


@dataclass(frozen=True)
class SampleCompany:
    """A made-up company as a row of the content files says it."""

    side: Side
    country: str
    owner_mail: str
    language: str
    facts: dict[str, Any]
    texts: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def time_zone(self) -> str:
        """The zone of the company's country: of its capital where there are several."""
        return str(self.facts.get("time_zone") or zones_of(self.country)[0])

    @property
    def domain(self) -> str:
        """The domain of the company's made-up mail addresses."""
        mail: str = self.facts["contact"][2]
        return mail.split("@")[1]


def describe(sample: SampleCompany) -> None:
    """Fill the company's page and let its colleagues join; what stands already stays."""
    owner = active_person(sample.owner_mail)
    company = company_of(owner)
    if business_of(company).kind is None:
        logo = _logo(sample)
        unit_of_work(_describe, company, owner, sample, logo)
    for number, (name, role, position) in enumerate(sample.facts["people"], start=1):
        mail = f"staff{number}@{sample.domain}"
        if find_active_person(mail) is None:
            _welcome_colleague(
                company, owner, InvitationFacts(mail, MemberRole(role), position), name
            )


def company_of(owner: Person) -> Company:
    """Return the company of a made-up owner; raises NotFound when there is none."""
    for membership in memberships_of(owner):
        return membership.company
    raise NotFound


def _logo(sample: SampleCompany) -> str | None:
    if "motif" not in sample.facts:
        return None
    end_reading()
    return keep_own(encode_own(draw_logo(sample.facts["motif"], sample.facts["ground"]))).key


def _describe(company: Company, owner: Person, sample: SampleCompany, logo: str | None) -> None:
    actor, facts = _actor(owner, company), sample.facts
    names = CompanyNames(company.name, facts["name_latin"], facts.get("trade_name", ""))
    change_names(company, names, seen_version=company.version, actor=actor)
    business = business_of(company)
    change_business(company, _business(facts), seen_version=business.version, actor=actor)
    add_address(company, _address(sample), once_key=new_once_key(), actor=actor)
    name, role, mail, phone, channel = facts["contact"]
    contact = ContactFacts(name, role, mail, phone, ContactChannel(channel))
    add_contact(company, contact, once_key=new_once_key(), actor=actor)
    for language, (headline, story) in sample.texts.items():
        write_text(company, language, headline=headline, story=story, seen_version=0, actor=actor)
    calendar = calendar_of(company)
    hours = WorkingHours(sample.time_zone, None, time(9), time(18))
    change_hours(company, hours, seen_version=calendar.version, actor=actor)
    if logo is not None:
        change_logo(company, logo, seen_key=None, actor=actor)
    if facts.get("sellers_may_write"):
        let_sellers_write(company, allowed=True, actor=actor)


def _actor(person: Person, company: Company) -> Actor:
    return Actor(Channel.COMMAND, person=person.code, company=company.code)


def _business(facts: dict[str, Any]) -> BusinessFacts:
    return BusinessFacts(
        kind=CompanyKind(facts["kind"]),
        does_oem=facts.get("does_oem", False),
        does_odm=facts.get("does_odm", False),
        established=facts["established"],
        staff=StaffBand(facts["staff"]),
        website=facts["website"],
        languages=frozenset(facts["languages"]),
        markets=frozenset(facts.get("markets", ())),
    )


def _address(sample: SampleCompany) -> AddressFacts:
    postal_code, street, city, region, *latin = sample.facts["address"]
    return AddressFacts(
        AddressKind.REGISTERED, sample.country, postal_code, street, city, region, *latin
    )


def _welcome_colleague(
    company: Company, owner: Person, invited: InvitationFacts, name: str
) -> None:
    end_reading()
    newcomer = Newcomer(name, hash_password(secrets.token_urlsafe(16)), owner.language, CONSENTS)
    code = unit_of_work(
        invite,
        company,
        invited,
        inviter=owner,
        once_key=new_once_key(),
        actor=_actor(owner, company),
    )
    unit_of_work(_join, code, newcomer)


def _join(code: str, newcomer: Newcomer) -> None:
    invitation = find_invitation(code)
    if invitation is None:
        raise NotFound
    join_as_newcomer(invitation, newcomer, actor=Actor(Channel.COMMAND))
