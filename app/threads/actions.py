"""Writing in a thread, telling a difficulty, ending a mediation."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import delete
from werkzeug.exceptions import Conflict

from app import clock, journal
from app.accounts.models import Account
from app.extensions import db
from app.letters.models import write
from app.threads import queries
from app.threads.models import Difficulty, Message, Thread


class AlreadyClosed(Conflict):
    """A colleague closed the mediation a moment before."""

    description = "Cette difficulté est déjà fermée."


def open_thread() -> Thread:
    """Begin an empty conversation."""
    thread = Thread()
    db.session.add(thread)
    db.session.flush()
    return thread


def say(thread_id: int, body: str, by: Any, *, aside: bool = False) -> Message:
    """Write in a thread, in one's own name or in that of the person one fills in with."""
    message = Message(
        thread_id=thread_id,
        author_id=by.id,
        on_behalf_of_id=by.acting_for.id if by.acting_for else None,
        body=body,
        aside=aside,
    )
    db.session.add(message)
    journal.record("say", message, by=by)
    return message


def unsay(thread_id: int, by: Any, since: datetime) -> None:
    """Take back what someone wrote since then, with the act it came with."""
    db.session.execute(
        delete(Message).where(
            Message.thread_id == thread_id,
            Message.author_id == by.id,
            Message.aside.is_(False),
            Message.at >= since,
        )
    )


def announce(
    thread_id: int, readers: Iterable[Account], path: str, author: dict[int, str | None]
) -> None:
    """Tell each reader that something new is there, once an hour at most.

    ``author`` names who wrote, as each reader knows them, by the id of the reader's account;
    None stands for the service.
    """
    thread = db.session.get_one(Thread, thread_id)
    for reader in readers:
        if not queries.was_told_lately(reader, thread):
            write("threads/message", to=reader, about=thread, path=path, author=author[reader.id])


def tell(thread_id: int, volunteer_id: int, theme: str, body: str, by: Any) -> Difficulty:
    """Tell what is hard: it opens a mediation."""
    difficulty = Difficulty(
        thread_id=thread_id,
        volunteer_id=volunteer_id,
        told_by_id=by.acting_for.id if by.acting_for else by.id,
        on_behalf_of_id=by.id if by.acting_for else None,
        theme=theme,
        body=body,
    )
    db.session.add(difficulty)
    journal.record("tell_difficulty", difficulty, by=by)
    return difficulty


def close(difficulty: Difficulty, outcome: str, words: str, by: Any) -> None:
    """End a mediation, saying how; who told it is told."""
    if difficulty.closed_at is not None:
        raise AlreadyClosed
    difficulty.closed_at = clock.now()
    difficulty.closed_by_id = by.id
    difficulty.outcome = outcome
    difficulty.outcome_words = words
    journal.record("close_difficulty", difficulty, by=by)
