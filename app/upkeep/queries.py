"""What the database says of how the site is doing, in a few numbers."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from app import clock, duties
from app.extensions import db
from app.letters.models import Letter
from app.letters.queries import backlog, count_refused

OVERDUE = timedelta(hours=1)
SILENCE = timedelta(minutes=3)


@dataclass(frozen=True)
class Post:
    """Letters: waiting, since when, put off by the server, refused and not dealt with, gone."""

    waiting: int
    oldest: timedelta
    put_off: int
    refused: int
    sent_in_a_day: int


@dataclass(frozen=True)
class Work:
    """The worker: how long since it last wrote, and the duties that fail or never end."""

    silence: timedelta | None
    failing: list[str]
    stuck: list[str]
    turns: list[duties.Turn]

    @property
    def is_silent(self) -> bool:
        """Whether a worker that used to write no longer does."""
        return self.silence is not None and self.silence > SILENCE


def post() -> Post:
    """Count the letters."""
    waiting = backlog()
    still = (Letter.sent_at.is_(None), Letter.recalled_at.is_(None))
    put_off = select(func.count(Letter.id)).where(
        *still, Letter.failed_at.is_(None), Letter.attempts > 0, Letter.failure != ""
    )
    sent = select(func.count(Letter.id)).where(Letter.sent_at > clock.now() - timedelta(days=1))
    later, gone = (int(db.session.scalar(one) or 0) for one in (put_off, sent))
    return Post(waiting.count, waiting.oldest, later, count_refused(), gone)


def work() -> Work:
    """Look at the last turns of the worker."""
    now = clock.now()
    turns = {turn.verb: turn for turn in duties.turns()}
    beat = turns.pop(duties.BEATING, None)
    return Work(
        silence=_since(beat.ended_at, now) if beat and beat.ended_at else None,
        failing=[verb for verb, turn in turns.items() if turn.failures],
        stuck=[v for v, t in turns.items() if not t.ended_at and t.started_at < now - OVERDUE],
        turns=list(turns.values()),
    )


def _since(moment: datetime, now: datetime) -> timedelta:
    """Give how long ago it was; a clock that was set back counts both ways."""
    return abs(now - moment)
