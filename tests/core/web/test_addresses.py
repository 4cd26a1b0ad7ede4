"""Addresses that are kept, and those that somebody hands in to be led back to."""

import pytest
from flask import url_for

from marketplace.core.web.addresses import own_address, path_to


@pytest.mark.parametrize("address", ["/", "/en/search?q=a%20b", "/ar/s/onsaem#goods"])
def test_an_address_of_the_house_leads_there(address):
    assert own_address(address) == address


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "en",
        "https://elsewhere.example",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "/\t/elsewhere.example",
        "/\n/elsewhere.example",
        "/\r\n//[",
    ],
)
def test_any_other_address_leads_nowhere(address):
    assert own_address(address) is None


def test_an_address_within_the_room_is_kept_for_that_room(app):
    parts = {"check": "CHK-1", "review": "REV-1"}
    for page in ("checks", "reviews", "checks"):
        with app.test_request_context(f"/en/desk/{page}"):
            app.preprocess_request()
            assert path_to(".decide", **parts) == url_for(".decide", **parts)


def test_a_kept_address_is_that_of_the_framework_in_each_language(app):
    for tag in ("en", "ko", "en"):
        with app.test_request_context(f"/{tag}/"):
            app.preprocess_request()
            for parts in (
                {"slug": "serums"},
                {"slug": "a b", "after": "ü&"},
                {"slug": "x", "n": 1},
            ):
                for _time in (1, 2):
                    there = path_to("catalog.category", **parts)
                    assert there == url_for("catalog.category", **parts)
                    assert there.startswith(f"/{tag}/")
