"""Who may look at a company check at the desk, and who may decide on it."""

from flask_babel import gettext as _

from marketplace.accounts.enums import OperatorRole
from marketplace.accounts.queries import Reader
from marketplace.accounts.rules import operator_with
from marketplace.companies.queries import find_member
from marketplace.companies.rules import checks_companies
from marketplace.core.permissions import YES, Answer, Rule, Verdict
from marketplace.verification.models import CompanyCheck

#: The operators who check companies, of whichever office.
is_verifier = operator_with(OperatorRole.VERIFIER)
#: Those who reach the company of a check.
may_see_check = checks_companies


def _decides(reader: Reader, check: CompanyCheck) -> Verdict:
    verdict = may_see_check.check(reader, check)
    if verdict.answer is not Answer.YES:
        return verdict
    if find_member(check.company, reader.person) is not None:
        return Verdict(
            Answer.NOT_YOUR_ROLE,
            _("You are a member of this company: a colleague has to decide."),
        )
    return YES


#: Those of them who are no members of the company.
may_decide = Rule("may_decide_on_check", _decides)
