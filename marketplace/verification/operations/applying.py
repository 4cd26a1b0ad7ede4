"""What a company does: open a check with its document, answer what the office asked."""

from dataclasses import dataclass, replace

from sqlalchemy.exc import IntegrityError

from marketplace.accounts.models import Person
from marketplace.accounts.queries import office_of_country
from marketplace.companies.enums import DocumentKind
from marketplace.companies.models import Company
from marketplace.companies.operations import add_document
from marketplace.companies.operations.record import WRITERS, lock_for
from marketplace.core import audit, clock
from marketplace.core.audit import Actor
from marketplace.core.db import insert_with_id, lock, once, session
from marketplace.core.documents import KeptDocument
from marketplace.core.work.events import publish
from marketplace.reference.queries import company_number
from marketplace.verification import errors
from marketplace.verification.enums import CheckState, CheckStep
from marketplace.verification.events import CheckOpened
from marketplace.verification.models import CheckDocument, CompanyCheck
from marketplace.verification.operations.letters import tell_company, tell_office
from marketplace.verification.operations.record import ReasonsAndWords, keep_words
from marketplace.verification.queries.offices import due_at_office
from marketplace.verification.queries.standing import standing_check
from marketplace.verification.transitions import CHECK


@dataclass(frozen=True)
class Statement:
    """What a company writes about itself for its check; the last three are asked of buyers.

    `number` is the business number as that country writes it, `language` the tag of the language
    that the rest is written in.
    """

    name: str
    name_latin: str
    number: str
    address: str = ""
    website: str = ""
    purpose: str = ""
    language: str = "en"


def open_check(
    company: Company,
    statement: Statement,
    kept: KeptDocument | None,
    *,
    opener: Person,
    once_key: str,
    actor: Actor,
) -> str:
    """Open a company's check with its registration document; return the check's public id.

    Its office has two of its working days, and is told. The same `once_key` gives the first one's
    answer. Raises Conflict while another check is not decided, Refused while the one that stands is
    suspended or without a document, NotAllowed for a member without the role.
    """
    return once(
        once_key,
        "verification.open_check",
        _open,
        company,
        statement,
        kept,
        opener=opener,
        actor=actor,
    )


def _open(
    company: Company,
    statement: Statement,
    kept: KeptDocument | None,
    *,
    opener: Person,
    actor: Actor,
) -> str:
    lock_for(actor, company, WRITERS)
    standing = standing_check(company)
    if standing is not None and standing.state is CheckState.SUSPENDED:
        raise errors.check_is_suspended()
    if kept is None:
        raise errors.document_is_missing()
    check = _insert(company, statement, opener)
    _add(check, company, kept, opener, actor)
    audit.record(
        "company_check:state:opened",
        kind="company_check",
        subject=check.code,
        actor=actor,
        to_state=check.state.value,
        company=company.code,
        renews=standing.code if standing else None,
    )
    publish(CheckOpened(check.code, company.code))
    tell_company(check, "check_received", due=check.due_at or clock.now())
    tell_office(check, "check_opened")
    return check.code


def _insert(company: Company, statement: Statement, opener: Person) -> CompanyCheck:
    now = clock.now()
    check = CompanyCheck(
        company=company,
        side=company.side,
        state=CheckState.OPEN,
        country=company.country,
        opened_by_id=opener.id,
        opened_at=now,
        due_at=due_at_office(office_of_country(company.country), now),
    )
    _write(check, statement)
    try:
        return insert_with_id(check, column="code", prefix="CHK")
    except IntegrityError:
        raise errors.check_is_open() from None


def _write(check: CompanyCheck, statement: Statement) -> list[str]:
    """Write what the company states; return the names of what changed."""
    number = company_number(check.country)
    written = replace(statement, number=number.written(statement.number))
    values = vars(written) | {"number_key": number.key(statement.number)}
    changed = sorted(name for name, value in values.items() if getattr(check, name) != value)
    for name, value in values.items():
        setattr(check, name, value)
    return changed


def _add(
    check: CompanyCheck, company: Company, kept: KeptDocument, uploader: Person, actor: Actor
) -> None:
    document = add_document(
        company,
        DocumentKind.BUSINESS_REGISTRATION,
        kept,
        uploader_id=uploader.id,
        actor=actor,
    )
    session.add(CheckDocument(check_id=check.id, document_id=document.id))


def answer(
    check: CompanyCheck,
    statement: Statement,
    kept: KeptDocument | None,
    *,
    words: str,
    answerer: Person,
    actor: Actor,
) -> None:
    """Answer what the office asked: a corrected statement, one more document, a few words.

    The office has the turn again, for two of its working days. Raises Conflict when it was answered
    or decided meanwhile, NotAllowed for a member without the role.
    """
    company = lock_for(actor, session.get_one(Company, check.company_id), WRITERS)
    lock(check)
    CHECK.apply(check, "answer", actor=actor)
    if kept is not None:
        _add(check, company, kept, answerer, actor)
    changed = _write(check, statement)
    if changed:
        fields = [name for name in changed if not name.endswith("_key")]
        audit.record(
            "company_check:statement:changed",
            kind="company_check",
            subject=check.code,
            actor=actor,
            fields=fields,
        )
    check.due_at = due_at_office(office_of_country(company.country))
    check.version += 1
    said = ReasonsAndWords(words=words, language=statement.language)
    keep_words(check, CheckStep.ANSWERED, said, by=answerer.id)
    tell_office(check, "check_answered")
