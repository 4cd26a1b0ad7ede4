"""Who may see and write goods: on their seller's pages, and as an operator.

A company that buys has no goods: to everybody those pages do not exist.
"""

from marketplace.accounts.enums import OperatorRole
from marketplace.accounts.queries import Reader
from marketplace.accounts.rules import operator_with
from marketplace.companies.enums import MemberRole, Side
from marketplace.companies.rules import company_of, is_member, may
from marketplace.core.permissions import HIDDEN, Rule, Verdict


def _of_seller(rule: Rule, name: str) -> Rule:
    """Return a rule on a company, or what belongs to one, that holds for sellers alone."""

    def check(reader: Reader, subject: object) -> Verdict:
        if company_of(subject).side is not Side.SELLER:
            return HIDDEN
        return rule.check(reader, subject)

    return Rule(name, check)


def _country_of(subject: object) -> str:
    return company_of(subject).country


#: Any member of the seller, and the operator who acts for it.
reads_goods = _of_seller(is_member, "reads_goods")
#: Owners and Sales of the seller, and the operator who acts for it.
writes_goods = _of_seller(may(MemberRole.TRADE), "writes_goods")
#: Moderators of the seller's country: taking goods down and putting them back.
moderates_goods = operator_with(OperatorRole.MODERATOR, country_of=_country_of)
