"""Who came: written for the whole group at once, and corrected afterwards."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from werkzeug.exceptions import Conflict

from app import clock, journal
from app.accounts.models import Account
from app.extensions import db
from app.lifecycle import TakenMeanwhile, flush_or_conflict
from app.workshops.models import Attendance, Enrolment, Session


@dataclass(frozen=True)
class Roll:
    """What is said of a session: by enrolment, who else came, and how many guests."""

    said: Mapping[int, str]
    came_too: Iterable[Account] = field(default_factory=list)
    guests: int = 0


def rows_of(session: Session) -> list[Enrolment]:
    """List everyone whose attendance may be said, by first name; who waited comes last."""
    found = db.session.scalars(
        select(Enrolment).where(
            Enrolment.session_id == session.id, Enrolment.cancelled_at.is_(None)
        )
    )
    return sorted(found, key=lambda one: (one.waiting, one.volunteer.first_name.casefold(), one.id))


def take(session: Session, roll: Roll, version: str, by: Any) -> None:
    """Write who came, if nobody has since the page was read."""
    if not session.has_come:
        raise Conflict("Cette séance n’a pas encore eu lieu.")
    if version != str(session.version):
        raise TakenMeanwhile
    again = session.attendance_at is not None
    for one in rows_of(session):
        _say(one, roll.said.get(one.id), by)
    for person in roll.came_too:
        _add(session, person, by)
    session.guests = roll.guests
    session.attendance_at = clock.now()
    flush_or_conflict()
    journal.record("correct_attendance" if again else "take_attendance", session, by=by)


def _say(one: Enrolment, said: str | None, by: Any) -> None:
    if said is None or said == one.attendance:
        return
    if one.attendance is not None:
        journal.record("correct_attendance", one, by=by)
    one.attendance = said
    if one.waiting and said == Attendance.PRESENT:
        one.waiting, one.walked_in = False, True


def _add(session: Session, person: Account, by: Any) -> None:
    """Add someone who came without a place."""
    one = db.session.scalar(
        select(Enrolment).where(
            Enrolment.session_id == session.id, Enrolment.volunteer_id == person.id
        )
    )
    if one is None:
        one = Enrolment(session=session, volunteer=person, enrolled_by_id=by.id)
        db.session.add(one)
    one.cancelled_at, one.waiting, one.walked_in = None, False, True
    one.attendance = Attendance.PRESENT.value
    journal.record("walk_in", one, by=by)
