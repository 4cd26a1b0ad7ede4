"""Prometheus figures: requests by endpoint and status, their seconds, what waits in the queue."""

import os
import time

from flask import Flask, Response, g, request
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from sqlalchemy import func, select

from marketplace.core.db import session
from marketplace.core.work.models import Delivery, DeliveryState

CONTENT_TYPE = CONTENT_TYPE_LATEST

REQUESTS = Counter("naru_requests_total", "Requests answered.", ["endpoint", "method", "status"])
#: Methods with a series of their own; all others share one, so that nobody can make many.
METHODS = frozenset({"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"})
SECONDS = Histogram("naru_request_seconds", "Seconds a request took.", ["endpoint"])


def install(app: Flask) -> None:
    """Count every request."""
    app.before_request(_start)
    app.after_request(_count)


def _start() -> None:
    g.started_at = time.perf_counter()


def _count(response: Response) -> Response:
    endpoint = request.endpoint or "none"
    method = request.method if request.method in METHODS else "other"
    REQUESTS.labels(endpoint, method, response.status_code).inc()
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


class _ReadFigures(Collector):
    """Metrics read from the database: the same in every process."""

    def __init__(self, family: GaugeMetricFamily) -> None:
        self._family = family

    def collect(self) -> list[GaugeMetricFamily]:
        """Return the figures as they were read."""
        return [self._family]


def _queue_gauge(registry: CollectorRegistry) -> None:
    gauge = GaugeMetricFamily(
        "naru_deliveries", "Deliveries by lane and state.", labels=["lane", "state"]
    )
    unfinished = (
        select(Delivery.lane, Delivery.state, func.count())
        .where(Delivery.state != DeliveryState.DONE)
        .group_by(Delivery.lane, Delivery.state)
    )
    for lane, state, count in session.execute(unfinished):
        gauge.add_metric([lane.value, state.value], count)
    registry.register(_ReadFigures(gauge))
