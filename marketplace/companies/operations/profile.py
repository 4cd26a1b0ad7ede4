"""Writing a company's page: names, what it does, its texts, its logo, who may write first."""

from collections.abc import Collection
from dataclasses import asdict, dataclass

from sqlalchemy import delete
from sqlalchemy.orm import InstrumentedAttribute

from marketplace.companies import errors
from marketplace.companies.enums import CompanyKind, Side, StaffBand
from marketplace.companies.events import CompanyKindChanged, CompanyRenamed
from marketplace.companies.models import (
    Business,
    Company,
    CompanyLanguage,
    CompanyText,
    ExportMarket,
)
from marketplace.companies.operations.address_names import give_address_name
from marketplace.companies.operations.record import (
    LEADERS,
    WRITERS,
    lock_for,
    write_down,
)
from marketplace.companies.protocols import holds_names
from marketplace.companies.queries import business_of, find_text, languages_of, markets_of
from marketplace.core.audit import Actor
from marketplace.core.db import change_row, insert_if_absent, require_version, session
from marketplace.core.errors import Refused
from marketplace.core.images import leave_picture
from marketplace.core.text import text_key
from marketplace.core.work.events import publish


@dataclass(frozen=True)
class CompanyNames:
    """A company's names; "" where there is none."""

    name: str
    name_latin: str
    trade_name: str


@dataclass(frozen=True)
class BusinessFacts:
    """What a company does: `languages` are tags, `markets` ISO 3166 codes, `established` a year."""

    kind: CompanyKind | None
    does_oem: bool
    does_odm: bool
    established: int | None
    staff: StaffBand | None
    website: str
    languages: frozenset[str]
    markets: frozenset[str]


def change_names(company: Company, names: CompanyNames, *, seen_version: int, actor: Actor) -> None:
    """Write the company's names.

    Raises Conflict when somebody was faster, Refused for another legal name while the present one
    was checked: a new check with its document changes that.
    """
    lock_for(actor, company, LEADERS)
    require_version(company, seen_version)
    is_renamed = (names.name, names.name_latin) != (company.name, company.name_latin)
    if is_renamed and holds_names(company):
        raise errors.names_were_checked()
    changed = change_row(company, asdict(names) | {"name_key": text_key(names.name)})
    if changed:
        give_address_name(company)
        fields = [name for name in changed if name != "name_key"]
        write_down(company, "names:changed", actor=actor, fields=fields)
        publish(CompanyRenamed(company.code))


def change_business(
    company: Company, facts: BusinessFacts, *, seen_version: int, actor: Actor
) -> None:
    """Write what the company does. Raises Conflict when somebody was faster."""
    lock_for(actor, company, WRITERS)
    business: Business = business_of(company)
    session.refresh(business)
    require_version(business, seen_version)
    values = asdict(facts)
    languages, markets = values.pop("languages"), values.pop("markets")
    changed, lists = change_row(business, values), []
    if _write_list(company, CompanyLanguage.language, languages_of(company), languages):
        lists.append("languages")
    if _write_list(company, ExportMarket.country, markets_of(company), markets):
        lists.append("markets")
    if lists and not changed:
        business.version += 1
    changed += lists
    if changed:
        write_down(company, "business:changed", actor=actor, fields=changed)
    if not {"kind", "does_oem", "does_odm"}.isdisjoint(changed):
        publish(CompanyKindChanged(company.code))


def _write_list(
    company: Company,
    column: InstrumentedAttribute[str],
    present: Collection[str],
    wanted: Collection[str],
) -> bool:
    """Make a list of the company hold exactly what is wanted; return whether it changed."""
    model: type[CompanyLanguage | ExportMarket] = column.class_  # type: ignore[assignment]
    gone = set(present) - set(wanted)
    if gone:
        session.execute(delete(model).where(model.company_id == company.id, column.in_(gone)))
    new = set(wanted) - set(present)
    for value in sorted(new):
        insert_if_absent(model, company_id=company.id, **{column.key: value})
    return bool(gone or new)


def write_text(
    company: Company,
    language: str,
    *,
    headline: str,
    story: str,
    seen_version: int,
    actor: Actor,
) -> None:
    """Write the company's own words in a language; with nothing in them they are taken away.

    `seen_version` is 0 for a text that nobody has written yet. Raises Conflict when somebody was
    faster.
    """
    lock_for(actor, company, WRITERS)
    text = find_text(company, language)
    if text is None:
        text = CompanyText(company_id=company.id, language=language, version=0)
    else:
        session.refresh(text)
    require_version(text, seen_version)
    changed = change_row(text, {"headline": headline, "story": story})
    if headline or story:
        session.add(text)
    elif text in session:
        session.delete(text)
    if changed:
        write_down(company, "text:changed", actor=actor, language=language, fields=changed)


def change_logo(company: Company, key: str | None, *, seen_key: str | None, actor: Actor) -> None:
    """Set the company's logo, None for none.

    Raises Conflict when the logo is no longer the one that the reader saw.
    """
    lock_for(actor, company, WRITERS)
    if company.logo != seen_key:
        raise errors.another_logo_stands()
    if company.logo == key:
        return
    if company.logo:
        leave_picture(company.logo)
    company.logo = key
    write_down(company, "logo:changed" if key else "logo:removed", actor=actor)


def let_sellers_write(company: Company, *, allowed: bool, actor: Actor) -> None:
    """Let sellers write to a buyer first, or no longer. Raises Refused for a seller."""
    lock_for(actor, company, WRITERS)
    if company.side is not Side.BUYER:
        raise Refused
    if company.sellers_may_write is allowed:
        return
    company.sellers_may_write = allowed
    act = "first_letters:allowed" if allowed else "first_letters:refused"
    write_down(company, act, actor=actor)
