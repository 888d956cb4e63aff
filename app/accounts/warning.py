"""Telling owners that someone keeps trying to enter their account.

The worker does it, later: a sign-in that wrote a letter would tell by its delay who has an account.
"""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import exists, func, or_, select

from app import clock
from app.accounts.models import Account, Attempt
from app.accounts.throttle import account_key, factor_key
from app.extensions import db
from app.letters.models import Addressee, Letter, about, write
from app.worker import duty

TRIES = {"account": 8, "factor": 5}
WITHIN, SILENCE = timedelta(hours=1), timedelta(days=1)
KIND = "accounts/wrong_tries"


@duty("accounts warn", every=60)
def warn_owners() -> int:
    """Write to the owners of the accounts tried too often, once a day; give how many."""
    tried = _tried_too_often()
    told = 0
    for account, what in _owners(tried) if tried else ():
        if not _was_told(account):
            to = Addressee(account.email or "", account.first_name, reads=account.reads)
            write(KIND, to=to, about=account, what=what)
            told += 1
    db.session.commit()
    return told


def _tried_too_often() -> set[str]:
    counted = (
        select(Attempt.key, func.count())
        .where(
            Attempt.at > clock.now() - WITHIN,
            or_(*(Attempt.key.like(f"{kind}:%") for kind in TRIES)),
        )
        .group_by(Attempt.key)
    )
    return {
        key for key, count in db.session.execute(counted) if count >= TRIES[key.partition(":")[0]]
    }


def _owners(tried: set[str]) -> Iterator[tuple[Account, str]]:
    """Find whose accounts these are: a key is a print, which only goes one way."""
    known = select(Account.id, Account.email, Account.token).where(
        Account.email_confirmed_at.is_not(None),
        Account.email.is_not(None),
        Account.closed_at.is_(None),
    )
    found = []
    for account_id, email, token in db.session.execute(known):
        if factor_key(token) in tried:
            found.append((account_id, "factor"))
        elif account_key(email or "") in tried or account_key(token) in tried:
            found.append((account_id, "password"))
    for account_id, what in found:
        yield db.session.get_one(Account, account_id), what


def _was_told(account: Account) -> bool:
    recent = exists().where(
        Letter.kind == KIND,
        Letter.about == about(account),
        Letter.written_at > clock.now() - SILENCE,
    )
    return bool(db.session.scalar(select(recent)))
