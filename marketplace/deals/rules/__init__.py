"""Who may see a deal, and who may act in it."""

from marketplace.companies.enums import MemberRole
from marketplace.companies.rules import is_member, may

#: Any member of the company whose deal it is, and the operator who acts for that company. What a
#: seller may not know of yet is no deal of theirs: `queries.deal_of` does not find it.
may_see_deal = is_member
#: Owners and those who trade, and the operator who acts for the company.
may_write_in_deal = may(MemberRole.TRADE)
