"""Who may open what of the desk of inquiries and reports: the lines of `table` for those pages."""

from tests.matrix.answers import ON, Line, operators
from tests.matrix.review_lines import moderators

AT_DESK = "/en/desk/inquiries/{inquiry}"
REPORT = "/en/desk/reports/{report}"

DESK_DEAL_LINES = [
    Line("GET", "deals.waiting", "/en/desk/inquiries", moderators(200)),
    Line("POST", "deals.decide_several", "/en/desk/inquiries/decide", moderators(ON)),
    Line("GET", "deals.waiting_inquiry", AT_DESK, moderators(200)),
    Line("POST", "deals.take_inquiry", f"{AT_DESK}/take", moderators(ON)),
    Line("POST", "deals.give_back_inquiry", f"{AT_DESK}/give-back", moderators(ON)),
    Line("POST", "deals.decide_inquiry", f"{AT_DESK}/decide", moderators(200)),
    # No operator of this house checks companies
    Line("POST", "deals.let_inquiries_go", "/en/desk/checks/{check}/inquiries", operators(403)),
    Line("GET", "deals.reports", "/en/desk/reports", moderators(200)),
    Line("GET", "deals.report", REPORT, moderators(200)),
    Line("POST", "deals.end_report", f"{REPORT}/close", moderators(200)),
]
