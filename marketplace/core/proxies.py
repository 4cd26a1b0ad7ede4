"""What stands behind the proxies of Flask and its extensions, where a proxy itself will not do."""

from typing import Any

from flask import Flask, current_app


def behind(proxy: Any) -> Any:  # noqa: ANN401 - whatever it stands for
    """Return what a proxy stands for now. Raises RuntimeError outside its context."""
    return proxy._get_current_object()  # noqa: SLF001 - Werkzeug's documented way


def present_application() -> Flask:
    """Return the application behind `current_app`, for what outlives its context.

    Threads, forked processes and what follows a response need it. RuntimeError outside a context.
    """
    app: Flask = behind(current_app)
    return app
