"""Draws pages at less cost: what Jinja and WTForms do the long way, with the same outcome.

Each was measured: on pages with forms the attributes of controls were a seventh of the time, the
comparison of globals for each imported macro a thirtieth; on pages of goods the calls an eighth.
"""

from collections import ChainMap
from collections.abc import Callable, Hashable, MutableMapping
from types import FunctionType
from typing import Any

from flask import Flask, current_app
from flask.templating import Environment
from flask_babel import get_locale
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape
from wtforms.widgets import core as widgets

#: Drawings of two to four kilobytes that a process keeps.
MOST = 2048


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


def drawn_once(macro: Macro, *given: Hashable, **places: str | None) -> Markup:
    """Draw a macro, or give what the process drew of it in the same language for equal values.

    The macro is imported without the context, so that it sees only what it is given; one that knows
    the context is new for each page and never found again. What it gets by name is not kept, but
    set into its place each time: of a page's own address there would be too many.
    """
    shelf: dict[Hashable, Markup] = current_app.extensions.setdefault("drawn", {})
    filled = {name: text for name, text in places.items() if text is not None}
    # Markup equals the text that is not: the kinds of values belong to them.
    key = (macro, str(get_locale()), tuple(map(type, given)), given, *filled)
    found = shelf.get(key)
    if found is None:
        drawn = macro(*given, **{name: _place(name) for name in filled})
        found = shelf[key] = Markup(drawn)  # noqa: S704 - by a template
        if len(shelf) > MOST:
            shelf.pop(next(iter(shelf)), None)
    for name, text in filled.items():
        found = found.replace(_place(name), text)
    return found


def _place(name: str) -> Markup:
    """Return what stands for something that is not kept. Texts of people are escaped: none can."""
    return Markup(f"<!--{name}-->")  # noqa: S704 - a name of an argument


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
    app.add_template_global(drawn_once)
    widgets.html_params = attributes
    widgets.Input.html_params = staticmethod(attributes)  # type: ignore[method-assign]
