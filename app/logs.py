"""Structured logs: one JSON line an event, with the request, without personal data.

What a library says is kept without what it says it about: an address, a path or a value may be
somebody’s. An error is written as its kind and the lines of code that led to it, without its words.
"""

import logging
import secrets
import sys
import time
import traceback
from typing import Any

import structlog
from flask import Flask, Response, g, request

FIELDS = frozenset({
    "event", "level", "timestamp", "logger", "request", "method", "endpoint", "status",
    "milliseconds", "kind", "count", "reason", "exception", "letter", "verb", "attempt",
})  # fmt: skip
CAUSES, DEPTH = 4, 8


def _only_known(_logger: Any, _name: str, entry: Any) -> dict[str, Any]:
    """Keep the fields known to hold nobody's data: an allow-list forgets nothing dangerous."""
    return {key: value for key, value in entry.items() if key in FIELDS}


def _frames(_logger: Any, _name: str, entry: Any) -> dict[str, Any]:
    """Write an error as its kind and where it came from: its words may quote what people wrote."""
    given = entry.pop("exc_info", None)
    error = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    told: list[str] = []
    while isinstance(error, BaseException) and len(told) < CAUSES:
        lines = traceback.extract_tb(error.__traceback__)[-DEPTH:]
        path = " > ".join(f"{_short(line.filename)}:{line.lineno} {line.name}" for line in lines)
        told.append(f"{type(error).__name__} ({path})")
        error = error.__cause__ or error.__context__
    if told:
        entry["exception"] = " < ".join(told)
    return dict(entry)


def _short(name: str) -> str:
    return "/".join(name.split("/")[-2:])


class Template(logging.Filter):
    """Keep of what a library says only the sentence it fills in, as it stands in its code."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Drop what the sentence is filled in with."""
        if record.name.partition(".")[0] != "app" or not isinstance(record.msg, dict):
            record.args = None
        return True


def configure(level: str) -> None:
    """Have every logger, ours and the libraries', write JSON lines on standard error."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _frames,
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
    handler.addFilter(Template())
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
