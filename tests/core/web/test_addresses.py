"""Addresses that somebody hands in to be led back to."""

import pytest

from marketplace.core.web.addresses import own_address


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
