"""Data for machines inside a page: a JSON-LD block, escaped so that nothing can end it early."""

import json
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

#: The only signs that could end a script element, open a comment or break a line in old parsers.
_ESCAPES = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


def data_block(facts: Mapping[str, Any]) -> Markup:
    """Return the facts as JSON that stands safely in `<script type="application/ld+json">`.

    Such a block is data: no browser runs it, so the Content-Security-Policy has nothing to allow.
    """
    written = json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
    return Markup(written.translate(_ESCAPES))  # noqa: S704 - nothing in it can end the block
