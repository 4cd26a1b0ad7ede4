"""Who may open what: one line a route and method, one column a kind of reader.

A new route needs a line here: its endpoint, a method, an address to try with, and what each kind
of reader is answered. Addresses name things of `tests/matrix/house.py`; what an act
uses up (`{address_to_go}`) is made anew for each reader.
"""

from dataclasses import dataclass
from enum import StrEnum


class Reader(StrEnum):
    """Kinds of readers. Owner and viewer are members of one seller, for which an operator acts."""

    ANONYMOUS = "anonymous"
    OWNER = "owner"
    VIEWER = "viewer"
    OTHER_SELLER = "other seller"
    BUYER = "buyer"
    OPERATOR = "administrator at headquarters"
    ACTING = "moderator who acts for the seller"


#: Answers that are no status of their own: led to the sign-in page, or led on.
SIGN_IN = "sign in"
ON = "on"


@dataclass(frozen=True)
class Line:
    """One route and method, with what each kind of reader is answered."""

    method: str
    endpoint: str
    address: str
    answers: dict[Reader, int | str]


def everyone(answer):
    return dict.fromkeys(Reader, answer)


def signed_in(answer):
    return everyone(answer) | {Reader.ANONYMOUS: SIGN_IN}


def only(*readers, answer=200):
    """The readers get the answer, all others who are signed in learn nothing."""
    return signed_in(404) | dict.fromkeys(readers, answer)


def operators(answer):
    return only(Reader.OPERATOR, Reader.ACTING, answer=answer)


def administrators(answer):
    """The administrator; the moderator, an operator too, is told who can."""
    return operators(403) | {Reader.OPERATOR: answer}


def members(answer):
    """Every member of the seller, and the operator who acts for it."""
    return only(Reader.OWNER, Reader.VIEWER, Reader.ACTING, answer=answer)


def writers(answer):
    """Members who may write, and the operator who acts; the viewer is told who can."""
    return only(Reader.OWNER, Reader.ACTING, answer=answer) | {Reader.VIEWER: 403}


def owner_alone(answer):
    """The owner in person; colleagues and the operator who acts are told who can."""
    return members(403) | {Reader.OWNER: answer}


def members_alone(answer):
    """Members in person, nobody on their behalf."""
    return only(Reader.OWNER, Reader.VIEWER, answer=answer)


OURS = "/en/c/{seller}/company"
#: Companies of which owner and viewer are members too, for acts that change who is.
LEFT = "/en/c/{left}/company"

