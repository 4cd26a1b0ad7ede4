"""`/t/<token>`: leads to its page and writes nothing."""

from datetime import UTC, datetime

import pytest

from marketplace.core.links import Link


@pytest.fixture
def token(app):
    with app.app_context():
        return Link("confirm_mail", "PER-1", 1, datetime(2027, 1, 1, tzinfo=UTC)).token()


def test_a_link_leads_to_the_page_of_its_purpose_in_the_readers_language(client, token):
    answer = client.get(f"/t/{token}", headers={"Accept-Language": "ko"})
    assert (answer.status_code, answer.location) == (302, f"/ko/confirm/{token}")


def test_a_strange_token_is_404(client, token):
    for wrong in ("x", token[:-2] + "AA"):
        assert client.get(f"/t/{wrong}").status_code == 404


def test_following_a_link_writes_nothing(client, token, statements):
    with statements() as seen:
        client.get(f"/t/{token}")
    assert [statement for statement in seen if not statement.startswith("SELECT")] == []
