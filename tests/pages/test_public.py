"""The public pages: home, legal texts, style guide."""

import re
import secrets

import pytest

from marketplace.accounts.enums import CONSENT_VERSIONS, ConsentKind


def test_the_home_page_leads_both_sides_to_the_sign_up(client):
    page = client.get("/en/").text
    assert "/en/sign-up" in page
    assert "For buyers" in page
    assert "For sellers" in page
    assert re.search(r'"og:image" content="http://127.0.0.1:8000/static/img/card.png\?v=', page)


@pytest.mark.parametrize("page", ["terms", "privacy"])
def test_a_legal_text_names_the_operator_and_its_version(make_app, page):
    client = make_app(OPERATOR_NAME="Harbour Trade Office").test_client()
    text = client.get(f"/en/{page}").text
    assert "Harbour Trade Office" in text
    assert "Version of 1 November 2026" in text
    assert CONSENT_VERSIONS[ConsentKind(page)] == "2026-11-01"


def test_the_privacy_notice_says_how_long_an_unfinished_sign_up_is_kept(client):
    text = client.get("/en/privacy").text
    assert "forgotten after 24 hours" in text
    assert "within 7 days" in text


def test_the_style_guide_is_shown_in_a_test_house(client):
    assert client.get("/en/styleguide").status_code == 200


def test_the_style_guide_is_not_shown_in_production(make_app, database_url):
    app = make_app(
        NARU_PROFILE="production",
        SECRET_KEY=secrets.token_urlsafe(48),
        DATABASE_URL=database_url,
        PUBLIC_URL="https://trade.example.org",
        SMTP_URL="smtp://mail.example.org:25",
        MAIL_FROM="naru@example.org",
    )
    assert app.test_client().get("/en/styleguide").status_code == 404
