"""What placements teach of the fit between people and missions: whether they lasted.

Stopping is free and is never held against anyone: only how long things lasted says whether such
missions were worth showing first.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy import select

from app import clock
from app.extensions import db
from app.missions.models import Mission
from app.placements.models import Placement
from app.suggestions.decisions import Decision, teller

LASTED = timedelta(days=30)


@teller
def placements(since: datetime) -> Iterable[Decision]:
    """Tell which placements lasted a month, were completed, or stopped early."""
    rows = db.session.execute(
        select(
            Placement.volunteer_id,
            Placement.mission_id,
            Placement.state,
            Placement.started_on,
            Placement.ended_on,
            Mission.association_id,
        )
        .join(Mission, Mission.id == Placement.mission_id)
        .where(Placement.state_since >= since)
        .order_by(Placement.id)
    )
    for row in rows:
        found = _worth(row.state, row.started_on, row.ended_on)
        if found:
            yield Decision(
                kind=row.state,
                pair=(row.volunteer_id, row.mission_id),
                outcome=found[0],
                worth=found[1],
                decider=f"association {row.association_id}",
            )


def _worth(state: str, started_on: date, ended_on: date | None) -> tuple[float, float] | None:
    lasted = (ended_on or clock.today()) - started_on >= LASTED
    if state == "completed" or (lasted and state != "stopped"):
        return 1.0, 1.0
    if state == "stopped":
        return (0.8, 0.9) if lasted else (0.4, 0.9)
    return None
