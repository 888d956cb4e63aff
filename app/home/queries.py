"""What the public pages read of every concept."""

from datetime import datetime

from sqlalchemy import func, select

from app import clock
from app.extensions import db
from app.letters.models import Channel, Letter
from app.missions import queries as missions
from app.missions.models import Mission

MOST_ADDRESSES = 45_000


def letters_due() -> tuple[int, datetime | None]:
    """Count the letters that should have left already, and give since when the oldest waits."""
    waits = (
        Letter.sent_at.is_(None),
        Letter.failed_at.is_(None),
        Letter.recalled_at.is_(None),
        Letter.channel != Channel.PAPER,
        Letter.not_before <= clock.now(),
    )
    count = db.session.scalar(select(func.count(Letter.id)).where(*waits)) or 0
    return count, db.session.scalar(select(func.min(Letter.not_before)).where(*waits))


def addresses() -> list[tuple[str, datetime]]:
    """List the token of every open mission, and when it last changed."""
    rows = db.session.execute(
        missions.published()
        .with_only_columns(Mission.token, Mission.updated_at)
        .limit(MOST_ADDRESSES)
    )
    return [(row[0], row[1]) for row in rows]
