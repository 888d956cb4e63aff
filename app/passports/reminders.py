"""What the dates bring to a line that waits for an association: one reminder, then what else to do.

Nothing is stored for it: the letters themselves tell that they were written. Each has its weeks, so
that an old request, once its letters are forgotten, is not told of again.
"""

from datetime import timedelta

from app import clock, journal
from app.extensions import db
from app.introductions.reminders import HOUR, one_by_one
from app.passports import queries, tidings
from app.passports.models import Entry
from app.worker import duty

REMIND = (timedelta(days=21), timedelta(days=35))
TELL = (timedelta(days=35), timedelta(days=60))


@duty("passports remind", every=HOUR)
def remind() -> int:
    """Remind, once, who has not answered; then tell the person; say how many were written to."""
    waiting = queries.waiting_since(clock.now() - REMIND[0], clock.now() - TELL[1])
    db.session.commit()
    return sum(one_by_one(entry_id, _look_at) for entry_id in waiting)


def _look_at(entry_id: int) -> bool:
    entry = queries.locked(entry_id)
    if entry is None or entry.asked_at is None:
        return False
    waited = clock.now() - entry.asked_at
    if REMIND[0] <= waited < REMIND[1]:
        return _once("passports/reminder", entry)
    return TELL[0] <= waited < TELL[1] and _once("passports/no_answer", entry)


def _once(kind: str, entry: Entry) -> bool:
    if tidings.was_told(kind, entry):
        return False
    if kind == "passports/no_answer":
        tidings.back("no_answer", entry)
    elif not tidings.ask_again(entry):
        return False
    journal.record("remind_attestation", entry, by=None)
    return True
