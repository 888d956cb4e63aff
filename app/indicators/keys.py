"""Pseudonyms: the same person keeps the same key from report to report, and nobody is named.

A key is drawn from the random token of an account, which no pilote ever sees: whoever holds a
list of keys cannot find the people again, and once the token is gone nobody can.
"""

import base64
import hashlib
from collections.abc import Iterable

from sqlalchemy import select

from app.accounts.models import Account
from app.extensions import db

BATCH = 500


def key_of(token: str) -> str:
    """Give the pseudonym of the account that has this token: « K7QF-2MPX-QA »."""
    digest = hashlib.sha256(f"indicators {token}".encode()).digest()
    text = base64.b32encode(digest).decode()[:10]
    return f"{text[:4]}-{text[4:8]}-{text[8:]}"


def keys_of(people: Iterable[int | None]) -> dict[int, str]:
    """Give the pseudonyms of people, by account."""
    return {id_: key_of(token) for id_, token in tokens_of(people).items()}


def tokens_of(people: Iterable[int | None]) -> dict[int, str]:
    """Give the tokens of accounts, whether they are a few or very many."""
    wanted = sorted({person for person in people if person is not None})
    few = len(wanted) <= BATCH
    found = select(Account.id, Account.token)
    if few:
        found = found.where(Account.id.in_(wanted))
    rows = db.session.connection().execute(found)
    kept = frozenset(wanted)
    return {id_: token for id_, token in rows if id_ in kept}
