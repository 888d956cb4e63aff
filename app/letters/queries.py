"""Which letters wait, which are late, and which never arrived."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from werkzeug.exceptions import NotFound

from app import clock
from app.extensions import db
from app.letters.models import Channel, Letter, about, undo_since

CARRIED = (Channel.EMAIL, Channel.SMS)


@dataclass(frozen=True)
class Backlog:
    """How many letters should have left by now, and for how long the oldest has waited."""

    count: int
    oldest: timedelta


def is_due(now: datetime, channels: Iterable[str] = CARRIED) -> tuple[ColumnElement[bool], ...]:
    """Select the letters that may leave now and that nobody is sending."""
    return (
        *_is_waiting(now),
        Letter.channel.in_(list(channels)),
        Letter.is_free(now),
    )


def _is_waiting(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        Letter.sent_at.is_(None),
        Letter.failed_at.is_(None),
        Letter.recalled_at.is_(None),
        Letter.not_before <= now,
    )


def backlog() -> Backlog:
    """Count the letters that should have left: what tells that delivery is stuck."""
    now = clock.now()
    count, oldest = db.session.execute(
        select(func.count(), func.min(Letter.not_before)).where(
            *_is_waiting(now), Letter.channel.in_(CARRIED)
        )
    ).one()
    return Backlog(count, now - oldest if oldest else timedelta(0))


def count_refused() -> int:
    """Count the letters that could not be delivered and that nobody dealt with."""
    still = (Letter.sent_at.is_(None), Letter.recalled_at.is_(None))
    found = select(func.count(Letter.id)).where(*still, Letter.failed_at.is_not(None))
    return int(db.session.scalar(found) or 0)


def to_hand_over() -> Select[Letter]:
    """Select the paper letters that wait for someone to hand them over, oldest first."""
    return (
        select(Letter)
        .where(*_is_waiting(clock.now()), Letter.channel == Channel.PAPER)
        .order_by(Letter.not_before, Letter.id)
    )


def written_since(kind: str, thing: Any, since: datetime) -> bool:
    """Tell whether a letter of a kind about this was written since then."""
    found = select(Letter.id).where(
        Letter.kind == kind, Letter.about == about(thing), Letter.written_at >= since
    )
    return db.session.scalar(found.limit(1)) is not None


def just_handed_over() -> Select[Letter]:
    """Select the paper letters noted as handed over that may still be taken back."""
    return (
        select(Letter)
        .where(Letter.channel == Channel.PAPER, Letter.sent_at >= undo_since())
        .order_by(Letter.not_before, Letter.id)
    )


def failed() -> Select[Letter]:
    """Select the letters that could not be delivered and that nobody dealt with, newest first."""
    return (
        select(Letter)
        .where(Letter.failed_at.is_not(None), Letter.sent_at.is_(None))
        .order_by(Letter.failed_at.desc(), Letter.id.desc())
    )


def latest(limit: int) -> list[Letter]:
    """List the last letters written, for the demonstration's page."""
    return list(
        db.session.scalars(
            select(Letter)
            .where(Letter.recalled_at.is_(None))
            .order_by(Letter.written_at.desc(), Letter.id.desc())
            .limit(limit)
        )
    )


def find(token: str) -> Letter:
    """Find a letter by its token."""
    found = db.session.scalar(select(Letter).where(Letter.token == token))
    if found is None:
        raise NotFound
    return found
