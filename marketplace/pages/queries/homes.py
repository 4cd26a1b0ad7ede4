"""Named reads of the home pages: where a day begins, what waits, how a company stands here."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import url_for
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from marketplace.accounts.models import Person
from marketplace.companies.enums import MemberRole, Side, role_name
from marketplace.companies.models import Company
from marketplace.companies.queries import (
    PagePoint,
    find_member,
    memberships_of,
    open_offer,
    points_of,
    profile_of,
    zone_of,
)
from marketplace.core.web.todos import Todo, todos_in
from marketplace.notices.queries import unread_count
from marketplace.reference.queries import company_number, country_name
from marketplace.verification.enums import CheckState
from marketplace.verification.queries import standing_check

#: Who writes a company's page, and is therefore told what is missing on it.
WRITING = frozenset({MemberRole.OWNER, MemberRole.TRADE})
GAPS_NAMED = 3
#: How a home's heading says few things; more are said in digits.
FEW = (
    _l("Nothing waits for you"),
    _l("One thing to do"),
    _l("Two things to do"),
    _l("Three things to do"),
    _l("Four things to do"),
    _l("Five things to do"),
)


@dataclass(frozen=True)
class CompanySummary:
    """How a company stands here, in the words of the page's language.

    `points` are what belongs on its page, written or not; `role` is empty for whom is no member;
    `is_suspended` says that its company check is stopped.
    """

    role: str
    country: str
    number_name: str
    points: list[PagePoint]
    is_suspended: bool

    @property
    def written(self) -> int:
        """How many of the points are written."""
        return sum(point.is_done for point in self.points)


@dataclass(frozen=True)
class MemberHome:
    """What a member's home says: what waits, and how the company stands here."""

    standing: CompanySummary
    todos: list[Todo]

    @property
    def heading(self) -> str:
        """The sentence that heads the home, made from what waits."""
        count = len(self.todos)
        if count < len(FEW):
            return str(FEW[count])
        words: str = ngettext("%(num)d thing to do", "%(num)d things to do", count)
        return words


def first_page_of(person: Person) -> str:
    """Return the address of the page where a person's day begins.

    An operator's is the desk, a member's the home of the company they joined first, anybody else's
    the home page.
    """
    if person.is_operator:
        return url_for("desk.home")
    memberships = memberships_of(person)
    if not memberships:
        return url_for("pages.home")
    company = memberships[0].company
    endpoint = "pages.seller_home" if company.side is Side.SELLER else "pages.buyer_home"
    return url_for(endpoint, company=company.code)


def home_of(company: Company, person: Person) -> MemberHome:
    """Return what the home of a company says to one of its members, or to who acts for it."""
    member = find_member(company, person)
    profile = profile_of(company)
    points = points_of(profile)
    may_write = member is None or member.role in WRITING
    own = [
        *_offered(company, person, zone_of(company, profile.calendar)),
        *_of_account(person),
        *(_gaps(company, points) if may_write else ()),
        *_unread(person),
    ]
    side = "seller" if company.side is Side.SELLER else "buyer"
    check = standing_check(company)
    standing = CompanySummary(
        role=role_name(member.role, company.side) if member else "",
        country=country_name(company.country, str(get_locale())),
        number_name=company_number(company.country).label if company.number else "",
        points=points,
        is_suspended=check is not None and check.state is CheckState.SUSPENDED,
    )
    return MemberHome(standing, todos_in(f"{side}_home.todos", own, company=company))


def _offered(company: Company, person: Person, zone: str) -> Iterator[Todo]:
    offer = open_offer(company)
    if offer is None or offer.taker_id != person.id:
        return
    yield Todo(
        title=_("Say whether you take the company over"),
        text=_("%(giver)s offers to make you its owner.", giver=offer.giver.name),
        icon="key",
        due=offer.ends_at,
        zone=zone,
        href=url_for("companies.ownership", company=company.code),
        act=_("Answer"),
    )


def _of_account(person: Person) -> Iterator[Todo]:
    if person.has_app:
        return
    yield Todo(
        title=_("Set up the authenticator app"),
        text=_("Recommended: with it nobody signs in as you with a stolen password alone."),
        icon="device-phone-mobile",
        note=_("about two minutes"),
        href=url_for("accounts.authenticator"),
        act=_("Set it up"),
    )


def _gaps(company: Company, points: list[PagePoint]) -> Iterator[Todo]:
    gaps = [str(point.words) for point in points if not point.is_done]
    if not gaps:
        return
    named, more = gaps[:GAPS_NAMED], len(gaps) - GAPS_NAMED
    if more > 0:
        named.append(ngettext("%(num)d more", "%(num)d more", more))
    yield Todo(
        title=_("Complete your company’s page"),
        text=_("Still missing: %(list)s", list=" · ".join(named)),
        icon="building-office-2",
        note=_("%(done)s of %(all)s written", done=len(points) - len(gaps), all=len(points)),
        href=url_for("companies.overview", company=company.code),
        act=_("Carry on"),
    )


def _unread(person: Person) -> Iterator[Todo]:
    unread = unread_count(person.code)
    if not unread:
        return
    yield Todo(
        title=ngettext("Read one new notice", "Read %(num)d new notices", unread),
        text=_("What happened around you and your companies."),
        icon="bell",
        href=url_for("accounts.notices"),
        act=_("Read"),
    )
