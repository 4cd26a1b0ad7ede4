"""Who may open what: one line a route and method, one column a kind of reader.

A new route needs a line here: its endpoint, a method, an address to try with, and what each kind
of reader is answered. Addresses name things of the house of `test_permissions`: `{seller}` and
`{buyer}` are companies, `{session}` is a browser of the seller's owner, `{parked}` a delivery,
`{mail}` a mail of the demo's page, `{confirm}` and `{reset}` tokens of mailed links.
"""

from dataclasses import dataclass
from enum import StrEnum


class Reader(StrEnum):
    """Kinds of readers. All but the buyer and the strangers look at things of one seller."""

    ANONYMOUS = "anonymous"
    OWNER = "owner"
    VIEWER = "viewer"
    OTHER_SELLER = "other seller"
    BUYER = "buyer"
    OPERATOR = "operator"


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


LINES = [
    Line("GET", "static", "/static/css/tokens.css", everyone(200)),
    Line("GET", "health.healthz", "/healthz", everyone(200)),
    Line("GET", "health.readyz", "/readyz", everyone(503)),  # no worker runs in this house
    Line("GET", "health.metrics_page", "/metrics", everyone(200)),
    Line("GET", "house.css", "/house.css", everyone(200)),
    Line("GET", "house.picture", "/house.svg", everyone(200)),
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
    # Companies
    Line("GET", "pages.seller_home", "/en/c/{seller}/selling", only(Reader.OWNER, Reader.VIEWER)),
    Line("GET", "pages.buyer_home", "/en/c/{buyer}/buying", only(Reader.BUYER)),
    # The desk
    Line("GET", "desk.home", "/en/desk", only(Reader.OPERATOR)),
    Line("GET", "desk.companies", "/en/desk/companies", only(Reader.OPERATOR)),
    Line("POST", "desk.retry", "/en/desk/parked/{parked}/retry", only(Reader.OPERATOR, answer=ON)),
    Line("GET", "desk.settings", "/en/desk/settings", only(Reader.OPERATOR)),
    Line("GET", "desk.setting", "/en/desk/settings/mark", only(Reader.OPERATOR)),
    Line("POST", "desk.setting", "/en/desk/settings/mark", only(Reader.OPERATOR, answer=409)),
    Line(
        "POST",
        "desk.put_setting_back",
        "/en/desk/settings/mark/put-back/0",
        only(Reader.OPERATOR, answer=ON),
    ),
    # Offices and their operators: `{office}` is headquarters, `{operator}` its one administrator
    Line("GET", "accounts.offices", "/en/desk/offices", only(Reader.OPERATOR)),
    Line("GET", "accounts.new_office", "/en/desk/offices/new", only(Reader.OPERATOR)),
    Line("POST", "accounts.new_office", "/en/desk/offices/new", only(Reader.OPERATOR)),
    Line("GET", "accounts.office", "/en/desk/offices/{office}", only(Reader.OPERATOR)),
    Line("GET", "accounts.edit_office", "/en/desk/offices/{office}/edit", only(Reader.OPERATOR)),
    Line(
        "POST",
        "accounts.edit_office",
        "/en/desk/offices/{office}/edit",
        only(Reader.OPERATOR, answer=409),
    ),
    Line(
        "POST",
        "accounts.close_office",
        "/en/desk/offices/{office}/close",
        only(Reader.OPERATOR, answer=ON),
    ),
    Line(
        "POST",
        "accounts.reopen_office",
        "/en/desk/offices/{office}/reopen",
        only(Reader.OPERATOR, answer=ON),
    ),
    Line(
        "GET",
        "accounts.appoint_operator",
        "/en/desk/offices/{office}/appoint",
        only(Reader.OPERATOR),
    ),
    Line(
        "POST",
        "accounts.appoint_operator",
        "/en/desk/offices/{office}/appoint",
        only(Reader.OPERATOR),
    ),
    Line(
        "GET",
        "accounts.operator",
        "/en/desk/offices/{office}/operators/{operator}",
        only(Reader.OPERATOR),
    ),
    Line(
        "POST",
        "accounts.operator",
        "/en/desk/offices/{office}/operators/{operator}",
        only(Reader.OPERATOR, answer=409),
    ),
    Line(
        "POST",
        "accounts.end_operator",
        "/en/desk/offices/{office}/operators/{operator}/end",
        only(Reader.OPERATOR, answer=ON),
    ),
    # Stand-ins
    Line("GET", "demo.mail", "/en/demo/mail", everyone(200)),
    Line("GET", "demo.one_mail", "/en/demo/mail/{mail}", everyone(200)),
]
