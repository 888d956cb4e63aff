"""Keeping a search, confirming it, changing its rhythm, stopping it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from werkzeug.exceptions import NotFound

from app import clock, journal
from app.accounts.models import Account
from app.alerts.models import Alert, Rhythm
from app.extensions import db
from app.letters.models import Addressee, Channel, write

MOST = 5
MORNING = 8


@dataclass(frozen=True)
class Wish:
    """What someone wants to hear of, and how often."""

    query: dict[str, Any]
    title: str
    rhythm: str
    language: str = "fr"


def may_be_told(account: Account) -> bool:
    """Tell whether something can reach this person without a hand to hand it over."""
    if account.channel == Channel.EMAIL:
        return account.email_confirmed_at is not None
    return account.channel == Channel.SMS


def keep(wish: Wish, account: Account, by: Account) -> Alert:
    """Keep a search of someone who has an account: it is told from now on."""
    alert = _same(wish, Alert.account_id == account.id) or _made(wish, account=account)
    alert.rhythm = wish.rhythm
    _begin(alert)
    journal.record("keep_alert", alert, by=by)
    return alert


def ask_to_confirm(wish: Wish, email: str) -> None:
    """Write to an address that someone gave: nothing more leaves unless it is confirmed."""
    alert = _same(wish, Alert.email == email) or _made(wish, email=email)
    alert.rhythm = wish.rhythm
    db.session.flush()
    if alert.confirmed_at is None:
        to = Addressee(email, reads=wish.language)
        write("alerts/confirm", to=to, about=alert, alert=alert)


def _made(wish: Wish, **whose: Any) -> Alert:
    alert = Alert(query=wish.query, title=wish.title[:300], language=wish.language, **whose)
    db.session.add(alert)
    return alert


def _same(wish: Wish, whose: Any) -> Alert | None:
    known = db.session.scalars(select(Alert).where(whose)).all()
    return next((alert for alert in known if alert.query == wish.query), None)


def has_room(whose: Any) -> bool:
    """Tell whether someone may keep one more search."""
    return (db.session.scalar(select(func.count(Alert.id)).where(whose)) or 0) < MOST


def confirm(alert: Alert) -> None:
    """Begin to tell an address that said yes from its mailbox."""
    if alert.confirmed_at is None:
        _begin(alert)
        journal.record("confirm_alert", alert, by=None)


def _begin(alert: Alert) -> None:
    now = clock.now()
    alert.confirmed_at = alert.confirmed_at or now
    alert.looked_at, alert.next_at = now, next_turn(alert.rhythm, now)
    db.session.flush()


def next_turn(rhythm: str, after: datetime) -> datetime:
    """Give when to look again: a morning, tomorrow or in a week."""
    days = 1 if rhythm == Rhythm.DAY else 7
    morning = clock.in_paris(after + timedelta(days=days))
    return morning.replace(hour=MORNING, minute=0, second=0, microsecond=0)


def change(alert: Alert, rhythm: str) -> None:
    """Hear of it more often, or less."""
    alert.rhythm = rhythm
    alert.next_at = next_turn(rhythm, clock.now())


def stop(alert: Alert) -> None:
    """Stop, and keep nothing of it."""
    journal.record("stop_alert", alert, by=None)
    db.session.delete(alert)


def known(token: str) -> Alert | None:
    """Give the alert of a secret, if it was not stopped."""
    return db.session.scalar(select(Alert).where(Alert.token == token))


def find(token: str) -> Alert:
    """Find an alert by the secret that its letters carry."""
    found = known(token)
    if found is None:
        raise NotFound
    return found


def of(account: Account) -> list[Alert]:
    """List what someone wants to hear of."""
    found = select(Alert).where(Alert.account_id == account.id).order_by(Alert.id)
    return list(db.session.scalars(found))
