"""Who may open what of company checks and documents: the lines of `table` for their pages.

No operator of this house is a verifier: both are told who is.
"""

from tests.matrix.answers import ON, Line, Reader, everyone, members, only, operators, writers

CHECK = "/en/c/{seller}/check"
AT_DESK = "/en/desk/checks/{check}"

CHECK_LINES = [
    Line("GET", "verification.how_we_verify", "/en/how-we-verify", everyone(200)),
    Line("GET", "verification.company_check", CHECK, members(200)),
    # The seller's check is open already: a second one is not offered
    Line("GET", "verification.open_company_check", f"{CHECK}/new", writers(ON)),
    Line("POST", "verification.open_company_check", f"{CHECK}/new", writers(200)),
    Line("POST", "verification.answer_check", f"{CHECK}/answer", writers(ON)),
    Line(
        "GET",
        "files.file",
        "/files/{document}",
        only(Reader.OWNER, Reader.ACTING) | {Reader.VIEWER: 403, Reader.OPERATOR: 403},
    ),
    Line("GET", "verification.checks", "/en/desk/checks", operators(403)),
    Line("GET", "verification.check", AT_DESK, operators(403)),
    Line("POST", "verification.take_check", f"{AT_DESK}/take", operators(403)),
    Line("POST", "verification.give_back_check", f"{AT_DESK}/give-back", operators(403)),
    Line("POST", "verification.decide", f"{AT_DESK}/decide", operators(403)),
]
