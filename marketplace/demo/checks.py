"""The company checks of made-up companies: opened by their owners, decided by their offices."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from marketplace.accounts.models import Person
from marketplace.accounts.queries import office_of_country
from marketplace.companies.models import Company
from marketplace.core import clock
from marketplace.core.audit import Actor, Channel
from marketplace.core.db import end_reading, new_once_key, unit_of_work
from marketplace.core.documents import keep_document
from marketplace.core.errors import NotFound
from marketplace.core.text import is_latin
from marketplace.demo.companies import company_of
from marketplace.demo.papers import draw_paper
from marketplace.demo.sign_up import active_person
from marketplace.demo.written_companies import Founder
from marketplace.verification.enums import CheckReason, CheckState, CheckStep
from marketplace.verification.models import CompanyCheck
from marketplace.verification.operations import (
    ReasonsAndWords,
    SeenOnDocument,
    Statement,
    approve,
    ask_for_more,
    open_check,
    refuse,
    suspend,
    take,
)
from marketplace.verification.queries import check_overview, find_check, notes_of, verifiers_of


class CheckFate(StrEnum):
    """What becomes of a made-up company's check."""

    APPROVED = "approved"
    WAITING = "waiting"
    TAKEN = "taken"
    ASKED = "asked"
    REFUSED = "refused"
    SUSPENDED = "suspended"


#: The buyers whose checks are not simply approved, by their place on the list; the last one's ends
#: soon.
FATES_OF_BUYERS = {
    2: CheckFate.WAITING,
    3: CheckFate.ASKED,
    4: CheckFate.SUSPENDED,
    6: CheckFate.REFUSED,
    7: CheckFate.TAKEN,
}

#: How long before the day of loading a check was opened that is not decided, or changed again.
AGES = {
    CheckFate.WAITING: timedelta(hours=20),
    CheckFate.TAKEN: timedelta(days=4),
    CheckFate.ASKED: timedelta(days=6),
    CheckFate.REFUSED: timedelta(days=9),
}
FIRST_DAYS = timedelta(days=1)
UNTIL_DECIDED = timedelta(days=1, hours=3)
SUSPENDED_FOR = timedelta(days=3)


@dataclass(frozen=True)
class Applicant:
    """Who has a company checked: the owner's address, and what they write."""

    mail: str
    statement: Statement
    address_latin: str = ""


def applicant_of(founder: Founder) -> Applicant:
    """Return what the founder of a made-up company writes for its check."""
    facts = founder.sample.facts
    postal_code, street, city, _region, street_latin, city_latin, _region_latin = facts["address"]
    words = next(iter(founder.sample.texts.values()), ("", ""))
    statement = Statement(
        name=founder.company.name,
        name_latin=facts["name_latin"],
        number=founder.company.number or facts["number"],
        address=", ".join(part for part in (street, city, postal_code) if part),
        website=facts["website"],
        purpose=words[1] or words[0],
        language=facts.get("language", founder.language),
    )
    latin = f"{street_latin or street}, {city_latin or city}"
    return Applicant(founder.sample.owner_mail, statement, latin)


def check_company(
    applicant: Applicant, since: datetime, today: datetime, fate: CheckFate = CheckFate.APPROVED
) -> None:
    """Let a company that is here `since` be checked; one that has a check stays as it is."""
    owner = active_person(applicant.mail)
    company = company_of(owner)
    if check_overview(company).newest is not None:
        return
    opened_at = today - AGES[fate] if fate in AGES else since + FIRST_DAYS
    with clock.moved_to(opened_at):
        check = _open(company, owner, applicant)
    verifier = verifiers_of(office_of_country(company.country))[0]
    with clock.moved_to(opened_at + UNTIL_DECIDED if fate is not CheckFate.WAITING else today):
        _decide(check, fate, verifier)


def _open(company: Company, owner: Person, applicant: Applicant) -> str:
    stated = applicant.statement
    name = stated.name_latin or (stated.name if is_latin(stated.name) else company.code)
    end_reading()
    kept = keep_document(
        draw_paper(name, stated.number, applicant.address_latin), "registration.png"
    )
    return unit_of_work(
        open_check,
        company,
        stated,
        kept,
        opener=owner,
        once_key=new_once_key(),
        actor=Actor(Channel.COMMAND, person=owner.code, company=company.code),
    )


def _decide(code: str, fate: CheckFate, verifier: Person) -> None:
    check, actor = _find(code), _actor(verifier)
    if fate is CheckFate.TAKEN:
        unit_of_work(take, check, operator=verifier, actor=actor)
    elif fate in {CheckFate.APPROVED, CheckFate.SUSPENDED}:
        seen = SeenOnDocument(check.name, check.name_latin, check.number)
        _rule(approve, check, verifier, seen, ReasonsAndWords())
    elif fate is CheckFate.ASKED:
        said = ReasonsAndWords([CheckReason.DOCUMENT_INCOMPLETE, CheckReason.ADDRESS_UNCLEAR])
        _rule(ask_for_more, check, verifier, said)
    elif fate is CheckFate.REFUSED:
        words = "The state's register knows no company of this name and number."
        _rule(refuse, check, verifier, ReasonsAndWords([CheckReason.NOT_REGISTERED], words))


def suspend_company(mail: str) -> None:
    """Suspend the check of a made-up owner's company, once; it is played among the deals."""
    company = company_of(active_person(mail))
    check = check_overview(company).standing
    if check is None or check.state is not CheckState.APPROVED or _was_suspended(check):
        return
    verifier = verifiers_of(office_of_country(company.country))[0]
    _rule(suspend, check, verifier, ReasonsAndWords([CheckReason.REGISTRATION_ENDED]))


def _was_suspended(check: CompanyCheck) -> bool:
    return any(note.step is CheckStep.SUSPENDED for note in notes_of(check))


def _rule(act: object, check: CompanyCheck, verifier: Person, *facts: object) -> None:
    unit_of_work(
        act,  # type: ignore[arg-type] # the acts differ in what they are told
        check,
        *facts,
        operator=verifier,
        seen_version=check.version,
        actor=_actor(verifier),
    )


def _actor(person: Person) -> Actor:
    return Actor(Channel.COMMAND, person=person.code)


def _find(code: str) -> CompanyCheck:
    check = find_check(code)
    if check is None:
        raise NotFound
    return check
