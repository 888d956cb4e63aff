"""Organising ateliers and collective actions: dates, changes, cancelling."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import select
from werkzeug.exceptions import Conflict

from app import clock, journal
from app.associations.models import Association
from app.caseloads.models import Operator, Post
from app.extensions import db
from app.letters.actions import recall
from app.letters.models import after_undo
from app.lifecycle import AlreadyDone, flush_or_conflict
from app.workshops import enrolling, queries, tidings
from app.workshops.models import Session, Workshop


class TooFew(Conflict):
    """Fewer places are asked for than are already someone’s."""

    description = "Plus de personnes sont déjà inscrites. Gardez au moins autant de places."


@dataclass(frozen=True)
class Facts:
    """What a workshop is, whatever its dates."""

    kind: str
    title: str
    about: str = ""
    speaker: str = ""
    programme_id: int | None = None
    territory_id: int | None = None
    is_open: bool = True
    operators: list[Operator] = field(default_factory=list)


@dataclass(frozen=True)
class Slot:
    """When and where a session is, and for how many."""

    starts_at: datetime
    ends_at: datetime
    place: str
    capacity: int

    def weeks_later(self, weeks: int) -> "Slot":
        """Give the same hours of clocks, some weeks later."""
        return Slot(
            _later(self.starts_at, weeks), _later(self.ends_at, weeks), self.place, self.capacity
        )


def _later(moment: datetime, weeks: int) -> datetime:
    local = clock.in_paris(moment)
    return at(local + timedelta(weeks=weeks), local.time())


def at(day: Any, hour: time) -> datetime:
    """Give the moment of a civil day and hour."""
    return clock.from_paris(day, hour.hour, hour.minute)


def every_week(first: Slot, count: int) -> list[Slot]:
    """Repeat a session, the same day of the week."""
    return [first.weeks_later(number) for number in range(count)]


def organise(facts: Facts, slots: Sequence[Slot], by: Any, once: str | None = None) -> Workshop:
    """Put a workshop in the calendar, with its first dates; the same form twice makes one."""
    known = db.session.scalar(select(Workshop).where(Workshop.once == once)) if once else None
    if known is not None:
        return known
    workshop = Workshop(organiser=by, once=once)
    db.session.add(workshop)
    _write(workshop, facts)
    _join_own_operator(workshop)
    db.session.flush()
    journal.record("organise", workshop, by=by)
    add_sessions(workshop, slots, by=by)
    return workshop


def _write(workshop: Workshop, facts: Facts) -> None:
    for name, value in vars(facts).items():
        setattr(workshop, name, value)


def _join_own_operator(workshop: Workshop) -> None:
    """Have the organiser’s own operator always be one of those that run it."""
    own = db.session.scalar(
        select(Operator).join(Post, Post.operator_id == Operator.id).where(
            Post.account_id == workshop.organiser.id
        )
    )  # fmt: skip
    if own is not None and own not in workshop.operators:
        workshop.operators = [*workshop.operators, own]


def revise(workshop: Workshop, facts: Facts, by: Any) -> None:
    """Write other words; what is dated keeps its dates."""
    _write(workshop, facts)
    _join_own_operator(workshop)
    journal.record("revise", workshop, by=by)


def add_sessions(workshop: Workshop, slots: Sequence[Slot], by: Any) -> list[Session]:
    """Add dates to a workshop."""
    added = [Session(workshop=workshop, **_dated(slot)) for slot in slots]
    db.session.add_all(added)
    db.session.flush()
    for session in added:
        journal.record("add_session", session, by=by)
    return added


def _dated(slot: Slot) -> dict[str, Any]:
    return {**vars(slot), "on": clock.in_paris(slot.starts_at).date()}


def move(session: Session, slot: Slot, by: Any) -> bool:
    """Change a session; who enrolled is told of another date or place, and so it says."""
    locked = enrolling.lock(session.id)
    if slot.capacity < enrolling.taken(locked):
        raise TooFew
    before = (locked.starts_at, locked.ends_at, locked.place)
    for name, value in _dated(slot).items():
        setattr(locked, name, value)
    moved = before != (slot.starts_at, slot.ends_at, slot.place)
    if moved:
        locked.sequence += 1
    flush_or_conflict()
    journal.record("move_session", locked, by=by)
    told = moved and locked.is_ahead
    if told:
        tidings.changed("moved", locked, queries.enrolments_of(locked))
    if locked.is_ahead:
        enrolling.move_up(locked)
    return told


def cancel(session: Session, by: Any) -> None:
    """Cancel a session; who enrolled is told, once it can no longer be taken back."""
    if session.cancelled_at is not None:
        raise AlreadyDone
    if session.attendance_at is not None:
        raise Conflict("Des présences sont notées\u00a0: cette séance a eu lieu.")
    session.cancelled_at = clock.now()
    session.sequence += 1
    flush_or_conflict()
    journal.record("cancel_session", session, by=by)
    if session.starts_at > clock.now():
        told = queries.enrolments_of(session)
        tidings.changed("cancelled", session, told, not_before=after_undo())


def restore(session: Session, by: Any) -> None:
    """Take a cancelling back, while none of its letters has left."""
    if session.cancelled_at is None:
        raise AlreadyDone
    recall(session, session.cancelled_at)
    session.cancelled_at = None
    session.workshop.closed_at = None
    session.sequence += 1
    flush_or_conflict()
    journal.record("restore_session", session, by=by)


def close(workshop: Workshop, by: Any) -> int:
    """Stop a workshop: cancel every session ahead, and say how many were."""
    if workshop.closed_at is not None:
        raise AlreadyDone
    workshop.closed_at = clock.now()
    journal.record("close", workshop, by=by)
    ahead = [session for session in workshop.sessions if session.is_ahead]
    for session in ahead:
        cancel(session, by=by)
    return len(ahead)


def add_partner(workshop: Workshop, association: Association, by: Any) -> None:
    """Say that an association carries this with us."""
    if association not in workshop.partners:
        workshop.partners = [*workshop.partners, association]
        journal.record("add_partner", workshop, by=by)


def remove_partner(workshop: Workshop, association: Association, by: Any) -> None:
    """Say that an association no longer does."""
    if association in workshop.partners:
        workshop.partners = [one for one in workshop.partners if one is not association]
        journal.record("remove_partner", workshop, by=by)
