"""A personal code is shown for a few minutes in the browser that asked for it, then never again.

It waits in that browser’s cookie, encrypted, not in the database, which keeps its fingerprint only:
the page can be read again or printed twice without a new code each time.
"""

from collections.abc import Iterable

import flask

from app.accounts import sealing
from app.accounts.models import Account

SECONDS = 600


def keep(account: Account, code: str) -> None:
    """Have the code shown on the next pages about this account."""
    flask.session["code"] = sealing.wrapped({"of": account.token, "is": code})


def read(account: Account) -> str | None:
    """Give the code of this account, if it was made a few minutes ago in this browser."""
    kept = sealing.unwrapped(flask.session.get("code"), SECONDS)
    return str(kept["is"]) if kept.get("of") == account.token else None


def forget() -> None:
    """Stop showing the code."""
    flask.session.pop("code", None)


def keep_recovery(account: Account, codes: Iterable[str]) -> None:
    """Have the recovery codes of someone shown on their next pages."""
    flask.session["recovery"] = sealing.wrapped({"of": account.token, "are": list(codes)})


def read_recovery(account: Account) -> list[str]:
    """Give the recovery codes made a few minutes ago in this browser."""
    kept = sealing.unwrapped(flask.session.get("recovery"), SECONDS)
    return list(kept["are"]) if kept.get("of") == account.token else []
