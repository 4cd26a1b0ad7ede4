"""What the pages of one company share: who reads, as whom they act, what templates call."""

from dataclasses import dataclass
from functools import partial

from flask import current_app, g, redirect
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from marketplace.accounts.queries import office_name, page_reader
from marketplace.companies import enums
from marketplace.companies.enums import MemberRole
from marketplace.companies.models import ActingFor, Company, Member
from marketplace.companies.queries import actor_for, find_member, present_acting
from marketplace.companies.routes import bp
from marketplace.companies.rules import may
from marketplace.config import Settings
from marketplace.core.audit import Actor
from marketplace.core.languages import LANGUAGES
from marketplace.core.markdown import render_markdown
from marketplace.core.phones import written_phone
from marketplace.core.web.addresses import path_to
from marketplace.reference.queries import country_name

#: Who writes the company's page: owners and those who trade.
may_write = may(MemberRole.TRADE)
#: Owners, and the operator who acts for the company.
may_lead = may()


@dataclass(frozen=True)
class CompanyReader:
    """What the reader is to the company: a member with a role, or an operator acting for it."""

    member: Member | None
    acting: ActingFor | None

    @property
    def is_owner(self) -> bool:
        """Whether the reader is an owner in person."""
        return self.member is not None and self.member.role is MemberRole.OWNER

    @property
    def may_lead(self) -> bool:
        """Whether the reader may name the company and look after its members."""
        return self.is_owner or self.acting is not None

    @property
    def may_write(self) -> bool:
        """Whether the reader may write the company's page."""
        trades = self.member is not None and self.member.role is MemberRole.TRADE
        return self.may_lead or trades


def settings() -> Settings:
    """Return the settings of the house."""
    found: Settings = current_app.config["SETTINGS"]
    return found


def standing(company: Company) -> CompanyReader:
    """Return what the reader is to the company, looked up once a request."""
    known: dict[int, CompanyReader] = g.setdefault("standings", {})
    if company.id not in known:
        member = find_member(company, page_reader().person)
        known[company.id] = CompanyReader(member, None if member else present_acting(company))
    return known[company.id]


def actor(company: Company) -> Actor:
    """Return the reader as the actor of an act for the company."""
    return actor_for(page_reader(), company)


def back_to(
    endpoint: str,
    company: str,
    **parts: object,
) -> ResponseReturnValue:
    """Lead to another page of the company with that public id."""
    return redirect(path_to(f".{endpoint}", company=company, **parts))


def locale() -> str:
    """Return the Babel locale of the page."""
    return str(get_locale())


@bp.context_processor
def _words() -> dict[str, object]:
    return {
        "standing": standing,
        "role_name": enums.role_name,
        "kind_name": enums.kind_name,
        "staff_name": enums.staff_name,
        "address_kind_name": enums.address_kind_name,
        "channel_name": enums.channel_name,
        "country": partial(country_name, locale=locale()),
        "all_languages": LANGUAGES,
        "office_name": office_name,
        "written_phone": written_phone,
        "markdown": render_markdown,
    }
