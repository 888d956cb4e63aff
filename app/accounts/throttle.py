"""Slowing down whoever guesses passwords and codes, or has letters sent to others.

A failed POST is rolled back (``web.settle``), so tries are counted in a transaction of their own,
committed before the try is looked at: this is the one exception to « the request is the
transaction ». Counting happens in the database, under a lock, so that the limit is the limit with
any number of processes. The wait grows, is bounded, and is forgotten: nobody is locked out for
good, and a new password chosen through the mailbox forgets it at once.
"""

import hashlib
import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import request
from sqlalchemy import Connection, delete, func, insert, select, text
from werkzeug.exceptions import TooManyRequests

from app import clock, keys, phrases
from app.accounts.contacts import canonical
from app.accounts.models import Attempt
from app.extensions import db
from app.languages import _


@dataclass(frozen=True)
class Limit:
    """How many tries are free in a window, then the first wait, which doubles up to the longest."""

    free: int
    window: timedelta
    first: timedelta
    longest: timedelta

    def wait(self, tries: int) -> timedelta:
        """Give the wait after so many tries."""
        if tries < self.free:
            return timedelta(0)
        doublings = min(tries - self.free, 20)
        return min(self.first * float(1 << doublings), self.longest)


def _minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


LIMITS = {
    "account": Limit(5, _minutes(60), _minutes(0.5), _minutes(15)),
    "network": Limit(20, _minutes(15), _minutes(0.25), _minutes(5)),
    "mailbox": Limit(3, _minutes(60), _minutes(10), _minutes(60)),
    "opening": Limit(60, _minutes(60), _minutes(0.25), _minutes(2)),
    "factor": Limit(5, _minutes(60), _minutes(0.5), _minutes(15)),
    "link": Limit(20, _minutes(60), _minutes(1), _minutes(30)),
    "name": Limit(5, _minutes(60), _minutes(5), _minutes(60)),
}


def account_key(email: str) -> str:
    """Name the account of an address, known or not."""
    return _key("account", canonical(email))


def factor_key(account_token: str) -> str:
    """Name the second step of an account."""
    return _key("factor", account_token)


def mailbox_key(email: str) -> str:
    """Name a mailbox to which letters are asked for."""
    return _key("mailbox", canonical(email))


def link_key(secret: str) -> str:
    """Name a personal link through which things are sent."""
    return _key("link", secret)


def name_key(account_id: int) -> str:
    """Name someone who looks for a person by name."""
    return _key("name", str(account_id))


def network_key(kind: str = "network") -> str:
    """Name where the request comes from: an address, or a whole IPv6 subscriber."""
    try:
        address = ipaddress.ip_address(request.remote_addr or "")
    except ValueError:
        return _key(kind, "unknown")
    size = 32 if address.version == 4 else 64
    return _key(kind, str(ipaddress.ip_network((address, size), strict=False)))


def _key(kind: str, value: str) -> str:
    return f"{kind}:{keys.mark(value)}"


def knock(*keys: str) -> None:
    """Count a try, or refuse it and say when to come back.

    Call it before anything is written in the request: it ends the request's transaction.
    """
    until = _count(keys)
    if until:
        wait = int((until - clock.now()).total_seconds()) + 1
        said = _("Essayez encore à partir de %(clock_time)s.", clock_time=phrases.clock_time(until))
        raise TooManyRequests(said, retry_after=wait)


def has_room(key: str) -> bool:
    """Count a letter asked for, and tell whether it may be written; nobody is told when not."""
    return _count((key,)) is None


def forgive(account: str | None, network: str) -> None:
    """Forget the tries at an account once its owner is in, and the last one from that network."""
    if account:
        db.session.execute(delete(Attempt).where(Attempt.key == account))
    last = select(func.max(Attempt.id)).where(Attempt.key == network).scalar_subquery()
    db.session.execute(delete(Attempt).where(Attempt.id == last))


def _count(keys: tuple[str, ...]) -> datetime | None:
    db.session.rollback()
    with db.engine.begin() as connection:
        _lock(connection, keys)
        closed = [until for key in keys if (until := _closed_until(connection, key))]
        if closed:
            return max(closed)
        connection.execute(insert(Attempt), [{"key": key, "at": clock.now()} for key in keys])
    return None


def _lock(connection: Connection, keys: tuple[str, ...]) -> None:
    """One at a time for a key; SQLite already lets one writer in."""
    if connection.dialect.name != "postgresql":
        return
    for key in sorted(keys):
        number = int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], signed=True)
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})


def _closed_until(connection: Connection, key: str) -> datetime | None:
    limit = LIMITS[key.partition(":")[0]]
    now = clock.now()
    tries, last = connection.execute(
        select(func.count(), func.max(Attempt.at)).where(
            Attempt.key == key, Attempt.at > now - limit.window
        )
    ).one()
    until: datetime | None = last + limit.wait(tries) if last else None
    return until if until and until > now else None
