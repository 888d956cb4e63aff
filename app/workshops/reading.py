"""Who is in a session, by the name each référent may read, and who wrote the attendance."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from werkzeug.exceptions import NotFound

from app.accounts.models import Account
from app.caseloads.queries import mediated_by
from app.extensions import db
from app.journal import Event
from app.workshops.models import Enrolment, Session


def find_enrolment(session: Session, volunteer: Account) -> Enrolment:
    """Find the place of someone in a session."""
    found = db.session.scalar(
        select(Enrolment).where(
            Enrolment.session_id == session.id, Enrolment.volunteer_id == volunteer.id
        )
    )
    if found is None:
        raise NotFound
    return found


def own_among(referent: Account, people: Iterable[Account]) -> set[int]:
    """Tell which of these people this référent mediates for."""
    ids = {person.id for person in people}
    found = select(Account.id).where(Account.id.in_(ids), mediated_by(referent))
    return set(db.session.scalars(found)) if ids else set()


def names_for(referent: Account, people: Sequence[Account]) -> dict[int, str]:
    """Name people as this référent may read them: the whole name of their own, else an initial."""
    own = own_among(referent, people)
    return {
        one.id: one.full_name if one.id in own else f"{one.first_name} {one.last_name[:1]}".strip()
        for one in people
    }


@dataclass(frozen=True)
class Written:
    """One time the attendance of a session was written."""

    at: datetime
    by: str
    corrected: bool


def attendance_history(session: Session) -> list[Written]:
    """Tell who wrote the attendance of a session and when, the latest first."""
    rows = db.session.execute(
        select(Event.at, Account, Event.verb)
        .join(Account, Account.id == Event.actor_id)
        .where(
            Event.subject_type == Session.__tablename__,
            Event.subject_id == session.id,
            Event.verb.in_(("take_attendance", "correct_attendance")),
        )
        .order_by(Event.at.desc(), Event.id.desc())
    )
    return [Written(at, who.full_name, verb == "correct_attendance") for at, who, verb in rows]
