"""Addresses of this house: absolute ones for machines and other sites, and which ones are ours."""

from collections.abc import Callable, Hashable
from functools import cache, partial

from flask import Flask, current_app, has_request_context, request, url_for
from werkzeug.routing import Rule

from marketplace.config import Settings
from marketplace.core.web import language

#: How many addresses a process caches.
MOST = 8192


def install(app: Flask) -> None:
    """Give templates a `url_for` that caches."""
    app.add_template_global(path_to, "url_for")


def path_to(endpoint: str, **parts: object) -> str:
    """Return what `url_for` returns, cached where it depends only on the parts and the language.

    A page has a hundred addresses, most of them the same as on the page before.
    """
    if not has_request_context():
        return url_for(endpoint, **parts)  # type: ignore[arg-type]
    for name, part in parts.items():
        if type(part) is not str or name[0] == "_":  # how to write the address, or no plain text
            return url_for(endpoint, **parts)  # type: ignore[arg-type]
    shelf: dict[Hashable, str] = current_app.extensions.setdefault("addresses", {})
    room = request.blueprint if endpoint[0] == "." else None
    address = (room, endpoint, request.script_root, language.current().tag, *parts.items())
    found = shelf.get(address)
    if found is None:
        if len(shelf) >= MOST:
            shelf.clear()
        found = shelf[address] = url_for(endpoint, **parts)  # type: ignore[arg-type]
    return found


class LateRule(Rule):
    """A URL rule that compiles its builder when the first address is asked for.

    Werkzeug compiles two functions for each rule as it is added, which took a tenth of a start.
    """

    def _compile_builder(
        self,
        append_unknown: bool = True,  # noqa: FBT001, FBT002 - Werkzeug's signature
    ) -> Callable[..., tuple[str, str]]:
        compiled = cache(partial(super()._compile_builder, append_unknown))

        def build(rule: Rule, /, **values: object) -> tuple[str, str]:
            return compiled()(rule, **values)

        return build


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
