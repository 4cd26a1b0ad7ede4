"""Who may open what of a company: the lines of `table` for its pages.

What would be used up by the first reader (an address removed, an offer accepted) is asked of
nothing that exists; who may do it is shown by `test_company_roles`.
"""

from tests.matrix.answers import ON, Line, Reader, everyone, only, signed_in

PLACE = "/en/c/{seller}/company"


def read(endpoint, part):
    """A page that every member reads."""
    return Line("GET", f"companies.{endpoint}", PLACE + part, only(Reader.OWNER, Reader.VIEWER))


def written(endpoint, part, *, sent=409):
    """A page that a viewer only hears of; `sent` is the answer to its form with nothing in it."""
    opened, answered = (
        only(Reader.OWNER, answer=answer) | {Reader.VIEWER: 403} for answer in (200, sent)
    )
    return [
        Line("GET", f"companies.{endpoint}", PLACE + part, opened),
        Line("POST", f"companies.{endpoint}", PLACE + part, answered),
    ]


def act(endpoint, part, answers):
    return Line("POST", f"companies.{endpoint}", PLACE + part, answers)


ON_FOR_OWNER = only(Reader.OWNER, answer=ON) | {Reader.VIEWER: 403}
NOTHING_THERE = signed_in(404)

COMPANY_LINES = [
    Line("GET", "media.picture", "/media/" + "0" * 64 + "-small.webp", everyone(404)),
    Line("GET", "companies.choose_side_again", "/en/companies/new", signed_in(200)),
    Line("GET", "companies.further_company", "/en/companies/new/buyer", signed_in(200)),
    Line("POST", "companies.further_company", "/en/companies/new/buyer", signed_in(200)),
    Line("GET", "companies.invitation", "/en/invitation/mangled", everyone(410)),
    Line("POST", "companies.invitation", "/en/invitation/mangled", everyone(410)),
    read("overview", ""),
    read("addresses", "/addresses"),
    read("contacts", "/contacts"),
    read("texts", "/texts"),
    read("members", "/members"),
    read("ownership", "/ownership"),
    *written("names", "/names"),
    *written("business", "/business"),
    *written("logo", "/logo", sent=200),
    *written("text", "/texts/en"),
    *written("hours", "/hours"),
    *written("new_address", "/addresses/new", sent=200),
    *written("new_contact", "/contacts/new", sent=200),
    *written("invite_member", "/members/invite", sent=200),
    *written("member", "/members/{owner}"),
    *written("hand_over", "/ownership/offer", sent=200),
    act("remove_logo", "/logo/remove", ON_FOR_OWNER),
    act("first_letters", "/first-letters", ON_FOR_OWNER),
    act("new_day_off", "/days-off", only(Reader.OWNER) | {Reader.VIEWER: 403}),
    act("remove_day_off", "/days-off/2030-01-01/remove", ON_FOR_OWNER),
    act("remove_member", "/members/{owner}/remove", ON_FOR_OWNER),  # the last owner stays
    read("leave", "/leave"),
    Line("POST", "companies.leave", "/en/c/COM-0000-00000/company/leave", NOTHING_THERE),
    Line("GET", "companies.address", PLACE + "/addresses/ADR-0000-00000", NOTHING_THERE),
    act("address", "/addresses/ADR-0000-00000", NOTHING_THERE),
    act("remove_address", "/addresses/ADR-0000-00000/remove", NOTHING_THERE),
    Line("GET", "companies.contact", PLACE + "/contacts/CON-0000-00000", NOTHING_THERE),
    act("contact", "/contacts/CON-0000-00000", NOTHING_THERE),
    act("remove_contact", "/contacts/CON-0000-00000/remove", NOTHING_THERE),
    act("withdraw", "/invitations/INV-0000-00000/withdraw", NOTHING_THERE),
    act("accept_company", "/ownership/OWN-0000-00000/accept", NOTHING_THERE),
    act("decline_company", "/ownership/OWN-0000-00000/decline", NOTHING_THERE),
    act("withdraw_offer", "/ownership/OWN-0000-00000/withdraw", NOTHING_THERE),
    act("end_acting", "/acting/end", NOTHING_THERE),  # nobody acts for it
    Line("GET", "desk.company", "/en/desk/companies/{seller}", only(Reader.OPERATOR)),
    Line("POST", "desk.act", "/en/desk/companies/{seller}/act", only(Reader.OPERATOR)),
]
