"""What introductions teach of the fit between people and missions, and what they never do.

A « no » for want of a place, a moment that is not right, a practical point not settled, a silence
or a request withdrawn says nothing of the fit: it teaches nothing.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from app.extensions import db
from app.introductions.models import Introduction, Refusal, SetAside
from app.missions.models import Mission
from app.suggestions.decisions import ENDINGS, Decision, Ending, teller

WENT = {
    "asked": (1.0, 0.4, "person"),
    "approved": (1.0, 0.6, "referent"),
    "sent": (1.0, 0.6, "referent"),
    "accepted": (1.0, 0.7, "association"),
    "meeting_planned": (1.0, 0.7, "association"),
    "met": (1.0, 0.7, "association"),
    "placed": (1.0, 0.8, "association"),
    "not_pursued": (0.4, 0.6, "association"),
    "declined_by_person": (0.0, 0.6, "person"),
}
REASONED = {
    ("set_aside", SetAside.ANOTHER_MISSION): (0.0, 0.8, "referent"),
    ("declined", Refusal.DATES): (0.0, 0.6, "association"),
    ("declined", Refusal.NEEDS): (0.0, 0.6, "association"),
}
SPEAKS_OF = {
    Refusal.DATES: frozenset({"time"}),
    Refusal.NEEDS: frozenset({"know", "fit"}),
}
OVER = ("accepted", "meeting_planned", "met", "placed", "not_pursued", "declined", "unanswered")


@teller
def introductions(since: datetime) -> Iterable[Decision]:
    """Tell how each request went, from its own dated row."""
    rows = db.session.execute(
        select(
            Introduction.volunteer_id,
            Introduction.mission_id,
            Introduction.state,
            Introduction.reason,
            Introduction.referent_id,
            Mission.association_id,
        )
        .join(Mission, Mission.id == Introduction.mission_id)
        .where(Introduction.state_since >= since)
        .order_by(Introduction.id)
    )
    for row in rows:
        found = WENT.get(row.state) or REASONED.get((row.state, row.reason))
        if found is None:
            continue
        outcome, worth, who = found
        key = {
            "person": row.volunteer_id,
            "referent": row.referent_id,
            "association": row.association_id,
        }[who]
        yield Decision(
            kind=row.state,
            pair=(row.volunteer_id, row.mission_id),
            outcome=outcome,
            worth=worth,
            decider=f"{who} {key}",
            about=SPEAKS_OF.get(row.reason, frozenset()),
        )


def asked_from(since: datetime) -> Iterable[Ending]:
    """Tell which requests were accepted, and from which rank they were asked."""
    rows = db.session.execute(
        select(Introduction.rank, Introduction.state)
        .where(Introduction.origin == "asked", Introduction.state.in_(OVER))
        .where(Introduction.state_since >= since)
    )
    for rank, state in rows:
        yield Ending(rank, state not in {"declined", "unanswered"})


ENDINGS.append(asked_from)
