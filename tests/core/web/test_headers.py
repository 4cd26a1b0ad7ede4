"""The headers of every answer."""

import pytest
from flask import request

ANSWERS = ("/en/", "/en/nowhere", "/healthz", "/static/css/base.css", "/sign-in")


@pytest.mark.parametrize("path", ANSWERS)
def test_every_answer_is_hardened(client, path):
    with client.get(path) as answer:
        headers = answer.headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize("path", ANSWERS)
def test_the_policy_allows_nothing_inline_and_nobody_else(client, path):
    with client.get(path) as answer:
        parts = answer.headers["Content-Security-Policy"].split(";")
    policy = dict(part.strip().split(" ", 1) for part in parts)
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert {policy[name] for name in ("script-src", "style-src", "form-action")} == {"'self'"}
    assert not [value for value in policy.values() if "unsafe" in value or "*" in value]
    assert not [value for value in policy.values() if "http:" in value or "data:" in value]


def test_pages_are_not_kept_by_anybody(client):
    assert client.get("/en/sign-in").headers["Cache-Control"] == "private, no-store"


def test_public_pages_are_asked_for_again_before_each_use(client):
    answer = client.get("/en/")
    assert answer.headers["Cache-Control"] == "private, no-cache"
    asked = client.get("/en/", headers={"If-None-Match": answer.headers["ETag"]})
    assert asked.status_code == 304


def test_a_house_over_tls_says_so_and_marks_its_cookies(make_app):
    plain, safe = make_app(), make_app(PUBLIC_URL="https://trade.example.org")
    assert "Strict-Transport-Security" not in plain.test_client().get("/en/").headers
    answer = safe.test_client().get("/en/sign-in", base_url="https://trade.example.org")
    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]
    cookies = answer.headers.getlist("Set-Cookie")
    assert cookies
    assert [cookie for cookie in cookies if "Secure" not in cookie] == []


def tell_addresses(app):
    @app.get("/tests-address")
    def address():
        return request.remote_addr


@pytest.mark.parametrize(("proxies", "seen"), [("0", "127.0.0.1"), ("1", "203.0.113.9")])
def test_as_many_proxies_are_believed_as_the_setting_says(make_app, proxies, seen):
    app = make_app(TRUSTED_PROXIES=proxies, extend=tell_addresses)
    forwarded = {"X-Forwarded-For": "198.51.100.1, 203.0.113.9"}
    assert app.test_client().get("/tests-address", headers=forwarded).text == seen
