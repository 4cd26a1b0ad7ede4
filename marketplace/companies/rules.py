"""Who may see and do what with a company."""

from flask_babel import gettext as _

from marketplace.accounts.queries import Reader
from marketplace.companies.enums import MemberRole
from marketplace.companies.models import Company
from marketplace.companies.queries import find_member, names_with_role
from marketplace.core.permissions import HIDDEN, YES, Answer, Rule, Verdict


def _member(reader: Reader, company: Company) -> Verdict:
    return YES if find_member(company, reader.person) else HIDDEN


#: Any member; to strangers, operators too, the company's pages do not exist.
is_member = Rule("is_member", _member)


def has_role(*roles: MemberRole) -> Rule:
    """Return the rule that a member must have one of the `roles`, or be an owner."""
    enough = frozenset({*roles, MemberRole.OWNER})

    def check(reader: Reader, company: Company) -> Verdict:
        member = find_member(company, reader.person)
        if member is None:
            return HIDDEN
        if member.role in enough:
            return YES
        sentence = _("Your role in %(company)s does not reach this far.", company=company.name)
        who_can = tuple(names_with_role(company, enough))
        return Verdict(Answer.NOT_YOUR_ROLE, sentence, who_can)

    names = "_or_".join(sorted(role.value for role in enough))
    return Rule(f"is_{names}", check)