LINES = [
    Line("GET", "static", "/static/css/tokens.css", everyone(200)),
    Line("GET", "health.healthz", "/healthz", everyone(200)),
    Line("GET", "health.readyz", "/readyz", everyone(503)),  # no worker runs in this house
    Line("GET", "health.metrics_page", "/metrics", everyone(200)),
    Line("GET", "house.css", "/house.css", everyone(200)),
    Line("GET", "house.picture", "/house.svg", everyone(200)),
    Line("GET", "media.picture", "/media/unknown-64.webp", everyone(404)),
    Line("GET", "mail_links.follow", "/t/{confirm}", everyone(ON)),
    # The front
    Line("GET", "pages.home", "/en/", everyone(200)),
    Line("GET", "pages.terms", "/en/terms", everyone(200)),
    Line("GET", "pages.privacy", "/en/privacy", everyone(200)),
    Line("GET", "pages.styleguide", "/en/styleguide", everyone(200)),
    Line("GET", "reference.incoterms", "/en/incoterms", everyone(200)),
    Line("GET", "reference.hs_search", "/en/hs", everyone(200)),
    Line("GET", "reference.hs_code", "/en/hs/0000", everyone(404)),  # no such code anywhere
    # Signing up
    Line("GET", "companies.choose_side", "/en/sign-up", everyone(200)),
    Line("GET", "companies.sign_up", "/en/sign-up/seller", everyone(200)),
    Line("POST", "companies.sign_up", "/en/sign-up/buyer", everyone(200)),
    Line("GET", "companies.sign_up_company", "/en/sign-up/seller/company", everyone(ON)),
    Line("POST", "companies.sign_up_company", "/en/sign-up/seller/company", everyone(ON)),
    Line("GET", "companies.sign_up_sent", "/en/sign-up/sent", everyone(200)),
    # Signing in
    Line("GET", "accounts.sign_in", "/en/sign-in", everyone(ON) | {Reader.ANONYMOUS: 200}),
    Line("POST", "accounts.sign_in", "/en/sign-in", everyone(ON) | {Reader.ANONYMOUS: 200}),
    Line("GET", "accounts.sign_in_code", "/en/sign-in/code", everyone(SIGN_IN)),
    Line("POST", "accounts.sign_in_code", "/en/sign-in/code", everyone(SIGN_IN)),
    Line("GET", "accounts.sign_in_app", "/en/sign-in/app", everyone(SIGN_IN)),
    Line("POST", "accounts.sign_in_app", "/en/sign-in/app", everyone(SIGN_IN)),
    Line("POST", "accounts.sign_out", "/en/sign-out", everyone(SIGN_IN)),
    Line("GET", "accounts.confirm_mail", "/en/confirm/{confirm}", everyone(200)),
    Line("POST", "accounts.confirm_mail", "/en/confirm/mangled", everyone(410)),
    Line("GET", "accounts.forgot", "/en/forgot", everyone(200)),
    Line("POST", "accounts.forgot", "/en/forgot", everyone(200)),
    Line("GET", "accounts.forgot_sent", "/en/forgot/sent", everyone(200)),
    Line("GET", "accounts.set_password", "/en/set-password/{reset}", everyone(200)),
    Line("POST", "accounts.set_password", "/en/set-password/{reset}", everyone(200)),
    # One's own account
    Line("GET", "accounts.profile", "/en/account", signed_in(200)),
    Line("POST", "accounts.profile", "/en/account", signed_in(409)),
    Line("GET", "accounts.preferences", "/en/preferences", everyone(200)),
    Line(
        "POST",
        "accounts.preferences",
        "/en/preferences",
        everyone(409) | {Reader.ANONYMOUS: ON},  # a person's has a version, none was sent
    ),
    Line("GET", "accounts.security", "/en/account/security", signed_in(200)),
    Line("POST", "accounts.security", "/en/account/security", signed_in(200)),
    Line("GET", "accounts.sessions", "/en/account/sessions", signed_in(200)),
    Line(
        "POST",
        "accounts.end_one_session",
        "/en/account/sessions/{session}/end",
        only(Reader.OWNER, answer=ON),
    ),
    Line(
        "POST",
        "accounts.end_all_other_sessions",
        "/en/account/sessions/end-others",
        signed_in(ON),
    ),
    Line("GET", "accounts.authenticator", "/en/account/authenticator", signed_in(200)),
    Line("GET", "accounts.begin_authenticator", "/en/account/authenticator/begin", signed_in(ON)),
    Line("POST", "accounts.begin_authenticator", "/en/account/authenticator/begin", signed_in(200)),
    Line("GET", "accounts.finish_authenticator", "/en/account/authenticator/finish", signed_in(ON)),
    Line(
        "POST", "accounts.finish_authenticator", "/en/account/authenticator/finish", signed_in(200)
    ),
    Line("GET", "accounts.renew_codes", "/en/account/authenticator/codes", signed_in(200)),
    Line("POST", "accounts.renew_codes", "/en/account/authenticator/codes", signed_in(200)),
    Line(
        "GET", "accounts.remove_authenticator", "/en/account/authenticator/remove", signed_in(200)
    ),
    Line(
        "POST", "accounts.remove_authenticator", "/en/account/authenticator/remove", signed_in(200)
    ),
    Line("GET", "accounts.notices", "/en/account/notices", signed_in(200)),
    Line("POST", "accounts.choose_mail_pace", "/en/account/notices", signed_in(200)),
    # Companies
    Line("GET", "pages.seller_home", "/en/c/{seller}/selling", members(200)),
    Line("GET", "pages.buyer_home", "/en/c/{buyer}/buying", only(Reader.BUYER)),
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
    Line("POST", "companies.end_acting", f"{OURS}/acting/end", only(Reader.ACTING, answer=ON)),
    # The desk
    Line("GET", "desk.home", "/en/desk", operators(200)),
    Line("GET", "desk.companies", "/en/desk/companies", operators(200)),
    Line("GET", "desk.company", "/en/desk/companies/{seller}", operators(200)),
    Line("POST", "desk.act", "/en/desk/companies/{seller}/act", operators(200)),
    Line("POST", "desk.retry", "/en/desk/parked/{parked}/retry", operators(ON)),
    Line("GET", "desk.settings", "/en/desk/settings", administrators(200)),
    Line("GET", "desk.setting", "/en/desk/settings/mark", administrators(200)),
    Line("POST", "desk.setting", "/en/desk/settings/mark", administrators(409)),
    Line(
        "POST",
        "desk.put_setting_back",
        "/en/desk/settings/mark/put-back/0",
        administrators(ON),
    ),
    # Offices and their operators: `{office}` is headquarters, `{operator}` its one administrator
    Line("GET", "accounts.offices", "/en/desk/offices", administrators(200)),
    Line("GET", "accounts.new_office", "/en/desk/offices/new", administrators(200)),
    Line("POST", "accounts.new_office", "/en/desk/offices/new", administrators(200)),
    Line("GET", "accounts.office", "/en/desk/offices/{office}", administrators(200)),
    Line("GET", "accounts.edit_office", "/en/desk/offices/{office}/edit", administrators(200)),
    Line(
        "POST",
        "accounts.edit_office",
        "/en/desk/offices/{office}/edit",
        administrators(409),
    ),
    Line(
        "POST",
        "accounts.close_office",
        "/en/desk/offices/{office}/close",
        administrators(ON),
    ),
    Line(
        "POST",
        "accounts.reopen_office",
        "/en/desk/offices/{office}/reopen",
        administrators(ON),
    ),
    Line(
        "GET",
        "accounts.appoint_operator",
        "/en/desk/offices/{office}/appoint",
        administrators(200),
    ),
    Line(
        "POST",
        "accounts.appoint_operator",
        "/en/desk/offices/{office}/appoint",
        administrators(200),
    ),
    Line(
        "GET",
        "accounts.operator",
        "/en/desk/offices/{office}/operators/{operator}",
        administrators(200),
    ),
    Line(
        "POST",
        "accounts.operator",
        "/en/desk/offices/{office}/operators/{operator}",
        administrators(409),
    ),
    Line(
        "POST",
        "accounts.end_operator",
        "/en/desk/offices/{office}/operators/{operator}/end",
        administrators(ON),
    ),
    # Stand-ins
    Line("GET", "demo.mail", "/en/demo/mail", everyone(200)),
    Line("GET", "demo.one_mail", "/en/demo/mail/{mail}", everyone(200)),
]
