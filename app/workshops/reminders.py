"""What the dates bring to ateliers: a word the eve, once."""

from datetime import timedelta

from sqlalchemy import CursorResult, select, update

from app import clock
from app.extensions import db
from app.introductions.reminders import HOUR, one_by_one
from app.worker import duty
from app.workshops import tidings
from app.workshops.models import Enrolment, Session

DAY = timedelta(days=1)


@duty("workshops remind", every=HOUR)
def remind() -> int:
    """Remind everyone who has a place tomorrow, and say how many were."""
    return sum(one_by_one(i, _remind) for i in _due())


def _due() -> list[int]:
    """List the places of the coming day, but those taken within it: their letter just said so."""
    now = clock.now()
    return list(
        db.session.scalars(
            select(Enrolment.id)
            .join(Enrolment.session)
            .where(
                Session.cancelled_at.is_(None),
                Session.starts_at > now,
                Session.starts_at <= now + DAY,
                Enrolment.cancelled_at.is_(None),
                Enrolment.waiting.is_(False),
                Enrolment.reminded_at.is_(None),
                Enrolment.enrolled_at < now - DAY / 2,
            )
            .order_by(Enrolment.id)
        )
    )


def _remind(enrolment_id: int) -> bool:
    """Note it first: of two workers at once, one reminds."""
    noted = db.session.execute(
        update(Enrolment)
        .where(Enrolment.id == enrolment_id, Enrolment.reminded_at.is_(None))
        .values(reminded_at=clock.now())
        .execution_options(synchronize_session=False)
    )
    assert isinstance(noted, CursorResult)  # noqa: S101 - an update gives a cursor
    if noted.rowcount != 1:
        return False
    tidings.tomorrow(db.session.get_one(Enrolment, enrolment_id))
    return True
