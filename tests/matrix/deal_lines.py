"""Who may open what of a deal's room: the lines of `table` for those pages.

`{deal}` is an open deal of the seller, `{knocked}` a checked buyer who lets sellers write first.
"""

from tests.matrix.answers import ON, Line, members, writers

ROOM = "/en/c/{seller}/selling/deals/{deal}"
REPLIES = "/en/c/{seller}/replies"
BUYERS = "/en/c/{seller}/selling/buyers"

DEAL_LINES = [
    Line("GET", "deals.deals", "/en/c/{seller}/selling/deals", members(200)),
    Line("GET", "deals.room", ROOM, members(200)),
    # Nothing was written
    Line("POST", "deals.write_message", f"{ROOM}/messages", writers(422)),
    Line("POST", "deals.write_note", f"{ROOM}/notes", writers(422)),
    Line("POST", "deals.need_no_answer", f"{ROOM}/no-answer", writers(ON)),
    Line("POST", "deals.reopen_deal", f"{ROOM}/reopen", writers(ON)),
    Line("POST", "deals.assign_deal", f"{ROOM}/assign", writers(ON)),
    Line("GET", "deals.close_deal", f"{ROOM}/close", writers(200)),
    Line("POST", "deals.close_deal", f"{ROOM}/close", writers(200)),
    Line("GET", "deals.report_deal", f"{ROOM}/report", writers(200)),
    Line("POST", "deals.report_deal", f"{ROOM}/report", writers(200)),
    Line("GET", "deals.saved_replies", REPLIES, members(200)),
    Line("GET", "deals.new_reply", f"{REPLIES}/new", writers(200)),
    Line("POST", "deals.new_reply", f"{REPLIES}/new", writers(200)),
    Line("GET", "deals.saved_reply", f"{REPLIES}/{{reply}}", writers(200)),
    Line("POST", "deals.saved_reply", f"{REPLIES}/{{reply}}", writers(200)),
    Line("POST", "deals.remove_reply", f"{REPLIES}/{{reply_to_go}}/remove", writers(ON)),
    Line("GET", "deals.buyers", BUYERS, members(200)),
    Line("GET", "deals.write_first", f"{BUYERS}/{{knocked}}", writers(200)),
    Line("POST", "deals.write_first", f"{BUYERS}/{{knocked}}", writers(200)),
]
