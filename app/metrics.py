"""Figures for Prometheus about this process: pages answered, how fast, and what broke.

Endpoints and statuses only: no address, no person. With ``PROMETHEUS_MULTIPROC_DIR`` set, the
processes that share a port add up.
"""

import os
import time

from flask import Flask, Response, g, request
from prometheus_client import REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

ANSWERS = Counter(
    "ricochet_answers_total", "Pages answered.", ("method", "endpoint", "status")
)  # fmt: skip
SECONDS = Histogram(
    "ricochet_answer_seconds", "Time to answer a page.", ("endpoint",),
    buckets=(0.02, 0.05, 0.15, 0.4, 1.0, 3.0, 10.0),
)  # fmt: skip
REFUSALS = Counter(
    "ricochet_database_refusals_total", "Times the database did not answer or refused a write."
)


def _count(response: Response) -> Response:
    endpoint = request.endpoint or "none"
    if endpoint != "static":
        ANSWERS.labels(request.method, endpoint, response.status_code).inc()
        started = g.get("started")
        if started is not None:
            SECONDS.labels(endpoint).observe(time.monotonic() - started)
    return response


def written() -> bytes:
    """Write the figures of this process, or of all those that share its folder."""
    registry = REGISTRY
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        registry = CollectorRegistry()
        MultiProcessCollector(registry)
    return generate_latest(registry)


def init_app(app: Flask) -> None:
    """Count each answer."""
    app.after_request(_count)
