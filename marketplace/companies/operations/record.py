"""What every act on a company does: lock it, change a row, write it into its history."""

from collections.abc import Mapping
from typing import Any

from marketplace.companies.enums import CompanyState
from marketplace.companies.errors import company_is_closed
from marketplace.companies.models import Company
from marketplace.core import audit
from marketplace.core.audit import Actor
from marketplace.core.db import Base, lock


def lock_open(company: Company) -> Company:
    """Lock a company. Raises Conflict when it was closed in the meantime."""
    if lock(company).state is not CompanyState.OPEN:
        raise company_is_closed()
    return company


def write_down(
    company: Company,
    tag: str,
    *,
    actor: Actor,
    **facts: Any,  # noqa: ANN401 - as `audit.record` takes them
) -> None:
    """Write an act into the company's history: `names:changed` becomes `company:names:changed`."""
    audit.record(f"company:{tag}", kind="company", subject=company.code, actor=actor, **facts)


def change_row(row: Base, values: Mapping[str, object]) -> list[str]:
    """Set the columns that differ; return their names."""
    changed = sorted(name for name, value in values.items() if getattr(row, name) != value)
    for name in changed:
        setattr(row, name, values[name])
    return changed
