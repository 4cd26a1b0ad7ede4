"""Marks sessions as seen: after the response, at most once a minute; a lost mark does no harm."""

from datetime import timedelta
from functools import partial
from http import HTTPStatus

import structlog
from flask import Flask, Response, g
from sqlalchemy.exc import SQLAlchemyError

from marketplace.accounts.operations import mark_seen
from marketplace.accounts.queries import present_reader
from marketplace.core import clock
from marketplace.core.db import unit_of_work

EVERY = timedelta(minutes=1)
#: Where Flask-Login keeps the reader once a view or a template has asked for them.
READER_WAS_FOUND = "_login_user"


def install(app: Flask) -> None:
    """Look at the reader of each response that had one; static files ask for none."""

    @app.after_request
    def mark(response: Response) -> Response:
        if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return response  # it may be the database that broke
        reader = present_reader() if READER_WAS_FOUND in g else None
        if reader is not None and clock.now() - reader.session.seen_at > EVERY:
            response.call_on_close(partial(_mark, app, reader.session.code))
        return response


def _mark(app: Flask, code: str) -> None:
    with app.app_context():
        try:
            unit_of_work(mark_seen, code)
        except SQLAlchemyError:
            structlog.get_logger().warning("seen_mark_lost", session=code)
