"""`/healthz` (the process lives), `/readyz` (database and worker), `/metrics` (Prometheus)."""

import hmac
from datetime import datetime, timedelta

from flask import Blueprint, Response, current_app, jsonify, request
from flask.typing import ResponseReturnValue
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from marketplace.config import LOOPBACK, Settings
from marketplace.core import clock
from marketplace.core.db import session
from marketplace.core.errors import NotFound
from marketplace.core.permissions import anyone, guard
from marketplace.core.web import metrics
from marketplace.core.work.lanes import newest_beats
from marketplace.core.work.models import Lane

BEAT_LIMIT = timedelta(seconds=60)
#: The setting with the start of this house's own worker: older heartbeats are another worker's.
WORKER_SINCE = "WORKER_SINCE"

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@guard(anyone)
def healthz() -> ResponseReturnValue:
    """Say that the process answers."""
    return jsonify(status="ok")


@bp.get("/readyz")
@guard(anyone)
def readyz() -> ResponseReturnValue:
    """Answer 200 when the database answers and every lane's worker was seen lately, else 503."""
    try:
        session.execute(text("SELECT 1"))
        beats = newest_beats()
    except SQLAlchemyError:
        return jsonify(database="down", worker="unknown"), 503
    oldest = _oldest_beat()
    lanes_up = all(lane in beats and beats[lane] >= oldest for lane in Lane)
    state = {"database": "up", "worker": "up" if lanes_up else "down"}
    return jsonify(state), 200 if lanes_up else 503


def _oldest_beat() -> datetime:
    """Return the instant before which a heartbeat is too old to count.

    Beats from before the worker of this start do not count either, unless the clock was set
    back since.
    """
    now = clock.now()
    since: datetime | None = current_app.config.get(WORKER_SINCE)
    return max(now - BEAT_LIMIT, since) if since and since <= now else now - BEAT_LIMIT


@bp.get("/metrics")
@guard(anyone)
def metrics_page() -> ResponseReturnValue:
    """Show the metrics to holders of METRICS_TOKEN; without one, locally in demo and test."""
    settings: Settings = current_app.config["SETTINGS"]
    if not _may_read(settings):
        raise NotFound
    return Response(metrics.exposition(), mimetype=metrics.CONTENT_TYPE)


def _may_read(settings: Settings) -> bool:
    if settings.metrics_token:
        sent = request.headers.get("Authorization", "")
        return hmac.compare_digest(sent.encode(), f"Bearer {settings.metrics_token}".encode())
    return settings.shows_tools and request.remote_addr in LOOPBACK
