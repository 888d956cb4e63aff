"""What the worker does over and over, and when each was last done.

A duty of a minute or more has one turn for all the workers: who takes it writes it down first. A
worker that dies leaves its turn to another after ``LEASE``. A clock that was set back holds nothing
up: a turn taken in the future is nobody's.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, String, and_, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from app import clock
from app.extensions import Model, db

SHARED = 60.0  # seconds from which a duty is done by one worker for all
LEASE = timedelta(minutes=15)
AGAIN = timedelta(seconds=60)
BEATING = "worker"


@dataclass(frozen=True)
class Duty:
    """A verb to run, and how many seconds to leave between two runs."""

    verb: str
    run: Callable[[], object]
    every: float

    @property
    def is_shared(self) -> bool:
        """Whether one worker does it for all."""
        return self.every >= SHARED


DUTIES: list[Duty] = []


def duty(verb: str, every: float) -> Callable[[Callable[[], object]], Callable[[], object]]:
    """Have the worker run this function every so many seconds."""

    def listed(run: Callable[[], object]) -> Callable[[], object]:
        DUTIES.append(Duty(verb, run, every))
        return run

    return listed


class Turn(Model):
    """The last turn of a duty; ``failures`` counts those that failed since one went well."""

    __tablename__ = "duty_turns"

    verb: Mapped[str] = mapped_column(String(60), primary_key=True)
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    failures: Mapped[int] = mapped_column(default=0)
    failure: Mapped[str] = mapped_column(String(80), default="")


def _may_be_taken(item: Duty, now: datetime) -> ColumnElement[bool]:
    pause = timedelta(seconds=item.every)
    return or_(
        Turn.started_at > now + AGAIN,
        and_(Turn.ended_at.is_not(None), Turn.failures == 0, Turn.started_at <= now - pause),
        and_(Turn.failures > 0, Turn.started_at <= now - min(pause, AGAIN)),
        and_(Turn.ended_at.is_(None), Turn.started_at <= now - min(pause, LEASE)),
    )


def take(item: Duty) -> bool:
    """Take the turn of a shared duty, unless it is not due or another worker has it."""
    now = clock.now()
    free = (Turn.verb == item.verb, _may_be_taken(item, now))
    known = db.session.scalar(select(Turn.verb).where(Turn.verb == item.verb))
    if known is None:
        return _begin(item.verb, now)
    if db.session.scalar(select(Turn.verb).where(*free)) is None:
        db.session.rollback()
        return False
    taken = db.session.scalar(
        update(Turn)
        .where(*free)
        .values(started_at=now, ended_at=None)
        .returning(Turn.verb)
        .execution_options(synchronize_session=False)
    )
    db.session.commit()
    return taken is not None


def _begin(verb: str, now: datetime) -> bool:
    db.session.add(Turn(verb=verb, started_at=now))
    try:
        db.session.commit()
    except IntegrityError:
        db.session.rollback()
        return False
    return True


def settle(verb: str, failure: str = "") -> None:
    """Write down how a turn ended."""
    now = clock.now()
    written = db.session.scalar(
        update(Turn)
        .where(Turn.verb == verb)
        .values(ended_at=now, failure=failure[:80], failures=Turn.failures + 1 if failure else 0)
        .returning(Turn.verb)
        .execution_options(synchronize_session=False)
    )
    if written is None:
        failures = 1 if failure else 0
        turn = Turn(
            verb=verb, started_at=now, ended_at=now, failures=failures, failure=failure[:80]
        )
        db.session.add(turn)
    try:
        db.session.commit()
    except IntegrityError:  # another worker wrote the first line at the same time
        db.session.rollback()


def beat() -> None:
    """Write that a worker lives, which also shows that the database takes a write."""
    settle(BEATING)


def turns() -> list[Turn]:
    """List the last turn of each duty."""
    return list(db.session.scalars(select(Turn).order_by(Turn.verb)))
