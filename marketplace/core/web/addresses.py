"""Addresses of this house: whole ones for machines and other sites, and which are its own."""

from flask import current_app

from marketplace.config import Settings


def absolute(path: str) -> str:
    """Return the public address of a path of this house."""
    settings: Settings = current_app.config["SETTINGS"]
    return f"{settings.public_url}{path}"


def own_address(address: str | None) -> str | None:
    r"""Return `address` when it leads to a page of this house, None for anything else.

    Browsers leave out tabs and line ends in addresses and read `\` as `/`, so that `/<tab>/else`
    leads elsewhere (https://url.spec.whatwg.org/#concept-basic-url-parser).
    """
    if not address or not address.startswith("/") or "\\" in address:
        return None
    if address.startswith("//") or any(sign < " " for sign in address):
        return None
    return address
