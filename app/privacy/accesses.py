"""The record of opened files: one insert when opened, chained a moment later, verified at will.

Rows are written apart from the request, which a GET rolls back, and sealed by the worker in the
order it finds them, so that opening a file waits for nobody. Names become keyed digests: the key is
``RICOCHET_SECRET_KEY``, so that a chain cannot be written again by who only holds the database.
"""

import json
from datetime import date, timedelta
from typing import Any

import structlog
from sqlalchemy import Select, delete, func, insert, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection

from app import clock, keys
from app.accounts.models import Account
from app.extensions import db
from app.privacy.due import moment
from app.privacy.models import Access, Anchor
from app.worker import duty

log = structlog.get_logger("app.privacy")
FIRST = "0" * 64
CHAIN = 7_201_806  # the advisory lock of the chain, on PostgreSQL
LATE = timedelta(minutes=15)


def pseudonym(account_id: int | None) -> str:
    """Give the name an account has in the record."""
    return pseudonyms(account_id)[0] if account_id is not None else ""


def pseudonyms(account_id: int) -> list[str]:
    """Give the names an account may have in the record, under the keys of before too."""
    return [mark[:32] for mark in keys.marks(f"access of {account_id}")]


def told(reader: Account, person_id: int | None, what: str, number: str = "") -> dict[str, Any]:
    """Say who opens what, under pseudonyms."""
    return {
        "at": clock.now(),
        "reader": pseudonym(reader.id),
        "role": str(reader.role),
        "person": pseudonym(person_id),
        "what": str(what),
        "number": number[:40],
    }


def note(row: dict[str, Any]) -> None:
    """Write it apart from the request, whose own connection is given back first."""
    db.session.rollback()
    try:
        with db.engine.begin() as connection:
            connection.execute(insert(Access), row)
    except (OperationalError, NoConnection):
        log.exception("access not written", what=row["what"])


def note_with_the_act(reader: Account, person_id: int | None, what: str, number: str = "") -> None:
    """Write it in the transaction of a POST."""
    db.session.execute(insert(Access), told(reader, person_id, what, number))


def _sealed(row: Access, rank: int, previous: str) -> str:
    told = [
        rank,
        row.at.isoformat(),
        row.reader,
        row.role,
        row.person,
        row.what,
        row.number,
        previous,
    ]
    return json.dumps(told, ensure_ascii=False)


def seal_of(row: Access, rank: int, previous: str) -> str:
    """Compute the seal of a row at its place."""
    return keys.mark(_sealed(row, rank, previous))


@duty("privacy seal", every=60)
def seal() -> int:
    """Tie the new rows to the chain; one worker at a time."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(select(func.pg_advisory_xact_lock(CHAIN)))
    rank, previous = _head()
    waiting = db.session.scalars(select(Access).where(Access.rank.is_(None)).order_by(Access.id))
    done = 0
    for row in waiting.fetchmany(5000):
        rank, done = rank + 1, done + 1
        row.rank, row.previous, row.seal = rank, previous, seal_of(row, rank, previous)
        previous = row.seal
    db.session.commit()
    return done


def _head() -> tuple[int, str]:
    last = db.session.scalar(
        select(Access).where(Access.rank.is_not(None)).order_by(Access.rank.desc()).limit(1)
    )
    if last is not None:
        return int(last.rank or 0), str(last.seal)
    return _anchor()


def _anchor() -> tuple[int, str]:
    found = db.session.scalar(select(Anchor).order_by(Anchor.rank.desc()).limit(1))
    return (found.rank, found.seal) if found else (0, FIRST)


def faults() -> list[str]:
    """Say where the chain is broken, and which rows wait for their seal for too long."""
    found = []
    rank, previous = _anchor()
    rows = select(Access).where(Access.rank.is_not(None)).order_by(Access.rank)
    for row in db.session.scalars(rows.execution_options(yield_per=1000)):
        rank += 1
        if row.rank != rank:
            found.append(f"il manque {int(row.rank or 0) - rank} ligne(s) avant le rang {row.rank}")
            rank = int(row.rank or 0)
        if row.previous != previous or not keys.is_mark(
            row.seal, _sealed(row, rank, str(row.previous))
        ):
            found.append(f"la ligne de rang {rank} n’est plus celle qui a été écrite")
        previous = str(row.seal)
    late = select(func.count(Access.id)).where(
        Access.rank.is_(None), Access.at < clock.now() - LATE
    )
    if waiting := db.session.scalar(late):
        found.append(f"{waiting} ligne(s) attendent leur sceau depuis plus d’un quart d’heure")
    return found


def head() -> tuple[int, str]:
    """Give the last rank and its seal, to be noted elsewhere: it shows a chain cut at its end."""
    return _head()


def old(day: date) -> Select[Any]:
    """Select the oldest rows past their time; only sealed ones, from the beginning."""
    return (
        select(Access.id)
        .where(Access.at < moment(day), Access.rank.is_not(None))
        .order_by(Access.rank)
    )


def forget(ids: list[int]) -> None:
    """Remove rows from the beginning of the chain, and write where it begins now."""
    last = db.session.scalar(
        select(Access).where(Access.id.in_(ids)).order_by(Access.rank.desc()).limit(1)
    )
    if last is None or last.rank is None:
        return
    db.session.add(Anchor(rank=last.rank, seal=str(last.seal)))
    db.session.execute(
        delete(Access).where(Access.rank <= last.rank).execution_options(synchronize_session=False)
    )


def of(person: Account, limit: int = 100) -> list[Access]:
    """List who opened what of someone, the latest first; roles and days, no name."""
    names = pseudonyms(person.id)
    return list(
        db.session.scalars(
            select(Access)
            .where(Access.person.in_(names), Access.reader.not_in(names))
            .order_by(Access.at.desc(), Access.id.desc())
            .limit(limit)
        )
    )
