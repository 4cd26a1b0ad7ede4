"""Faster rendering: what Jinja and WTForms do in a roundabout way, with the same result.

Each step was measured: on pages with forms, the attributes of controls took a seventh of the time
and comparing globals for each imported macro a thirtieth; on pages of goods, calls took an eighth.

Neither library has a public place for all of it: MarkupSafe's `escape` makes its Markup by a
constructor that asks three more questions, and Jinja and WTForms call module functions of their
own. So this module uses some private names. Where an upgrade takes one away the import fails; where
it no longer calls what is put there, tests/core/web/test_fast_rendering.py does.
"""

import re
from collections import ChainMap
from collections.abc import Callable, Hashable, Iterable, MutableMapping
from types import FunctionType, MethodType
from typing import Any

from flask import Flask, current_app
from flask.templating import Environment
from flask_babel import get_locale
from jinja2 import runtime
from jinja2.runtime import Context, Macro
from jinja2.utils import _PassArg
from markupsafe import Markup, escape
from markupsafe import _escape_inner as _in_entities  # type: ignore[attr-defined]
from wtforms.widgets import core as widgets

#: How many rendered parts a process caches, of two to four kilobytes each.
MOST = 2048


class HouseContext(Context):
    """A template's context, which calls macros and plain functions directly.

    Jinja would ask each of a page's thousand calls four times whether it wants the context.
    """

    def call(self, called: Callable[..., Any], /, *given: Any, **named: Any) -> Any:  # noqa: ANN401
        """Call a macro or function from a template."""
        kind = type(called)
        if kind is Macro:
            given = (self.eval_ctx, *given)
        elif kind is not FunctionType and kind is not MethodType:
            return super().call(called, *given, **named)
        elif (wanted := getattr(called, "jinja_pass_arg", None)) is not None:
            if wanted is not _PassArg.eval_context:
                return super().call(called, *given, **named)
            given = (self.eval_ctx, *given)
        named.pop("_block_vars", None)
        named.pop("_loop_vars", None)
        return called(*given, **named)


class HouseEnvironment(Environment):
    """Flask's Jinja environment; templates share its globals unless they have some of their own.

    Jinja would wrap them in a `ChainMap` for each template, and subtract its names for each
    import.
    """

    context_class = HouseContext

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the globals of a template; `d` are its own."""
        return ChainMap(d, self.globals) if d else self.globals


def drawn_once(macro: Macro, *given: Hashable, **places: str | None) -> Markup:
    """Render a macro, or return what this process rendered for equal values in the same language.

    Import the macro without context: then it depends only on its arguments. (One imported with
    context is new on every page and never found again.) Keyword arguments are not part of the
    cache: they are filled in each time, since the page's own address, say, has too many values.
    """
    shelf: dict[Hashable, list[str]] = current_app.extensions.setdefault("drawn", {})
    filled = {name: escaped(text) for name, text in places.items() if text is not None}
    # Markup equals the text that is not: the kinds of values belong to them.
    key = (macro, str(get_locale()), tuple(map(type, given)), given, *filled)
    found = shelf.get(key)
    if found is None:
        drawn = macro(*given, **{name: _place(name) for name in filled})
        found = shelf[key] = _parts(drawn, filled)
        if len(shelf) > MOST:
            shelf.pop(next(iter(shelf)), None)
    if not filled:
        return _marked(found[0])
    parts = found.copy()
    parts[1::2] = map(filled.__getitem__, found[1::2])
    return _marked("".join(parts))


def _parts(drawn: str, names: Iterable[str]) -> list[str]:
    """Return the markup between places, and in between the names of the places."""
    return re.split(f"<!--({'|'.join(names)})-->", str(drawn)) if names else [str(drawn)]


def escaped(value: object) -> Markup:
    """Return what `markupsafe.escape` does; a page asks for it a thousand times."""
    if type(value) is str:
        return _marked(_in_entities(value))
    if type(value) is Markup:
        return value
    return escape(value)


def _marked(text: str) -> Markup:
    return str.__new__(Markup, text)


def _place(name: str) -> Markup:
    """Return the placeholder of an argument; people's texts are escaped and cannot contain one."""
    return Markup(f"<!--{name}-->")  # noqa: S704 - a name of an argument


def attributes(**named: object) -> Markup:
    """Return a tag's attributes, sorted by name, as WTForms renders them.

    True gives a name without a value, False leaves the attribute out.
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
    """Render this way; call it before the first template."""
    app.jinja_environment = HouseEnvironment
    app.add_template_global(drawn_once)
    runtime.escape = escaped  # type: ignore[attr-defined] # what compiled templates import
    widgets.html_params = attributes
    widgets.Input.html_params = staticmethod(attributes)  # type: ignore[method-assign]
