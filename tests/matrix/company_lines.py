"""Who may open what of a company: the lines of `table` for its pages."""

from tests.matrix.answers import (
    ON,
    Line,
    Reader,
    everyone,
    members,
    members_alone,
    operators,
    owner_alone,
    signed_in,
    writers,
)

OURS = "/en/c/{seller}/company"
#: Companies of which owner and viewer are members too, for acts that change who is.
LEFT = "/en/c/{left}/company"

COMPANY_LINES = [
    Line("GET", "companies.choose_side_again", "/en/companies/new", signed_in(200)),
    Line("GET", "companies.further_company", "/en/companies/new/seller", signed_in(200)),
    Line("POST", "companies.further_company", "/en/companies/new/seller", signed_in(200)),
    Line("GET", "companies.invitation", "/en/invitation/{invited}", everyone(200)),
    Line("POST", "companies.invitation", "/en/invitation/mangled", everyone(410)),
    # A company's own pages: what every member reads
    Line("GET", "companies.overview", OURS, members(200)),
    Line("GET", "companies.addresses", f"{OURS}/addresses", members(200)),
    Line("GET", "companies.contacts", f"{OURS}/contacts", members(200)),
    Line("GET", "companies.texts", f"{OURS}/texts", members(200)),
    Line("GET", "companies.members", f"{OURS}/members", members(200)),
    # What those write who have the role
    Line("GET", "companies.business", f"{OURS}/business", writers(200)),
    Line("POST", "companies.business", f"{OURS}/business", writers(409)),
    Line("GET", "companies.logo", f"{OURS}/logo", writers(200)),
    Line("POST", "companies.logo", f"{OURS}/logo", writers(200)),
    Line("POST", "companies.remove_logo", f"{OURS}/logo/remove", writers(ON)),
    Line("POST", "companies.first_letters", f"{OURS}/first-letters", writers(ON)),
    Line("GET", "companies.hours", f"{OURS}/hours", writers(200)),
    Line("POST", "companies.hours", f"{OURS}/hours", writers(409)),
    Line("POST", "companies.new_day_off", f"{OURS}/days-off", writers(200)),
    Line("POST", "companies.remove_day_off", f"{OURS}/days-off/2030-01-02/remove", writers(ON)),
    Line("GET", "companies.text", f"{OURS}/texts/en", writers(200)),
    Line("POST", "companies.text", f"{OURS}/texts/en", writers(409)),
    Line("GET", "companies.new_address", f"{OURS}/addresses/new", writers(200)),
    Line("POST", "companies.new_address", f"{OURS}/addresses/new", writers(200)),
    Line("GET", "companies.address", f"{OURS}/addresses/{{address}}", writers(200)),
    Line("POST", "companies.address", f"{OURS}/addresses/{{address}}", writers(409)),
    Line(
        "POST",
        "companies.remove_address",
        f"{OURS}/addresses/{{address_to_go}}/remove",
        writers(ON),
    ),
    Line("GET", "companies.new_contact", f"{OURS}/contacts/new", writers(200)),
    Line("POST", "companies.new_contact", f"{OURS}/contacts/new", writers(200)),
    Line("GET", "companies.contact", f"{OURS}/contacts/{{contact}}", writers(200)),
    Line("POST", "companies.contact", f"{OURS}/contacts/{{contact}}", writers(409)),
    Line(
        "POST",
        "companies.remove_contact",
        f"{OURS}/contacts/{{contact_to_go}}/remove",
        writers(ON),
    ),
    # What owners decide
    Line("GET", "companies.names", f"{OURS}/names", writers(200)),
    Line("POST", "companies.names", f"{OURS}/names", writers(409)),
    Line("GET", "companies.invite_member", f"{OURS}/members/invite", writers(200)),
    Line("POST", "companies.invite_member", f"{OURS}/members/invite", writers(200)),
    Line(
        "POST",
        "companies.withdraw",
        f"{OURS}/invitations/{{invitation_to_go}}/withdraw",
        writers(ON),
    ),
    Line("GET", "companies.member", f"{OURS}/members/{{colleague}}", writers(200)),
    Line("POST", "companies.member", f"{OURS}/members/{{colleague}}", writers(409)),
    Line(
        "POST",
        "companies.remove_member",
        f"{OURS}/members/{{colleague_to_go}}/remove",
        owner_alone(ON),
    ),
    # What people do in person
    Line("GET", "companies.leave", f"{LEFT}/leave", members_alone(200)),
    Line("POST", "companies.leave", f"{LEFT}/leave", members_alone(ON)),
    Line("GET", "companies.ownership", f"{OURS}/ownership", members_alone(200)),
    Line("GET", "companies.hand_over", f"{OURS}/ownership/offer", owner_alone(200)),
    Line("POST", "companies.hand_over", f"{OURS}/ownership/offer", owner_alone(200)),
    Line(
        "POST",
        "companies.accept_company",
        "/en/c/{accept_in}/company/ownership/{accept_offer}/accept",
        members_alone(ON),
    ),
    Line(
        "POST",
        "companies.decline_company",
        "/en/c/{decline_in}/company/ownership/{decline_offer}/decline",
        members_alone(ON),
    ),
    Line(
        "POST",
        "companies.withdraw_offer",
        "/en/c/{withdraw_in}/company/ownership/{withdraw_offer}/withdraw",
        members_alone(403) | {Reader.OWNER: ON},
    ),
    Line("POST", "companies.end_acting", f"{OURS}/acting/end", operators(ON)),
]
