"""What the dates bring: a word before each interview, follow-ups to do; each once."""

from datetime import timedelta

from flask import current_app

from app import clock
from app.accompaniments import agenda, follow_ups, queries, tidings, undoing
from app.accompaniments.models import Episode, FollowUp, Interview
from app.extensions import db
from app.introductions.reminders import HOUR, one_by_one
from app.letters.models import Channel
from app.worker import duty

EVE = timedelta(days=1)
BY_HAND = timedelta(days=7)  # a letter handed over on the eve would come too late


@duty("accompaniments remind", every=HOUR)
def remind() -> int:
    """Remind people of what comes soon, and référents of whom to call; say how many were told."""
    today = clock.today()
    counted_from = current_app.config["SETTINGS"].followup_from
    told = sum(one_by_one(i, _before) for i in agenda.planned_until(today + BY_HAND))
    made = sum(one_by_one(i, _settle) for i in agenda.without_follow_up(counted_from))
    asked = sum(one_by_one(i, _six_months) for i in agenda.follow_ups_opening())
    undoing.forget_replaced()
    db.session.commit()
    return told + made + asked


def _before(interview_id: int) -> bool:
    interview = queries.locked(Interview, interview_id)
    if interview is None or interview.state != "planned" or "soon" in interview.noticed:
        return False
    ahead = BY_HAND if interview.volunteer.channel == Channel.PAPER else EVE
    today = clock.today()
    planned = clock.in_paris(interview.planned_at).date()
    if not interview.on - ahead <= today < interview.on or planned >= interview.on - ahead:
        return False
    interview.noticed = [*interview.noticed, "soon"]
    tidings.reminder(interview)
    return True


def _settle(episode_id: int) -> bool:
    episode = queries.locked(Episode, episode_id)
    return episode is not None and follow_ups.settle(episode) is not None


def _six_months(row_id: int) -> bool:
    row = queries.locked(FollowUp, row_id)
    if row is None or row.outcome is not None or "due" in row.noticed:
        return False
    row.noticed = [*row.noticed, "due"]
    tidings.follow_up(row)
    return True
