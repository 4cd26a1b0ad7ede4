"""How moderation looks at goods: it knows a version by its public id only."""

from marketplace.catalog.operations.submission import REVIEW_KIND, decide_version, lock_subject
from marketplace.catalog.queries.review import reasons, remark_lines, review_facts, review_lines
from marketplace.moderation.protocols import ReviewSubject

GOODS = ReviewSubject(
    kind=REVIEW_KIND,
    lock=lock_subject,
    on_decided=decide_version,
    reasons=reasons,
    lines=review_lines,
    template="catalog/_review.html",
    facts=review_facts,
    remark_lines=remark_lines,
)
