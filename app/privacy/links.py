"""Secrets in letters: once one has left, or never will, the link that it carried is taken out."""

import re
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, or_, select

from app import clock
from app.extensions import db
from app.letters.models import Letter

A_WEEK = timedelta(days=7)
SECRET = (
    "confirmer",
    "nouveau-mot-de-passe",
    "invitation",
    "orienter",
    "attester",
    "s",
    "alertes",
    "entrer",
)
REMOVED = "[lien enlevé]"
_LINK = re.compile(rf"https?://\S*/(?:{'|'.join(SECRET)})/\S+")


def due(_day: date) -> Select[Any]:
    """Select the letters that are over and still carry a link that opens something."""
    over = or_(
        Letter.sent_at.is_not(None),
        Letter.recalled_at.is_not(None),
        Letter.failed_at < clock.now() - A_WEEK,  # until then it may be printed instead
    )
    carries = or_(*(Letter.body.like(f"%://%/{path}/%") for path in SECRET))
    return select(Letter.id).where(over, carries).order_by(Letter.id)


def remove(keys: list[int]) -> None:
    """Write the same letters without their links."""
    for letter in db.session.scalars(select(Letter).where(Letter.id.in_(keys))):
        letter.body = plain(letter.body)


def plain(body: str) -> str:
    """Give the words of a letter without what opens something."""
    return _LINK.sub(REMOVED, body)
