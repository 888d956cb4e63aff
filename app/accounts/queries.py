"""Finding accounts."""

import unicodedata

from sqlalchemy import select

from app.accounts.models import Account
from app.extensions import db


def canonical(email: str) -> str:
    """Give the one form under which an address is stored and compared."""
    return unicodedata.normalize("NFKC", email).strip().casefold()


def find_by_email(email: str) -> Account | None:
    """Find the open account of this address."""
    return db.session.scalar(
        select(Account).where(Account.email == canonical(email), Account.closed_at.is_(None))
    )
