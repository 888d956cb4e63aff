"""Reading threads and difficulties; whoever holds a thread decides who may."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload
from werkzeug.exceptions import NotFound

from app import clock
from app.accounts.models import Account
from app.caseloads.queries import mediated_by
from app.extensions import db
from app.letters.models import Letter, about
from app.threads.models import Difficulty, Message

QUIET_MINUTES = 60


def messages(thread_id: int, *, aside: bool) -> list[Message]:
    """List what was written, oldest first; with or without what the association does not read."""
    found = select(Message).where(Message.thread_id == thread_id)
    if not aside:
        found = found.where(Message.aside.is_(False))
    found = found.options(joinedload(Message.author), joinedload(Message.on_behalf_of)).order_by(
        Message.at, Message.id
    )
    return list(db.session.scalars(found))


def difficulties(thread_id: int, *, told_by: Account | None = None) -> list[Difficulty]:
    """List the difficulties of a thread, open ones first; or those one told."""
    found = select(Difficulty).where(Difficulty.thread_id == thread_id)
    if told_by is not None:
        found = found.where(Difficulty.told_by_id == told_by.id)
    open_first = (Difficulty.closed_at.is_not(None), Difficulty.opened_at.desc(), Difficulty.id)
    return list(db.session.scalars(found.order_by(*open_first)))


def open_difficulties(referent: Account) -> list[Difficulty]:
    """List the mediations open among the people this référent mediates for, oldest first."""
    return list(
        db.session.scalars(
            select(Difficulty)
            .join(Difficulty.volunteer)
            .where(Difficulty.closed_at.is_(None), mediated_by(referent))
            .order_by(Difficulty.opened_at, Difficulty.id)
        )
    )


def find_difficulty(token: str, thread_id: int) -> Difficulty:
    """Find a difficulty of this thread."""
    found = db.session.scalar(
        select(Difficulty).where(Difficulty.token == token, Difficulty.thread_id == thread_id)
    )
    if found is None:
        raise NotFound
    return found


def was_told_lately(reader: Account, thread: Any) -> bool:
    """Tell whether a letter told this reader of the thread within the hour: one is enough."""
    found = select(Letter.id).where(
        Letter.to_id == reader.id,
        Letter.about == about(thread),
        Letter.written_at > clock.now() - timedelta(minutes=QUIET_MINUTES),
    )
    return db.session.scalar(found.limit(1)) is not None
