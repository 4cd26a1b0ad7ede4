"""Counts of searches that no other search followed: written behind whichever answer is next."""

from functools import partial

import structlog
from flask import Flask, Response
from sqlalchemy.exc import SQLAlchemyError

from marketplace.core.proxies import present_application
from marketplace.search.operations.counting import has_late_counts, write_counts


def write_late_counts(answer: Response) -> Response:
    """Let counts that were held for some seconds be written once the answer has gone out."""
    if has_late_counts():
        answer.call_on_close(partial(_write, present_application()))
    return answer


def _write(app: Flask) -> None:
    with app.app_context():
        try:
            write_counts()
        except SQLAlchemyError:
            structlog.get_logger().warning("search_not_counted")
