"""The application itself, where Flask's proxy for it will not do."""

from flask import Flask, current_app


def present_application() -> Flask:
    """Return the application behind `current_app`, for what outlives its context.

    Threads, forked processes and what follows a response need it. RuntimeError outside a context.
    """
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001 - the proxy has no other way
    return app
