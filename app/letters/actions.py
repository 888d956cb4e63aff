"""Taking letters back before they leave."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, or_, select, update
from werkzeug.exceptions import Conflict

from app import clock, journal
from app.extensions import db
from app.letters.models import Channel, Letter, about, undo_since
from app.lifecycle import AlreadyDone


class TooLate(Conflict):
    """A letter of the act has left: it cannot be taken back."""

    description = "Il est trop tard pour annuler : un message est déjà parti."


def _of(thing: Any, since: datetime) -> tuple[ColumnElement[bool], ...]:
    return (Letter.about == about(thing), Letter.written_at >= since)


def has_left(thing: Any, since: datetime) -> bool:
    """Tell whether a letter about this, written since then, has left or is leaving."""
    leaving = or_(
        Letter.sent_at.is_not(None), Letter.attempts > 0, Letter.lease_until > clock.now()
    )
    found = select(Letter.id).where(*_of(thing, since), leaving).limit(1)
    return db.session.scalar(found) is not None


def may_recall(thing: Any, since: datetime) -> bool:
    """Tell whether the letters written since then all wait still, and there is one."""
    waiting = select(Letter.id).where(
        *_of(thing, since),
        Letter.sent_at.is_(None),
        Letter.recalled_at.is_(None),
        Letter.not_before > clock.now(),
    )
    return db.session.scalar(waiting.limit(1)) is not None and not has_left(thing, since)


def recall(thing: Any, since: datetime) -> None:
    """Take back the letters about this written since then, or refuse if one has left.

    The update locks the letters before the check, so that none leaves in between.
    """
    db.session.execute(
        update(Letter)
        .where(*_of(thing, since), Letter.sent_at.is_(None), Letter.recalled_at.is_(None))
        .values(recalled_at=clock.now())
        .execution_options(synchronize_session=False)
    )
    if has_left(thing, since):
        db.session.rollback()
        raise TooLate


def overtake(thing: Any) -> set[int]:
    """Take back the letters about this that wait still, since the story has moved on without them.

    Gives the keys of those they were for: they were never told.
    """
    return set(
        db.session.scalars(
            update(Letter)
            .where(
                Letter.about == about(thing),
                Letter.sent_at.is_(None),
                Letter.recalled_at.is_(None),
                Letter.attempts == 0,
                Letter.not_before > clock.now(),
            )
            .values(recalled_at=clock.now())
            .returning(Letter.to_id)
            .execution_options(synchronize_session=False)
        )
    )


def hand_over(letter: Letter, by: journal.Actor) -> None:
    """Note that a paper letter was handed over; its links are forgotten once it is too late."""
    if letter.sent_at:
        raise AlreadyDone
    letter.sent_at = clock.now()
    journal.record("hand_over_letter", letter, by=by)


def put_back(letter: Letter, by: journal.Actor) -> None:
    """Note that a paper letter was not handed over after all, while that may be taken back."""
    if letter.channel != Channel.PAPER or letter.sent_at is None:
        raise AlreadyDone
    if letter.sent_at < undo_since():
        raise TooLate("Il est trop tard pour annuler\u00a0: la lettre est notée remise.")
    letter.sent_at = None
    journal.record("put_back_letter", letter, by=by)


def print_instead(letter: Letter, by: journal.Actor) -> None:
    """Have a letter that never arrived handed over on paper."""
    if letter.channel == Channel.PAPER or letter.sent_at:
        raise AlreadyDone
    letter.channel = Channel.PAPER
    letter.failed_at = None
    journal.record("print_letter", letter, by=by)
