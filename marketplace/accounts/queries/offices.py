"""Named reads: offices, their countries, their operators, and how far an operator reaches."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from flask import current_app
from flask_babel import get_locale
from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager

from marketplace.accounts.enums import OfficeState, OperatorRole, PersonState
from marketplace.accounts.models import Office, OfficeCountry, Operator, OperatorGrant, Person
from marketplace.core.db import session
from marketplace.core.languages import LANGUAGES
from marketplace.core.text import text_key
from marketplace.reference.queries import home_pack

NAMES_SHOWN = 10
#: More than any office has.
MOST_IN_ROLE = 50


@dataclass(frozen=True)
class OfficeOnList:
    """An office with the codes of its countries and the number of its operators."""

    office: Office
    countries: list[str]
    operators: int


def headquarters() -> Office | None:
    """Return the headquarters; None only in a house that never had an operator."""
    return session.scalar(select(Office).where(Office.is_headquarters))


def find_office(office: str) -> Office | None:
    """Return the office with this public id."""
    return session.scalar(select(Office).where(Office.code == office))


def find_office_named(name: str) -> Office | None:
    """Return the office of this name, whatever its case."""
    return session.scalar(select(Office).where(Office.name_key == text_key(name)))


def office_of_country(country: str) -> Office | None:
    """Return the office that looks after the country (ISO 3166 code): headquarters if none has it.

    None only in a house that never had an operator.
    """
    theirs = select(Office).join(OfficeCountry).where(OfficeCountry.country == country)
    return session.scalar(theirs) or headquarters()


def countries_of(office: Office) -> list[str]:
    """Return the codes of the countries that the office itself has, in order."""
    theirs = select(OfficeCountry.country).where(OfficeCountry.office_id == office.id)
    return list(session.scalars(theirs.order_by(OfficeCountry.country)))


def offices_of_countries() -> dict[str, Office]:
    """Return the office of each country that some office has."""
    found = select(OfficeCountry.country, Office).join(Office)
    return dict(session.execute(found).all())


def open_offices() -> list[Office]:
    """Return the open offices: headquarters, then the others by name."""
    found = select(Office).where(Office.state == OfficeState.OPEN)
    return list(session.scalars(found.order_by(Office.is_headquarters.desc(), Office.name_key)))


def offices_on_list() -> list[OfficeOnList]:
    """Return every office for the list: headquarters, then by name, closed ones last."""
    rows = session.scalars(
        select(Office).order_by(
            (Office.state == OfficeState.CLOSED), Office.is_headquarters.desc(), Office.name_key
        )
    ).all()
    countries = defaultdict(list)
    for office_id, country in session.execute(
        select(OfficeCountry.office_id, OfficeCountry.country).order_by(OfficeCountry.country)
    ):
        countries[office_id].append(country)
    counted = select(Operator.office_id, func.count()).group_by(Operator.office_id)
    operators = dict(session.execute(counted).all())
    return [OfficeOnList(row, countries[row.id], operators.get(row.id, 0)) for row in rows]


def office_name(office: Office, tag: str | None = None) -> str:
    """Return the office's name for readers of the language `tag` (the page's when None)."""
    home = LANGUAGES[home_pack(current_app.config["SETTINGS"].home_country).LANGUAGE]
    is_home = tag == home.tag if tag else str(get_locale()) == home.locale
    return office.name_local if is_home and office.name_local else office.name


def operators_of(office: Office) -> Select[Operator]:
    """Select the operators of an office with their people, for paging."""
    return (
        select(Operator)
        .join(Operator.person)
        .options(contains_eager(Operator.person))
        .where(Operator.office_id == office.id)
    )


def count_operators(office: Office) -> int:
    """Return how many operators belong to the office."""
    counted = select(func.count()).select_from(Operator).where(Operator.office_id == office.id)
    return session.scalar(counted) or 0


def find_operator(office: str, person: str) -> Operator | None:
    """Return the operator with this public id if they belong to that office (public ids both)."""
    theirs = select(Operator).join(Operator.person).join(Office, Office.id == Operator.office_id)
    return session.scalar(theirs.where(Office.code == office, Person.code == person))


def count_other_administrators(operator: Operator) -> int:
    """Return how many others can sign in and administer from the operator's office."""
    others = (
        select(func.count())
        .select_from(Operator)
        .join(Person, Person.id == Operator.person_id)
        .join(OperatorGrant, OperatorGrant.person_id == Operator.person_id)
        .where(
            Operator.office_id == operator.office_id,
            Operator.person_id != operator.person_id,
            OperatorGrant.role == OperatorRole.ADMINISTRATOR,
            Person.state == PersonState.ACTIVE,
        )
    )
    return session.scalar(others) or 0


def countries_in_scope(person: Person) -> set[str] | None:
    """Return the countries (ISO 3166 codes) that an operator looks after; None means all.

    Empty for somebody who is no operator.
    """
    if person.operator is None:
        return set()
    if person.operator.office.is_headquarters:
        return None
    return set(countries_of(person.operator.office))


def people_in_role(role: OperatorRole, office: Office | None) -> list[Person]:
    """Return who has a role at an office; those of headquarters where it has nobody.

    At most fifty, who was appointed first on top. Nobody without an office.
    """
    if office is None:
        return []
    found = session.scalars(
        select(Person)
        .join(Operator, Operator.person_id == Person.id)
        .join(OperatorGrant, OperatorGrant.person_id == Person.id)
        .where(
            Operator.office_id == office.id,
            OperatorGrant.role == role,
            Person.state == PersonState.ACTIVE,
        )
        .order_by(Operator.appointed_at, Person.id)
        .limit(MOST_IN_ROLE)
    ).all()
    if found or office.is_headquarters:
        return list(found)
    return people_in_role(role, headquarters())


def names_of_operators(
    roles: Collection[OperatorRole], *, office: Office | None = None, anywhere: bool = False
) -> list[str]:
    """Return names of operators who have one of the roles and reach the office's countries.

    Those of headquarters reach everything; without an office, only they do, unless `anywhere`. At
    most ten names, who was appointed first on top.
    """
    found = (
        select(Person.name)
        .join(Operator, Operator.person_id == Person.id)
        .join(Office, Office.id == Operator.office_id)
        .where(
            Person.state == PersonState.ACTIVE,
            select(OperatorGrant.role)
            .where(OperatorGrant.person_id == Person.id, OperatorGrant.role.in_(roles))
            .exists(),
        )
    )
    if not anywhere:
        reaching = Office.is_headquarters
        found = found.where(reaching | (Office.id == office.id) if office else reaching)
    return list(
        session.scalars(found.order_by(Operator.appointed_at, Person.id).limit(NAMES_SHOWN))
    )
