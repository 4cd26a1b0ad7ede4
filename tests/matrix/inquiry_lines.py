"""Who may open what of inquiries that buyers write: the lines of `table` for those pages."""

from tests.matrix.answers import ON, Line, Reader, everyone, only

TO = "/en/inquiry/{shown_seller}"
#: Everybody who is signed in has begun one there; nobody else has.
BEGUN = "/en/inquiry/{begun_to}"
#: Owner and viewer have companies that buy besides the seller.
BUYERS = (Reader.BUYER, Reader.OWNER, Reader.VIEWER)
SENT = "/en/c/{buyer}/buying/inquiries/{inquiry}"

INQUIRY_LINES = [
    Line("GET", "deals.inquiry", TO, everyone(200)),
    Line("POST", "deals.inquiry", TO, everyone(200)),  # nothing was typed
    Line("POST", "deals.add_to_inquiry", "/en/inquiry/add/{shown}", everyone(ON)),
    Line("GET", "deals.my_inquiries", "/en/inquiries", everyone(200)),
    Line(
        "GET",
        "deals.send_inquiry",
        f"{BEGUN}/send",
        everyone(200) | dict.fromkeys(BUYERS, ON) | {Reader.ANONYMOUS: 404},
    ),
    Line("POST", "deals.drop_inquiry", f"{BEGUN}/drop", everyone(ON) | {Reader.ANONYMOUS: 404}),
    Line("GET", "deals.sent_inquiry", SENT, only(Reader.BUYER)),
    Line("POST", "deals.answer_about_inquiry", f"{SENT}/answer", only(Reader.BUYER, answer=ON)),
    Line("POST", "deals.withdraw_inquiry", f"{SENT}/withdraw", only(Reader.BUYER, answer=ON)),
]
