"""Marks sessions as seen: after the response, at most once a minute; a lost mark does no harm."""

from datetime import timedelta
from functools import partial

import structlog
from flask import Flask, Response
from sqlalchemy.exc import SQLAlchemyError

from marketplace.accounts.operations import mark_seen
from marketplace.accounts.queries import present_reader
from marketplace.core import clock
from marketplace.core.db import unit_of_work

EVERY = timedelta(minutes=1)


def install(app: Flask) -> None:
    """Look at each response's reader."""

    @app.after_request
    def mark(response: Response) -> Response:
        reader = present_reader()
        if reader is not None and clock.now() - reader.session.seen_at > EVERY:
            response.call_on_close(partial(_mark, app, reader.session.code))
        return response


def _mark(app: Flask, code: str) -> None:
    with app.app_context():
        try:
            unit_of_work(mark_seen, code)
        except SQLAlchemyError:
            structlog.get_logger().warning("seen_mark_lost", session=code)
