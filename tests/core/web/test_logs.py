"""One line an event, each with the request's id."""

import json
import re

import pytest

from marketplace.config import Profile, load_settings
from marketplace.core.web import logs

GIVEN = "abc-123-def-456"


def test_each_request_has_an_id_of_its_own_in_answer_and_log(client, capsys):
    ids = [client.get("/en/sign-in").headers["X-Request-ID"] for _ in range(2)]
    lines = [line for line in capsys.readouterr().out.splitlines() if "endpoint=" in line]
    assert len(set(ids)) == 2
    assert [re.search(r"request_id=(\w+)", line)[1] for line in lines] == ids


def test_health_checks_do_not_fill_the_log(client, capsys):
    client.get("/healthz")
    assert capsys.readouterr().out == ""


def test_the_log_names_no_address_and_no_person(client, capsys):
    client.get("/t/some-token")
    client.post("/en/sign-in?mail=ada@example.com", data={"mail": "ada@example.com"})
    logged = capsys.readouterr().out
    assert "endpoint=mail_links.follow" in logged
    assert not [word for word in ("some-token", "ada@example.com") if word in logged]


@pytest.mark.parametrize(
    ("proxies", "sent", "kept"),
    [("1", GIVEN, True), ("0", GIVEN, False), ("1", "short", False), ("1", "x" * 65, False)],
)
def test_an_id_is_taken_from_a_trusted_proxy_when_it_looks_like_one(make_app, proxies, sent, kept):
    client = make_app(TRUSTED_PROXIES=proxies).test_client()
    answer = client.get("/healthz", headers={"X-Request-ID": sent})
    assert (answer.headers["X-Request-ID"] == sent) is kept


def test_production_writes_json(app, tmp_path, capsys):
    plain = app.config["SETTINGS"]
    production = load_settings(
        {
            "DATA_DIR": str(tmp_path),
            "SECRET_KEY": "k" * 40,
            "DATABASE_URL": plain.database_url,
            "PUBLIC_URL": "https://trade.example.org",
            "SMTP_URL": "smtp://localhost",
            "MAIL_FROM": "naru@example.org",
        }
    )
    assert production.profile is Profile.PRODUCTION
    logs.configure(production)
    try:
        app.test_client().get("/en/sign-in")
    finally:
        logs.configure(plain)
    (line,) = capsys.readouterr().out.splitlines()
    fields = json.loads(line)
    assert {name: fields[name] for name in ("event", "level", "endpoint", "status")} == {
        "event": "request",
        "level": "info",
        "endpoint": "accounts.sign_in",
        "status": 200,
    }
