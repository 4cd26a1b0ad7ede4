"""What happened to companies. `company` is a public id."""

from dataclasses import dataclass
from typing import ClassVar

from marketplace.core.work.events import Event


@dataclass(frozen=True)
class CompanyClosed(Event):
    """Nobody acts for a company any more: what it left under way ends."""

    name: ClassVar[str] = "companies.company_closed"
    company: str


@dataclass(frozen=True)
class CompanyRenamed(Event):
    """A company has another name, Latin name or trade name."""

    name: ClassVar[str] = "companies.company_renamed"
    company: str


@dataclass(frozen=True)
class CompanyKindChanged(Event):
    """A company states that it does something else with goods, or that it takes other orders."""

    name: ClassVar[str] = "companies.company_kind_changed"
    company: str
