"""Signing in and out: the cookie holds a token, the database holds the session.

``MAY_FILL_WITH`` is where caseloads says who may fill in with whom; it is asked at each request, so
that a référent who no longer follows a person stops acting for them at once.
"""

import hashlib
from collections.abc import Callable
from datetime import timedelta

import flask
import structlog
from flask import current_app, request
from flask_login import login_user, logout_user
from sqlalchemy import Update, select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection

from app import clock
from app.accounts import browsers
from app.accounts.models import PROFESSIONALS, Account, AccountSession
from app.extensions import HURRIED, db, login, new_token
from app.letters import answer_links

log = structlog.get_logger("app.accounts")
BORROWED = timedelta(hours=1)
MAY_FILL_WITH: list[Callable[[Account, Account], bool]] = []


def digest(token: str) -> str:
    """Give what is stored of a random token."""
    return hashlib.sha256(token.encode()).hexdigest()


@login.user_loader
def find_signed_in(token: str) -> Account | None:
    """Give the account of a live session, and whom it fills in with."""
    found = db.session.scalar(
        select(AccountSession).where(
            AccountSession.token_hash == digest(token),
            AccountSession.ended_at.is_(None),
            AccountSession.expires_at > clock.now(),
        )
    )
    if found is None or not found.account.is_active or _is_idle(found):
        return None
    _note_seen(found)
    return _attached(found, token)


def _is_idle(session: AccountSession) -> bool:
    """Tell whether someone who works here has left the screen for too long."""
    minutes = current_app.config["SETTINGS"].idle_minutes
    limit = timedelta(minutes=minutes)
    return session.account.is_professional and session.seen_at < clock.now() - limit


def _note_seen(session: AccountSession) -> None:
    """Write when the browser last asked for a page, once a minute at most.

    A page that is only read is rolled back at its end: this is written apart. A form sent with a
    fault is rolled back too, and that is no matter: nothing else was written with it.
    """
    if session.seen_at > clock.now() - timedelta(minutes=1):
        return
    seen = update(AccountSession).where(AccountSession.id == session.id).values(seen_at=clock.now())
    if request.method in {"GET", "HEAD", "OPTIONS"}:
        _write_apart(seen)
    else:
        db.session.execute(seen.execution_options(synchronize_session=False))


def _write_apart(seen: Update) -> None:
    """Write it beside what is read; a base too busy or a full disk does not stop who reads."""
    try:
        with db.engine.execution_options(**{HURRIED: True}).begin() as connection:
            connection.execute(seen)
    except (OperationalError, NoConnection):
        log.warning("the hour of a visit was not written")


def _attached(session: AccountSession, token: str) -> Account:
    session.plain_token = token
    session.account.session = session
    person = session.acting_for
    allowed = person is not None and all(may(session.account, person) for may in MAY_FILL_WITH)
    session.account.acting_for = person if allowed else None
    return session.account


def is_demanding(account: Account) -> bool:
    """Tell whether this role cannot enter without a second step."""
    return account.is_professional and not current_app.config["SETTINGS"].demo


def on_a_borrowed_telephone() -> bool:
    """Say whether whoever reads told us that the telephone is someone else’s."""
    return bool(flask.session.get("borrowed"))


def sign_in(account: Account, *, proven: bool | None = None, borrowed: bool = False) -> None:
    """Open a session in this browser, with nothing left of the one before.

    Unless ``proven`` says otherwise, who must have a second step has not shown it yet. On a
    ``borrowed`` telephone it lasts an hour, and pages ask the browser to remember no text.
    """
    settings = current_app.config["SETTINGS"]
    professional = account.role in PROFESSIONALS
    life = (
        timedelta(hours=settings.session_hours)
        if professional
        else timedelta(days=settings.session_days)
    )
    life = min(life, BORROWED) if borrowed else life
    token = new_token() + new_token()
    row = AccountSession(
        account=account,
        token_hash=digest(token),
        expires_at=clock.now() + life,
        is_proven=not is_demanding(account) if proven is None else proven,
        browser=browsers.named(request.user_agent.string or ""),
    )
    db.session.add(row)
    db.session.flush()
    flask.session.clear()
    if borrowed:
        flask.session["borrowed"] = True
    login_user(_attached(row, token))


def renew(account: Account) -> None:
    """Go on under a new token, with every right the role gives: the one before opens nothing."""
    before = account.session
    sign_in(account, proven=True)
    if before and account.session:
        before.ended_at = clock.now()
        account.session.provider, account.session.id_token = before.provider, before.id_token


def rotate(account: Account) -> None:
    """Go on in the same session under a new secret: a right just changed, the old one is dead."""
    if account.session is not None:
        token = new_token() + new_token()
        account.session.token_hash = digest(token)
        account.session.plain_token = token
        login_user(account)


def sign_out(account: Account) -> None:
    """End this browser's session."""
    if account.session:
        account.session.ended_at = clock.now()
    logout_user()
    flask.session.clear()


def end(session: AccountSession) -> None:
    """Sign one browser out."""
    session.ended_at = clock.now()


def sign_out_everywhere(account: Account, but: AccountSession | None = None) -> None:
    """End every session of this account, unless one is spared, and the links of its letters."""
    answer_links.end_all(account.id)
    live = [AccountSession.account_id == account.id, AccountSession.ended_at.is_(None)]
    if but is not None:
        live.append(AccountSession.id != but.id)
    db.session.execute(update(AccountSession).where(*live).values(ended_at=clock.now()))
