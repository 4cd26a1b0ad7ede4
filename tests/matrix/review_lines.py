"""Who may open what of reviews: the lines of `table` for their pages."""

from tests.matrix.answers import ON, Line, Reader, only

AT_DESK = "/en/desk/reviews/{review}"


def moderators(answer):
    """Moderators; another operator is told who can, others learn nothing."""
    return only(Reader.ACTING, answer=answer) | {Reader.OPERATOR: 403}


REVIEW_LINES = [
    Line("GET", "moderation.reviews", "/en/desk/reviews", moderators(200)),
    Line("GET", "moderation.review", AT_DESK, moderators(200)),
    Line("POST", "moderation.take", f"{AT_DESK}/take", moderators(ON)),
    Line("POST", "moderation.give_back", f"{AT_DESK}/give-back", moderators(ON)),
    Line("GET", "catalog.goods_on_desk", "/en/desk/listings/{shown}", moderators(200)),
    Line("POST", "catalog.take_goods_down", "/en/desk/listings/{shown}/take-down", moderators(200)),
    Line("POST", "catalog.put_goods_back", "/en/desk/listings/{shown}/put-back", moderators(ON)),
    Line("POST", "catalog.settle_goods_hs", "/en/desk/listings/{shown}/hs", moderators(ON)),
    Line("POST", "moderation.decide", f"{AT_DESK}/decide", moderators(200)),
]
