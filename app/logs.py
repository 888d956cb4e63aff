"""Structured logs: one JSON line an event, with the request, without personal data."""

import logging
import secrets
import time
from typing import Any

import structlog
from flask import Flask, Response, g, request

FIELDS = frozenset({
    "event", "level", "timestamp", "logger", "request", "method", "endpoint", "status",
    "milliseconds", "kind", "count", "reason", "exception", "letter", "verb", "attempt",
})  # fmt: skip


def _only_known(_logger: Any, _name: str, entry: Any) -> dict[str, Any]:
    """Keep the fields known to hold nobody's data: an allow-list forgets nothing dangerous."""
    return {key: value for key, value in entry.items() if key in FIELDS}


def configure(level: str) -> None:
    """Have every logger, ours and the libraries', write JSON lines on standard error."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _only_known,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
            foreign_pre_chain=shared,
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)


def _start() -> None:
    g.started = time.monotonic()
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request=secrets.token_hex(6))


def _finish(response: Response) -> Response:
    if request.endpoint != "static":
        structlog.get_logger("app.http").info(
            "answered",
            method=request.method,
            endpoint=request.endpoint,
            status=response.status_code,
            milliseconds=round((time.monotonic() - g.get("started", time.monotonic())) * 1000),
        )
    return response


def init_app(app: Flask) -> None:
    """Name each request and log its answer: the endpoint, never the address or the query."""
    app.before_request(_start)
    app.after_request(_finish)
