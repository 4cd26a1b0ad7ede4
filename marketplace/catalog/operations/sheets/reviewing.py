"""How moderation looks at the goods of a sheet: it knows the sheet by its public id only."""

from marketplace.catalog.operations.sheets.deciding import (
    SHEET_REVIEW,
    decide_sheet,
    lock_sheet_subject,
)
from marketplace.catalog.queries.review import reasons
from marketplace.catalog.queries.sheet_review import (
    sheet_lines,
    sheet_remark_lines,
    sheet_review_facts,
)
from marketplace.moderation.protocols import ReviewSubject

GOODS_OF_SHEET = ReviewSubject(
    kind=SHEET_REVIEW,
    lock=lock_sheet_subject,
    on_decided=decide_sheet,
    reasons=reasons,
    lines=sheet_lines,
    template="catalog/_review_sheet.html",
    facts=sheet_review_facts,
    remark_lines=sheet_remark_lines,
)
