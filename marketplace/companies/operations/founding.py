"""The acts of companies: founding one together with its first member, closing it."""

from collections.abc import Mapping
from dataclasses import dataclass

from marketplace.accounts.enums import ConsentKind
from marketplace.accounts.models import Person
from marketplace.accounts.operations import register_person
from marketplace.accounts.protocols import pass_drafts_to
from marketplace.accounts.queries import find_sign_up_draft
from marketplace.companies.enums import CompanyState, MemberRole, Side
from marketplace.companies.errors import DraftGone, NumberStated
from marketplace.companies.models import Business, Company, Member, WorkCalendar
from marketplace.companies.operations.address_names import give_address_name
from marketplace.companies.queries import others_state, zones_of
from marketplace.companies.transitions import COMPANY
from marketplace.core import audit, clock
from marketplace.core.audit import Actor
from marketplace.core.db import insert_with_id, lock, once, session
from marketplace.core.text import text_key


@dataclass(frozen=True)
class CompanyFacts:
    """What the second step of a sign-up says about the company.

    `country` is an ISO 3166 code; `number` as it is written in that country, `number_key` as it is
    compared, both None for a buyer.
    """

    side: Side
    name: str
    country: str
    number: str | None = None
    number_key: str | None = None


def found_company(  # noqa: PLR0913 - what two forms and the browser brought
    token: str | None,
    facts: CompanyFacts,
    *,
    consents: dict[ConsentKind, bool],
    versions: Mapping[ConsentKind, str] | None = None,
    once_key: str,
    carry_on_with: str | None = None,
    held: Mapping[str, str] | None = None,
    zone: str | None = None,
    actor: Actor,
) -> str:
    """Found a company with whoever began the sign-up behind `token` as its owner; return its code.

    `versions` are those of the texts that they were shown, None for those of today. `held` is what
    their browser held for them (`accounts.protocols.BrowserDraft`): it is theirs from now on, on
    every device; `zone` (IANA) is what it says of itself. The same `once_key` gives the first one's
    answer. Raises NumberStated when another company states the number, unless `carry_on_with` is
    that number's key, and DraftGone when the sign-up is no longer there.
    """
    return once(
        once_key,
        "companies.found_company",
        _found,
        token,
        facts,
        consents=consents,
        versions=versions,
        carry_on_with=carry_on_with,
        held=held,
        zone=zone,
        actor=actor,
    )


def _found(  # noqa: PLR0913 - as above
    token: str | None,
    facts: CompanyFacts,
    *,
    consents: dict[ConsentKind, bool],
    versions: Mapping[ConsentKind, str] | None,
    carry_on_with: str | None,
    held: Mapping[str, str] | None,
    zone: str | None,
    actor: Actor,
) -> str:
    draft = find_sign_up_draft(token, to_finish=True)
    if draft is None:
        raise DraftGone
    if others_state(facts.number_key) and facts.number_key != carry_on_with:
        raise NumberStated
    person = register_person(draft, consents=consents, versions=versions, zone=zone, actor=actor)
    pass_drafts_to(held or {}, person)
    return _found_with_owner(facts, person, actor)


def found_further_company(
    person: Person,
    facts: CompanyFacts,
    *,
    once_key: str,
    carry_on_with: str | None = None,
    actor: Actor,
) -> str:
    """Found a company with somebody who is signed in as its owner; return its code.

    The same `once_key` gives the first one's answer. Raises NumberStated as `found_company` does.
    """
    return once(
        once_key,
        "companies.found_further_company",
        _found_further,
        person,
        facts,
        carry_on_with,
        actor,
    )


def _found_further(
    person: Person, facts: CompanyFacts, carry_on_with: str | None, actor: Actor
) -> str:
    if others_state(facts.number_key) and facts.number_key != carry_on_with:
        raise NumberStated
    return _found_with_owner(facts, person, actor)


def _found_with_owner(facts: CompanyFacts, person: Person, actor: Actor) -> str:
    company = _insert_company(facts)
    join(company, person, MemberRole.OWNER)
    audit.record(
        "company:state:founded",
        kind="company",
        subject=company.code,
        actor=Actor(actor.channel, person=person.code, company=company.code),
        to_state=company.state.value,
        side=company.side.value,
        country=company.country,
        owner=person.code,
    )
    return company.code


def _insert_company(facts: CompanyFacts) -> Company:
    company = Company(
        side=facts.side,
        name=facts.name,
        name_key=text_key(facts.name),
        country=facts.country,
        number=facts.number,
        number_key=facts.number_key,
        state=CompanyState.OPEN,
        founded_at=clock.now(),
    )
    insert_with_id(company, column="code", prefix="COM")
    zones = zones_of(facts.country)
    give_address_name(company)
    session.add(Business(company_id=company.id))
    session.add(
        WorkCalendar(company_id=company.id, time_zone=zones[0] if len(zones) == 1 else None)
    )
    return company


def join(company: Company, person: Person, role: MemberRole, position: str = "") -> Member:
    """Make a person a member of a company."""
    member = Member(
        company_id=company.id,
        person_id=person.id,
        role=role,
        position=position,
        joined_at=clock.now(),
    )
    session.add(member)
    return member


def close_company(company: Company, *, actor: Actor) -> None:
    """Close a company: its pages are gone, its record stays. Raises Conflict when it is closed."""
    lock(company)
    COMPANY.apply(company, "close", actor=actor)
