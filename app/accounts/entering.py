"""One way in for every key: password, code, link or provider, then the second step if there is one.

Between the two nobody is signed in: the cookie says, signed and for ten minutes, whose second step
is awaited. Every way in ends in ``enter``.
"""

import hashlib
from dataclasses import asdict, dataclass
from typing import Any

import flask
from flask import request, url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from app import clock
from app.accounts import factors, passwords, queries, sealing, sessions, throttle
from app.accounts.models import Account
from app.languages import _
from app.web import go, tell

MINUTES = 10
UNCONFIRMED = _("Pensez à confirmer votre adresse : ouvrez le lien que nous vous avons envoyé.")


@dataclass(frozen=True)
class Came:
    """Through which provider someone came, and what it will want back when they leave."""

    provider: str
    id_token: str
    is_strong: bool


def enter(account: Account, came: Came | None = None, suite: str | None = None) -> Response:
    """Let someone in who has shown a first key, or ask for the second.

    A provider that asked for two proofs has done so for us.
    """
    suite = suite or request.args.get("suite")
    if came and came.is_strong:
        return let_in(account, proven=True, came=came, suite=suite)
    if not factors.has_second_step(account):
        return let_in(account, proven=not sessions.is_demanding(account), came=came, suite=suite)
    flask.session.clear()
    flask.session["entering"] = {
        "of": account.token,
        "key": _mark(account),
        "at": clock.now().timestamp(),
        "by": sealing.wrapped(asdict(came)) if came else None,
        "borrowed": is_borrowed(),
    }
    return go("accounts.second_step", suite=suite)


def let_in(
    account: Account, *, proven: bool, came: Came | None = None, suite: str | None = None
) -> Response:
    """Open the session, and lead to the page that was wanted."""
    kept = flask.session.get("entering") or {}
    sessions.sign_in(account, proven=proven, borrowed=is_borrowed() or bool(kept.get("borrowed")))
    if came and account.session:
        account.session.provider = came.provider
        account.session.id_token = sealing.sealed(came.id_token)
    if account.email and not account.email_confirmed_at:
        tell(UNCONFIRMED, "info")
    return redirect(safe_path(suite) or wanted(url_for("desks.mine")), 303)


def is_borrowed() -> bool:
    """Tell whether someone said that this telephone is not theirs."""
    return bool(request.args.get("ailleurs"))


def remember_nothing(form: Any) -> None:
    """Have a browser that is not theirs keep nothing of what they write to enter."""
    if is_borrowed():
        for field in form:
            field.render_kw = {**(field.render_kw or {}), "autocomplete": "off"}


def came_by() -> Came | None:
    """Tell through which provider someone came whose second step this browser awaits."""
    kept = flask.session.get("entering") or {}
    found = sealing.unwrapped(kept.get("by"), MINUTES * 60)
    return Came(**found) if found else None


def recognised(account: Account, password: str) -> bool:
    """Ask again who is there: tell whether this is their password, counting the tries."""
    key = throttle.account_key(account.token)
    throttle.knock(key)
    right = passwords.is_right(password, account.password_hash)
    if right:
        throttle.forgive(key, throttle.network_key())
    return right


def awaited_token() -> str | None:
    """Name the account whose second step this browser awaits."""
    kept = flask.session.get("entering") or {}
    if clock.now().timestamp() - kept.get("at", 0) > MINUTES * 60:
        return None
    return str(kept["of"])


def awaited() -> Account | None:
    """Give the account whose second step this browser awaits, unless its password changed since."""
    token = awaited_token()
    account = queries.find_open(token) if token else None
    if account is None or _mark(account) != flask.session["entering"]["key"]:
        return None
    return account


def _mark(account: Account) -> str:
    return hashlib.sha256((account.password_hash or "").encode()).hexdigest()[:16]


def wanted(otherwise: str) -> str:
    """Give the page that someone was going to when they had to enter, else another."""
    return safe_path(request.args.get("suite")) or otherwise


def safe_path(path: str | None) -> str | None:
    """Give the path back if it is one of ours, else nothing: never a way out of the site."""
    if not path or not path.startswith("/") or path.startswith(("//", "/\\")):
        return None
    return None if any(ord(c) < 32 or ord(c) == 127 or c == "\\" for c in path) else path
