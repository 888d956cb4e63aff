"""Who did what to what, on whose behalf, and when: written with the fact, never changed.

The journal answers « who acted ». Indicators never read it: they read dated records. It holds
integers and verbs, no name and no text typed by anyone, and is never loaded with its subject.
"""

from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app import clock
from app.extensions import Identified, Model, db


class Actor(Protocol):
    """Someone who acts: an account, perhaps filling in for a person in front of them."""

    id: int
    acting_for: "Actor | None"


class Subject(Protocol):
    """A row that something happens to."""

    id: Any
    __tablename__: Any


class Event(Identified, Model):
    """One act."""

    __tablename__ = "events"

    at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
    actor_id: Mapped[int | None] = mapped_column(index=True)
    on_behalf_of_id: Mapped[int | None]
    verb: Mapped[str] = mapped_column(String(60))
    subject_type: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int]


def record(verb: str, subject: Subject, by: Actor | None) -> Event:
    """Write that someone, or the clock when ``by`` is None, did this."""
    if subject.id is None:
        db.session.flush()
    person = by.acting_for if by else None
    event = Event(
        actor_id=by.id if by else None,
        on_behalf_of_id=person.id if person else None,
        verb=verb,
        subject_type=subject.__tablename__,
        subject_id=subject.id,
    )
    db.session.add(event)
    return event
