"""Who may look at and decide reviews: moderators of the office of the company's country."""

from marketplace.accounts.enums import OperatorRole
from marketplace.accounts.rules import operator_with
from marketplace.moderation.models import Review


def _country_of(review: Review) -> str:
    return review.company.country


#: Moderators anywhere: the queue shows each what lies in their office's countries.
moderates = operator_with(OperatorRole.MODERATOR)
#: Moderators of the country that the review's company is in.
may_review = operator_with(OperatorRole.MODERATOR, country_of=_country_of)
