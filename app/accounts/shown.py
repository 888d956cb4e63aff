"""A personal code is shown for a few minutes in the browser that asked for it, then never again.

It waits in the signed cookie, not in the database, which keeps its fingerprint only: the page can
be read again or printed twice without a new code each time.
"""

import flask

from app import clock
from app.accounts.models import Account

MINUTES = 10


def keep(account: Account, code: str) -> None:
    """Have the code shown on the next pages about this account."""
    flask.session["code"] = {"of": account.token, "is": code, "at": clock.now().timestamp()}


def read(account: Account) -> str | None:
    """Give the code of this account, if it was made a few minutes ago in this browser."""
    kept = flask.session.get("code") or {}
    fresh = clock.now().timestamp() - kept.get("at", 0) < MINUTES * 60
    return str(kept["is"]) if fresh and kept.get("of") == account.token else None


def forget() -> None:
    """Stop showing the code."""
    flask.session.pop("code", None)
