"""What the public pages read of every concept."""

from datetime import datetime

from app.extensions import db
from app.missions import queries as missions
from app.missions.models import Mission

MOST_ADDRESSES = 45_000


def addresses() -> list[tuple[str, datetime]]:
    """List the token of every open mission, and when it last changed."""
    rows = db.session.execute(
        missions.published()
        .with_only_columns(Mission.token, Mission.updated_at)
        .limit(MOST_ADDRESSES)
    )
    return [(row[0], row[1]) for row in rows]
