"""Links that let someone answer one thing from a letter, without signing in.

A link is for one person, one purpose and one thing. Only its fingerprint is kept; it ends when it
is used, when its days are over, when its holder says that it is not theirs, and with every session
when they sign out everywhere. What it opens is up to ``answering``; it never signs anyone in.
"""

import hashlib
import secrets
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, String, update
from sqlalchemy.orm import Mapped, mapped_column

from app import clock
from app.extensions import Identified, Model, db

ALPHABET = "23456789abcdefghjkmnpqrstvwxyzABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12  # 68 bits, and short enough for one text message
DAYS = 14


class Purpose(StrEnum):
    """The one thing that a link lets someone answer."""

    REQUEST = "request"
    PROPOSAL = "proposal"
    MEETING = "meeting"
    AFTERWARDS = "afterwards"
    CHECK_IN = "check_in"
    STILL_CURRENT = "still_current"
    PRESENCES = "presences"


LONGER = {Purpose.REQUEST: 28, Purpose.STILL_CURRENT: 30, Purpose.CHECK_IN: 30}


class AnswerLink(Identified, Model):
    """One link: whose it is, what it is good for, until when.

    ``detail`` says which part of the thing, where that is needed: the month of the presences.
    """

    __tablename__ = "answer_links"

    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    to_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    purpose: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[int]
    detail: Mapped[str] = mapped_column(String(20), default="")
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    @property
    def is_live(self) -> bool:
        """Whether it still opens something."""
        return self.ended_at is None and self.expires_at > clock.now()


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def path(purpose: Purpose, subject: Any, to: Any, detail: str = "") -> str:
    """Make a link for someone, and give the path that a letter writes."""
    if subject.id is None:
        db.session.flush()
    secret = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    link = AnswerLink(
        secret_hash=_digest(secret),
        to_id=to.id,
        purpose=purpose.value,
        subject_id=subject.id,
        detail=detail,
        expires_at=clock.now() + timedelta(days=LONGER.get(purpose, DAYS)),
    )
    db.session.add(link)
    return f"/s/{secret}"


def find(secret: str) -> AnswerLink | None:
    """Find what a link opens, if it still does."""
    found = db.session.scalar(
        db.select(AnswerLink).where(AnswerLink.secret_hash == _digest(secret))
    )
    return found if found is not None and found.is_live else None


def end_all(account_id: int) -> None:
    """End every link of someone."""
    db.session.execute(
        update(AnswerLink)
        .where(AnswerLink.to_id == account_id, AnswerLink.ended_at.is_(None))
        .values(ended_at=clock.now())
        .execution_options(synchronize_session=False)
    )
