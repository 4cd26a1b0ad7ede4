"""Prometheus figures: requests by endpoint and status, their seconds, what waits in the queue."""

import os
import time

from flask import Flask, Response, g, request
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector
from sqlalchemy import func, select

from marketplace.core.db import session
from marketplace.core.work.models import Delivery, DeliveryState

CONTENT_TYPE = CONTENT_TYPE_LATEST

REQUESTS = Counter("naru_requests_total", "Requests answered.", ["endpoint", "method", "status"])
SECONDS = Histogram("naru_request_seconds", "Seconds a request took.", ["endpoint"])


def install(app: Flask) -> None:
    """Count every request."""
    app.before_request(_start)
    app.after_request(_count)


def _start() -> None:
    g.started_at = time.perf_counter()


def _count(response: Response) -> Response:
    endpoint = request.endpoint or "none"
    REQUESTS.labels(endpoint, request.method, response.status_code).inc()
    SECONDS.labels(endpoint).observe(time.perf_counter() - g.get("started_at", time.perf_counter()))
    return response


def exposition() -> bytes:
    """Return all figures in Prometheus' text format; over all web processes where a folder is set.

    `PROMETHEUS_MULTIPROC_DIR` names that folder, as the client library asks.
    """
    registry = CollectorRegistry()
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    else:
        registry.register(REQUESTS)
        registry.register(SECONDS)
    _queue_gauge(registry)
    return generate_latest(registry)


def _queue_gauge(registry: CollectorRegistry) -> None:
    gauge = Gauge(
        "naru_deliveries", "Deliveries by lane and state.", ["lane", "state"], registry=registry
    )
    unfinished = (
        select(Delivery.lane, Delivery.state, func.count())
        .where(Delivery.state != DeliveryState.DONE)
        .group_by(Delivery.lane, Delivery.state)
    )
    for lane, state, count in session.execute(unfinished):
        gauge.labels(lane.value, state.value).set(count)
