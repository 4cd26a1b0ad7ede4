"""Static files: addressed by their content, so that they may be kept long."""

import hashlib
import os
from pathlib import Path

import pytest

from marketplace.core.process_cache import forget
from marketplace.core.web.assets import asset

ROOT = Path(__file__).resolve().parents[3]
NAME = "css/base.css"


@pytest.fixture
def address(app):
    with app.test_request_context("/en/"):
        return asset(NAME)


def test_the_address_carries_the_hash_of_the_content(address):
    content = (ROOT / "static" / NAME).read_bytes()
    assert address == f"/static/{NAME}?v={hashlib.sha256(content).hexdigest()[:12]}"


def test_a_hashed_address_is_kept_for_a_year(client, address):
    with client.get(address) as answer:
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert "Set-Cookie" not in answer.headers


def test_a_plain_address_is_asked_again(client):
    with client.get(f"/static/{NAME}") as answer:
        assert "immutable" not in answer.headers["Cache-Control"]


def test_another_content_is_another_address(app, tmp_path):
    app.static_folder = str(tmp_path)
    file = tmp_path / "a.css"
    seen = []
    for number, content in enumerate(("one", "two")):
        file.write_text(content)
        os.utime(file, ns=(number, number))
        with app.test_request_context("/en/"):
            forget(("asset", "a.css"))  # which otherwise takes a second
            seen.append(asset("a.css"))
    assert seen[0] != seen[1]


def test_a_file_that_is_missing_is_a_bug_and_no_silent_gap(app):
    with app.test_request_context("/en/"), pytest.raises(FileNotFoundError):
        asset("css/gone.css")
