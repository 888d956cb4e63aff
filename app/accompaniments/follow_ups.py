"""Six months after: when it is due, who is asked, what they say, and stopping when they say so."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import current_app
from sqlalchemy import func, select
from werkzeug.exceptions import Conflict, Forbidden

from app import clock, journal
from app.accompaniments import agenda, life, queries
from app.accompaniments.models import Episode, FollowUp
from app.accompaniments.words import Reached
from app.extensions import db
from app.lifecycle import AlreadyDone, flush_or_conflict
from app.phrases import day as said
from app.placements.models import Placement
from app.terms import months_later

MONTHS = 6
CLOSED = (Reached.REACHED, Reached.REFUSED, Reached.DECEASED)


@dataclass(frozen=True)
class News:
    """What the person says of their life, each answer free."""

    situation: str | None = None
    still_volunteering: bool | None = None
    hours_per_week: float | None = None
    ratings: tuple[tuple[str, int | None], ...] = ()
    changed: str = ""
    may_quote: bool = False


def anchor(episode: Episode) -> date | None:
    """Give the day from which six months are counted: the exit, the start or the first mission."""
    counted_from = current_app.config["SETTINGS"].followup_from
    if counted_from == "entry":
        return episode.started_on
    if counted_from == "mission":
        return _first_mission(episode)
    return episode.ended_on


def _first_mission(episode: Episode) -> date | None:
    if episode.started_on is None:
        return None
    first = select(func.min(Placement.started_on)).where(
        Placement.volunteer_id == episode.volunteer_id,
        Placement.confirmed_on.is_not(None),
        Placement.started_on >= episode.started_on,
    )
    if episode.ended_on is not None:
        first = first.where(Placement.started_on <= episode.ended_on)
    return db.session.scalar(first)


def settle(episode: Episode) -> FollowUp | None:
    """Have the follow-up be as it should: made, moved, or taken away with the agreement."""
    row = queries.follow_up_of(episode)
    if row is not None and row.outcome is not None:
        return row
    counted = anchor(episode)
    agreed = episode.may_contact_after or episode.ended_on is None
    if counted is None or not agreed:
        if row is not None:
            db.session.delete(row)
        return None
    if row is None:
        row = FollowUp(volunteer=episode.volunteer, episode_id=episode.id)
        db.session.add(row)
    row.due_on = months_later(counted, MONTHS)
    db.session.flush()
    return row


def close(row: FollowUp, outcome: str, news: News, by: Any) -> None:
    """Write what came of it; a refusal, like an answer, closes it for good."""
    if not life.is_the_referent(by, row):
        raise Forbidden
    if row.outcome in CLOSED:
        raise AlreadyDone
    if outcome == Reached.REACHED and clock.today() < row.due_on - agenda.OPENS:
        raise Conflict(f"Ce suivi se fait à partir du {said(row.due_on - agenda.OPENS)}.")
    row.outcome, row.done_on, row.filled_by_id = outcome, clock.today(), by.id
    if outcome == Reached.REACHED:
        _write(row, news)
    journal.record("close_follow_up", row, by=by)
    flush_or_conflict()


def _write(row: FollowUp, news: News) -> None:
    row.situation = news.situation
    row.still_volunteering = news.still_volunteering
    row.hours_per_week = news.hours_per_week
    row.changed, row.may_quote = news.changed, news.may_quote and bool(news.changed)
    for name, rating in news.ratings:
        setattr(row, name, rating)
