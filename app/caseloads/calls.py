"""« Je préfère répondre par téléphone »: a call to make, asked for and undone in one tap."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, ForeignKey, String, select
from sqlalchemy.orm import Mapped, mapped_column, relationship
from werkzeug.exceptions import NotFound

from app import clock, journal
from app.accounts.models import Account
from app.caseloads.queries import mediated_by
from app.extensions import Addressed, Model, db
from app.lifecycle import AlreadyDone
from app.vocabulary import Worded


class Subject(Worded):
    """What the person would rather say aloud."""

    PROFILE = "profile", "répondre aux questions du profil"
    REQUEST = "request", "une demande de mission"
    PROPOSAL = "proposal", "une mission proposée"
    MEETING = "meeting", "le premier rendez-vous"
    NEWS = "news", "dire comment ça va"
    HOURS = "hours", "compter les heures"
    APPOINTMENT = "appointment", "un rendez-vous avec le référent"
    CONTRACT = "contract", "lire le contrat ensemble"
    PASSPORT = "passport", "le passeport"
    WORKSHOP = "workshop", "un atelier"
    OTHER = "other", "autre chose"


class CallWish(Addressed, Model):
    """A call that someone asked for, until it is made or no longer wanted."""

    __tablename__ = "call_wishes"

    volunteer_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    subject: Mapped[str] = mapped_column(String(20))
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    done_at: Mapped[datetime | None] = mapped_column(index=True)
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    dropped_at: Mapped[datetime | None]

    volunteer: Mapped[Account] = relationship(foreign_keys=[volunteer_id], lazy="joined")


WAITS = (CallWish.done_at.is_(None), CallWish.dropped_at.is_(None))


def waiting_of(person: Account) -> CallWish | None:
    """Give the call that someone waits for: there is one at a time."""
    return db.session.scalar(
        select(CallWish).where(CallWish.volunteer_id == person.id, *WAITS).limit(1)
    )


def ask(person: Account, subject: str, by: Account) -> CallWish:
    """Ask for a call, or add nothing to the one that waits."""
    known = waiting_of(person)
    if known is not None:
        return known
    about = subject if subject in set(Subject) else Subject.OTHER.value
    wish = CallWish(volunteer=person, subject=about)
    db.session.add(wish)
    journal.record("ask_call", wish, by=by)
    return wish


def drop(wish: CallWish, by: Account) -> None:
    """No longer wait for the call."""
    if wish.done_at or wish.dropped_at:
        raise AlreadyDone
    wish.dropped_at = clock.now()
    journal.record("drop_call", wish, by=by)


def to_make(referent: Account) -> list[CallWish]:
    """List the calls that people whom this référent mediates for wait for, the oldest first."""
    found = select(CallWish).where(*WAITS, _theirs(referent))
    return list(db.session.scalars(found.order_by(CallWish.asked_at, CallWish.id)))


def _theirs(referent: Account) -> ColumnElement[bool]:
    return CallWish.volunteer_id.in_(select(Account.id).where(mediated_by(referent)))


def find(token: str, seen_by: Account) -> CallWish:
    """Find a call to make, for who may make it."""
    found = db.session.scalar(select(CallWish).where(CallWish.token == token, _theirs(seen_by)))
    if found is None:
        raise NotFound
    return found


def find_own(token: str, person: Account) -> CallWish:
    """Find the call that someone asked for."""
    found = db.session.scalar(
        select(CallWish).where(CallWish.token == token, CallWish.volunteer_id == person.id)
    )
    if found is None:
        raise NotFound
    return found


def note_done(wish: CallWish, by: Account) -> None:
    """Note that the call was made."""
    if wish.done_at or wish.dropped_at:
        raise AlreadyDone
    wish.done_at, wish.done_by_id = clock.now(), by.id
    journal.record("make_call", wish, by=by)


def undo(wish: CallWish, minutes: int, by: Account) -> None:
    """Put the call back among those to make, a few minutes after having noted it."""
    if wish not in just_made(by, minutes):
        raise AlreadyDone
    wish.done_at = wish.done_by_id = None
    journal.record("undo_call", wish, by=by)


def just_made(referent: Account, minutes: int) -> list[CallWish]:
    """List the calls noted in the last minutes, the latest first."""
    found = select(CallWish).where(
        CallWish.done_by_id == referent.id,
        CallWish.done_at > clock.now() - timedelta(minutes=minutes),
    )
    return list(db.session.scalars(found.order_by(CallWish.done_at.desc())))
