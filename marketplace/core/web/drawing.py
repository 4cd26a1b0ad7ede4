"""Draws pages at less cost: what Jinja and WTForms do the long way, with the same outcome.

Each was measured: on pages with forms the attributes of controls were a seventh of the time, the
comparison of globals for each imported macro a thirtieth; on pages of goods the calls an eighth.
"""

from collections import ChainMap
from collections.abc import Callable, MutableMapping
from types import FunctionType
from typing import Any

from flask import Flask
from flask.templating import Environment
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape
from wtforms.widgets import core as widgets


class Drawing(Context):
    """What a template is drawn with, which calls macros and plain functions straight away.

    Jinja asks each of a thousand calls of a page four times whether it wants the context.
    """

    def call(self, called: Callable[..., Any], /, *given: Any, **named: Any) -> Any:  # noqa: ANN401
        """Call what a template calls."""
        if type(called) is Macro:
            given = (self.eval_ctx, *given)
        elif type(called) is not FunctionType or hasattr(called, "jinja_pass_arg"):
            return super().call(called, *given, **named)
        named.pop("_block_vars", None)
        named.pop("_loop_vars", None)
        return called(*given, **named)


class Templates(Environment):
    """Flask's templates, which share the globals of the house unless they have some of their own.

    Jinja lays a `ChainMap` over them for each template, and for each import subtracts its names.
    """

    context_class = Drawing

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the globals of a template; `d` are its own."""
        return ChainMap(d, self.globals) if d else self.globals


def attributes(**named: object) -> Markup:
    """Return the attributes of a tag, sorted by name, as WTForms draws them.

    True is a name without a value, False is left out.
    """
    drawn = (_attribute(name, value) for name, value in sorted(named.items()) if value is not False)
    return Markup(" ".join(drawn))  # noqa: S704 - each value is escaped


def _attribute(name: str, value: object) -> str:
    cleaned = name.rstrip("_")
    if cleaned.startswith(("data_", "aria_")):
        cleaned = cleaned.replace("_", "-")
    if value is True:
        return cleaned
    # As text: marked-up text would escape once more whatever is put into it.
    quoted = str.replace(escape(value), '"', "&quot;")
    return f'{cleaned}="{quoted}"'


def install(app: Flask) -> None:
    """Let the house draw so; before its first template."""
    app.jinja_environment = Templates
    widgets.html_params = attributes
    widgets.Input.html_params = staticmethod(attributes)  # type: ignore[method-assign]
