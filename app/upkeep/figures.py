"""Figures for Prometheus about the whole site, read from the database when they are asked for."""

from flask import current_app
from prometheus_client import CollectorRegistry, Gauge, generate_latest
from sqlalchemy.exc import SQLAlchemyError

from app import metrics
from app.upkeep import health

SIMPLE = {
    "ricochet_letters_waiting": "Letters that should have left.",
    "ricochet_letters_oldest_seconds": "How long the oldest of them has waited.",
    "ricochet_letters_put_off": "Letters that a server put off, to be tried again.",
    "ricochet_letters_refused": "Letters that never arrived and that nobody dealt with.",
    "ricochet_letters_sent_in_a_day": "Letters sent in the last 24 hours.",
    "ricochet_worker_silent_seconds": "Seconds since a worker last wrote; -1, none ever did.",
    "ricochet_missions_open": "Missions in the index of this process.",
    "ricochet_disk_free_bytes": "Room left beside the instance.",
}


def written() -> bytes:
    """Write this process’s figures, then the site’s; without a database, only that it is down."""
    registry = CollectorRegistry()
    up = Gauge("ricochet_database_up", "Whether the database answers.", registry=registry)
    try:
        _observe(registry)
        up.set(1)
    except SQLAlchemyError:
        current_app.logger.exception("the database does not answer")
        up.set(0)
    return metrics.written() + generate_latest(registry)


def _observe(registry: CollectorRegistry) -> None:
    seen = health.observe()
    silence = seen.work.silence
    values = (
        seen.post.waiting, seen.post.oldest.total_seconds(), seen.post.put_off, seen.post.refused,
        seen.post.sent_in_a_day, -1 if silence is None else silence.total_seconds(),
        seen.missions, seen.free,
    )  # fmt: skip
    for (name, meaning), value in zip(SIMPLE.items(), values, strict=True):
        Gauge(name, meaning, registry=registry).set(value)
    failures = Gauge("ricochet_duty_failures", "Failures in a row.", ("verb",), registry=registry)
    ended = Gauge(
        "ricochet_duty_ended_seconds", "When it last ended.", ("verb",), registry=registry
    )
    for turn in seen.work.turns:
        failures.labels(turn.verb).set(turn.failures)
        if turn.ended_at:
            ended.labels(turn.verb).set(turn.ended_at.timestamp())
