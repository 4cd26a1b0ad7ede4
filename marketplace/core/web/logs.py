"""Structured logs: one line an event, JSON in production, each with the request id."""

import logging
import re
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask, Response, current_app, g, request

from marketplace.config import Profile, Settings


@contextmanager
def _without(package: str) -> Iterator[None]:
    """Hide an installed package from imports inside the block."""
    if package in sys.modules:
        yield
        return
    sys.modules[package] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[package]


with _without("rich"):  # the tests' packages bring it; structlog would load all of it for colours
    import structlog

get_logger = structlog.get_logger

_REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}")


def configure(settings: Settings) -> None:
    """Set structlog up for this process."""
    plain = settings.profile is not Profile.PRODUCTION
    renderer: structlog.typing.Processor = (
        structlog.dev.ConsoleRenderer(colors=False)
        if plain
        else structlog.processors.JSONRenderer()
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(),
        cache_logger_on_first_use=False,
    )


def install(app: Flask) -> None:
    """Give each request an id (a trusted proxy's, else our own) and log how it ended."""
    app.before_request(_begin)
    app.after_request(_end)


def _begin() -> None:
    settings: Settings = current_app.config["SETTINGS"]
    given = request.headers.get("X-Request-ID", "") if settings.trusted_proxies else ""
    g.request_id = given if _REQUEST_ID.fullmatch(given) else secrets.token_hex(8)
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=g.request_id)


def _end(response: Response) -> Response:
    response.headers["X-Request-ID"] = g.request_id
    log = structlog.get_logger()
    write = log.debug if request.blueprint == "health" else log.info
    write("request", method=request.method, endpoint=request.endpoint, status=response.status_code)
    return response
