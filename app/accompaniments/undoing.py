"""Taking back what was noted of an interview, within some minutes, with all that it brought."""

from datetime import date, datetime, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import select, update
from werkzeug.exceptions import Conflict, Forbidden

from app import clock, journal
from app.accompaniments import actions, life, queries
from app.accompaniments.interviews import iso, one_a_day
from app.accompaniments.models import Interview
from app.extensions import db
from app.letters.actions import has_left, overtake, recall


def may_undo(interview: Interview) -> bool:
    """Tell whether what was noted may be taken back: ten minutes, and no letter gone since."""
    minutes = current_app.config["SETTINGS"].undo_minutes
    noted = interview.recorded_at
    if interview.state == "planned" or noted is None:
        return False
    if clock.now() > noted + timedelta(minutes=minutes):
        return False
    return not has_left(interview, noted)


def undo(interview: Interview, by: Any) -> None:
    """Take back what was noted: it is planned again, or gone when it had never been planned."""
    noted = interview.recorded_at
    if noted is None or not may_undo(interview):
        raise Conflict("Il est trop tard pour annuler.")
    if not interview.may_take(life.TAKE_BACK, by):
        raise Forbidden
    recall(interview, since=noted)
    _forget_following(interview, noted, by)
    _step_back(interview, by)
    if not interview.was_planned:
        journal.record("erase_interview", interview, by=by)
        db.session.delete(interview)
        return
    interview.recorded_at, interview.notes, interview.replaced = None, "", None
    with one_a_day():
        interview.take(life.TAKE_BACK, by=by)


def _step_back(interview: Interview, by: Any) -> None:
    """Write again the next step there was, unless somebody wrote another since."""
    known, episode = interview.replaced, queries.open_episode(interview.volunteer)
    if known is None or episode is None:
        return
    if (episode.next_step, iso(episode.next_step_on)) == (known["now"], known["now_on"]):
        day = date.fromisoformat(known["was_on"]) if known["was_on"] else None
        actions.say_next_step(episode, known["was"], day, by)


def forget_replaced() -> None:
    """Forget the next steps that can no longer come back."""
    minutes = current_app.config["SETTINGS"].undo_minutes
    db.session.execute(
        update(Interview)
        .where(Interview.replaced.is_not(None))
        .where(Interview.recorded_at < clock.now() - timedelta(minutes=minutes))
        .values(replaced=None)
        .execution_options(synchronize_session=False)
    )


def _forget_following(interview: Interview, noted: datetime, by: Any) -> None:
    """Take back the next meeting agreed in the same breath, unless it was touched since."""
    agreed = db.session.scalar(
        select(Interview).where(
            Interview.volunteer_id == interview.volunteer_id,
            Interview.planned_at == noted,
            Interview.state == "planned",
            Interview.id != interview.id,
        )
    )
    if agreed is not None:
        overtake(agreed)
        journal.record("erase_interview", agreed, by=by)
        db.session.delete(agreed)
