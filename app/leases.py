"""Rows that wait for a worker: each is taken by one, under a lease, so that none is lost."""

from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from app import clock
from app.extensions import Identified, db

LONGEST = timedelta(hours=2)


class Leased(Identified):
    """What a worker takes in hand: how many times it was, and until when it is someone's.

    A worker that dies leaves its row: when the lease ends, another takes it.
    """

    lease_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)

    @classmethod
    def is_free(cls, now: datetime) -> ColumnElement[bool]:
        """Select the rows that no worker holds; one held for days was so by a clock set ahead."""
        held = cls.lease_until
        return or_(held.is_(None), held <= now, held > now + LONGEST)


Row = TypeVar("Row", bound=Leased)


def claim(
    model: type[Row], due: tuple[ColumnElement[bool], ...], order: tuple[Any, ...], lease: timedelta
) -> Row | None:
    """Take the first row that is due, so that no other worker does while the lease runs.

    The row is given detached: no transaction is open while the work takes its time.
    """
    chosen = (
        select(model.id).where(*due).order_by(*order).limit(1).with_for_update(skip_locked=True)
    )
    taken = db.session.scalar(
        update(model)
        .where(model.id == chosen.scalar_subquery(), *due)
        .values(lease_until=clock.now() + lease, attempts=model.attempts + 1)
        .returning(model.id)
        .execution_options(synchronize_session=False)
    )
    row = db.session.get(model, taken, populate_existing=True) if taken else None
    if row is not None:
        db.session.expunge(row)
    db.session.commit()
    return row
