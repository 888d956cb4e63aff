"""Places in sessions: given one by one under a lock of the session, never more than there are.

The places are counted, not kept: two requests at once wait for one another on the row of the
session, on either engine (SQLite lets one transaction write at a time), then count again.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import func, select
from werkzeug.exceptions import Conflict

from app import clock, journal
from app.accounts.models import Account
from app.extensions import db
from app.lifecycle import AlreadyDone
from app.workshops import tidings
from app.workshops.models import Enrolment, Session


class TooLate(Conflict):
    """The session has begun, or will not be."""

    description = "Cette séance n’est plus à venir. On ne peut plus s’inscrire ni se retirer."


def lock(session_id: int) -> Session:
    """Read a session again, and keep its places from moving until the end of the transaction."""
    return db.session.scalars(
        select(Session)
        .where(Session.id == session_id)
        .with_for_update(of=Session)
        .execution_options(populate_existing=True)
    ).one()


def taken(session: Session) -> int:
    """Count the places of a session that are someone’s; who is not real takes none."""
    counted = (
        select(func.count())
        .select_from(Enrolment)
        .join(Enrolment.volunteer)
        .where(
            Enrolment.session_id == session.id,
            Enrolment.cancelled_at.is_(None),
            Enrolment.waiting.is_(False),
            Account.is_practice.is_(False),
        )
    )
    return db.session.scalar(counted) or 0


def enrol(sessions: Iterable[Session], people: Sequence[Account], by: Any) -> list[Enrolment]:
    """Enrol people in sessions; when a session is full, they wait for a place.

    Who is enrolled already keeps their place. Each person gets one letter for all the dates.
    """
    made: list[Enrolment] = []
    for session in sorted(sessions, key=lambda one: one.id):
        locked = lock(session.id)
        if not locked.is_ahead or locked.workshop.closed_at is not None:
            raise TooLate
        made += _seat(locked, people, by)
    for person in people:
        own = [one for one in made if one.volunteer_id == person.id]
        if own:
            tidings.enrolled(person, own, by=by)
    return made


def _seat(session: Session, people: Sequence[Account], by: Any) -> list[Enrolment]:
    known = {
        one.volunteer_id: one
        for one in db.session.scalars(
            select(Enrolment).where(
                Enrolment.session_id == session.id,
                Enrolment.volunteer_id.in_([person.id for person in people]),
            )
        )
    }
    left = session.capacity - taken(session)
    seated = []
    for person in people:
        one = known.get(person.id)
        if one is not None and one.cancelled_at is None:
            continue
        one = one or Enrolment(session=session, volunteer=person)
        one.volunteer_id = person.id
        one.enrolled_by_id, one.enrolled_at = by.id, clock.now()
        one.cancelled_at, one.waiting, one.reminded_at = None, left <= 0, None
        left -= not person.is_practice
        db.session.add(one)
        journal.record("enrol", one, by=by)
        seated.append(one)
    db.session.flush()
    return seated


def withdraw(enrolment: Enrolment, by: Any) -> None:
    """Give a place back, without a reason; the first who waits has it."""
    session = lock(enrolment.session_id)
    db.session.refresh(enrolment)
    if enrolment.cancelled_at is not None:
        raise AlreadyDone
    if not session.is_ahead:
        raise TooLate
    enrolment.cancelled_at = clock.now()
    db.session.flush()
    journal.record("withdraw", enrolment, by=by)
    if by.acting_for is None and by.id != enrolment.volunteer_id:
        tidings.withdrawn(enrolment)
    move_up(session)


def move_up(session: Session) -> int:
    """Give the free places of a locked session to those who wait, in their order."""
    left = session.capacity - taken(session)
    if left <= 0:
        return 0
    first = db.session.scalars(
        select(Enrolment)
        .where(
            Enrolment.session_id == session.id,
            Enrolment.cancelled_at.is_(None),
            Enrolment.waiting,
        )
        .order_by(Enrolment.enrolled_at, Enrolment.id)
        .limit(left)
    ).all()
    for one in first:
        one.waiting = False
        journal.record("move_up", one, by=None)
        tidings.place_free(one)
    db.session.flush()
    return len(first)
