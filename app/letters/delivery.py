"""Delivery: letters are claimed one by one under a lease, handed over, then marked.

Nothing is lost when a worker dies: its lease ends and another takes the letter. A letter may then
leave twice, under the same Message-ID; it never leaves before its time, nor once recalled.
"""

import time
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import select, update

from app import clock, leases
from app.extensions import db
from app.letters import gone, text_messages
from app.letters.models import Channel, Letter, kept, undo_since
from app.letters.posting import SENT, Outcome, PostOffice
from app.letters.queries import CARRIED, is_due
from app.worker import duty

log = structlog.get_logger("app.letters")
LEASE = timedelta(seconds=60)
FIRST, LONGEST = timedelta(minutes=1), timedelta(hours=1)
PATIENCE, TRIES = timedelta(hours=24), 5


@duty("letters send", every=3)
def deliver() -> None:
    """Send what is due, leaving their turn to the other duties."""
    send_due(seconds=20.0)


def send_due(seconds: float) -> Counter[str]:
    """Send every letter that is due, for so many seconds at most; count what became of them."""
    outcomes: Counter[str] = Counter()
    closed: set[str] = set()
    office = PostOffice()
    end = time.monotonic() + seconds
    try:
        while time.monotonic() < end and (letter := claim(_open_channels() - closed)):
            outcome = SENT if gone.is_marked(letter) else office.hand_over(letter)
            if outcome is SENT:
                gone.mark(letter)
            outcomes[outcome.state] += 1
            if outcome.state == "closed":
                closed.add(letter.channel)
            settle(letter, outcome)
            gone.clear(letter)
    finally:
        office.close()
    return outcomes


def _open_channels() -> set[str]:
    return {
        channel
        for channel in CARRIED
        if channel != Channel.SMS or text_messages.may_ring(clock.now())
    }


def claim(channels: set[str]) -> Letter | None:
    """Take the oldest letter that is due, detached, so that no other worker sends it."""
    due = is_due(clock.now(), channels)
    return leases.claim(Letter, due, (Letter.not_before, Letter.id), LEASE)


def settle(letter: Letter, outcome: Outcome) -> None:
    """Write down what became of a letter."""
    now = clock.now()
    written: dict[str, Any] = {"failure": outcome.reason[:200]}
    if outcome.state == "sent":
        written |= {"sent_at": now, "body": kept(letter)}
    elif outcome.state == "refused" or _is_hopeless(letter, now):
        written["failed_at"] = now
    else:
        written["lease_until"] = now + wait(letter.attempts)
    db.session.execute(update(Letter).where(Letter.id == letter.id).values(written))
    db.session.commit()
    log.info(
        "letter handed over" if outcome.state == "sent" else "letter kept",
        letter=letter.token, kind=letter.kind, attempt=letter.attempts, reason=outcome.state,
    )  # fmt: skip


def wait(attempts: int) -> timedelta:
    """Give the wait before the next try: a minute, two, four… an hour at most."""
    return min(FIRST * float(1 << min(attempts - 1, 10)), LONGEST)


@duty("letters forget", every=600)
def forget_links() -> None:
    """Forget the links of paper letters that were handed over, once it is too late to undo."""
    now = undo_since()
    given = select(Letter).where(
        Letter.channel == Channel.PAPER, Letter.sent_at < now, Letter.sent_at > now - PATIENCE
    )
    for letter in db.session.scalars(given):
        letter.body = kept(letter)
    db.session.commit()


def _is_hopeless(letter: Letter, now: datetime) -> bool:
    return letter.attempts >= TRIES and now - letter.not_before > PATIENCE
