"""Addresses of this house: whole ones for machines and other sites, and which are its own."""

from collections.abc import Callable
from functools import cache, partial

from flask import current_app
from werkzeug.routing import Rule

from marketplace.config import Settings


class LateRule(Rule):
    """The rule of a route, which learns to write its address when it is first asked for one.

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
