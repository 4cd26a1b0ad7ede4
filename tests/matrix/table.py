"""Who may open what: one line a route and method, one column a kind of reader.

A new route needs a line here: its endpoint, a method, an address to try with, and what each kind
of reader is answered. Addresses name things of `tests/matrix/house.py`; what an act
uses up (`{address_to_go}`) is made anew for each reader.
"""

from tests.matrix.answers import (
    ON,
    SIGN_IN,
    Line,
    Reader,
    administrators,
    everyone,
    members,
    only,
    operators,
    signed_in,
)
from tests.matrix.check_lines import CHECK_LINES
from tests.matrix.company_lines import COMPANY_LINES
from tests.matrix.deal_lines import DEAL_LINES
from tests.matrix.desk_deal_lines import DESK_DEAL_LINES
from tests.matrix.goods_lines import GOODS_LINES
from tests.matrix.inquiry_lines import INQUIRY_LINES
from tests.matrix.public_lines import PUBLIC_LINES
from tests.matrix.review_lines import REVIEW_LINES

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
    # The desk
    Line("GET", "desk.home", "/en/desk", operators(200)),
    Line("GET", "desk.companies", "/en/desk/companies", operators(200)),
    Line("GET", "desk.company", "/en/desk/companies/{seller}", operators(200)),
    Line("POST", "desk.act", "/en/desk/companies/{seller}/act", operators(200)),
    Line("POST", "desk.retry", "/en/desk/parked/{parked}/retry", administrators(ON)),
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
    *CHECK_LINES,
    *COMPANY_LINES,
    *GOODS_LINES,
    *INQUIRY_LINES,
    *DEAL_LINES,
    *DESK_DEAL_LINES,
    *PUBLIC_LINES,
    *REVIEW_LINES,
]
