"""Who may see and do what with a company.

Members by their role; an operator who acts for the company like an owner, but never what only an
owner may (`owner_alone`). To everybody else a company's pages do not exist.
"""

from flask_babel import gettext as _

from marketplace.accounts.enums import OperatorRole
from marketplace.accounts.queries import Reader
from marketplace.accounts.rules import operator_with
from marketplace.companies.enums import DocumentKind, MemberRole
from marketplace.companies.models import Company
from marketplace.companies.queries.acting import ACTING_ROLES, find_acting
from marketplace.companies.queries.members import find_member, names_with_role
from marketplace.core.permissions import HIDDEN, YES, Answer, Rule, Verdict

OWNER = frozenset({MemberRole.OWNER})


def company_of(subject: object) -> Company:
    """Return the company that a page's subject is, or is a part of."""
    if isinstance(subject, Company):
        return subject
    company: Company = subject.company  # type: ignore[attr-defined]
    return company


def _country_of(subject: object) -> str:
    return company_of(subject).country


def _reads(reader: Reader, subject: object) -> Verdict:
    company = company_of(subject)
    if find_member(company, reader.person) or find_acting(company, reader.person):
        return YES
    return HIDDEN


def _is_member(reader: Reader, subject: object) -> Verdict:
    return YES if find_member(company_of(subject), reader.person) else HIDDEN


#: Any member, and the operator who acts for the company.
is_member = Rule("is_member", _reads)
#: Any member, and nobody on their behalf: leaving, answering an offer.
is_member_alone = Rule("is_member_alone", _is_member)
#: The operators who look after the company's country.
looks_after = operator_with(*OperatorRole, country_of=_country_of)
#: Those of them who may begin to act for the company.
may_act_for = operator_with(*ACTING_ROLES, country_of=_country_of)


#: The operators who check companies of its country.
checks_companies = operator_with(OperatorRole.VERIFIER, country_of=_country_of)


def may(*roles: MemberRole) -> Rule:
    """Return the rule that a member must have one of the `roles`, or be an owner.

    An operator who acts for the company may too.
    """
    return _needing(frozenset({*roles, *OWNER}), operators=True)


def _needing(enough: frozenset[MemberRole], *, operators: bool) -> Rule:
    def check(reader: Reader, subject: object) -> Verdict:
        company = company_of(subject)
        member = find_member(company, reader.person)
        if member is not None and member.role in enough:
            return YES
        acting = member is None and find_acting(company, reader.person) is not None
        if acting and operators:
            return YES
        if member is None and not acting:
            return HIDDEN
        who_can = tuple(names_with_role(company, enough))
        return Verdict(Answer.NOT_YOUR_ROLE, _why_not(company, acting=acting), who_can)

    names = "_or_".join(sorted(role.value for role in enough))
    return Rule(f"is_{names}" + ("" if operators else "_alone"), check)


def _why_not(company: Company, *, acting: bool) -> str:
    if acting:
        return str(_("Only an owner of %(company)s does this, nobody else.", company=company.name))
    return str(_("Your role in %(company)s does not reach this far.", company=company.name))


#: What an owner does in person: handing over, removing members, bank accounts.
owner_alone = _needing(OWNER, operators=False)

_shows_documents = may(MemberRole.TRADE)
#: Certificates belong to goods, which moderators look at.
_looks_at_goods = operator_with(
    OperatorRole.MODERATOR, OperatorRole.VERIFIER, country_of=_country_of
)


def _opens_document(reader: Reader, subject: object) -> Verdict:
    company = company_of(subject)
    is_stranger = find_member(company, reader.person) is None
    if is_stranger and reader.person.is_operator and not find_acting(company, reader.person):
        is_certificate = getattr(subject, "kind", None) is DocumentKind.CERTIFICATE
        rule = _looks_at_goods if is_certificate else checks_companies
        return rule.check(reader, subject)
    return _shows_documents.check(reader, subject)


#: Who may open what the company showed us: its owners and those who trade, whoever acts for it, and
#: the operators who check companies of its country, for certificates those who look at goods too.
may_open_document = Rule("may_open_document", _opens_document)
