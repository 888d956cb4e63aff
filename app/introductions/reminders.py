"""What the dates bring to introductions: notices, reminders, closings; each once, however often."""

from collections.abc import Callable
from datetime import datetime, timedelta

from werkzeug.exceptions import Conflict

from app import clock, journal
from app.extensions import db
from app.introductions import actions, queries, tidings
from app.introductions.life import OPEN
from app.introductions.models import Introduction
from app.worker import duty

HOUR = 3600
CLOSED_MISSIONS = ("ended", "cancelled", "refused")
SUGGESTED_FOR = timedelta(days=14)
NOTICES = (7, 13)
REMIND_AFTER = timedelta(days=14)
CLOSE_AFTER = timedelta(days=28)
ANSWER_SOON = timedelta(days=5)
PLAN_SOON = timedelta(days=7)
DAY = timedelta(days=1)


@duty("introductions remind", every=HOUR)
def remind() -> int:
    """Do what is due today for each introduction, and say how many moved or were told of."""
    return sum(one_by_one(i, _look_at) for i in queries.due(*OPEN))


def one_by_one(row_id: int, look: Callable[[int], bool]) -> bool:
    """Handle one row in a transaction of its own; who is quicker wins, and the next run agrees."""
    try:
        done = look(row_id)
        db.session.commit()
    except Conflict:
        db.session.rollback()
        return False
    return done


def _look_at(introduction_id: int) -> bool:
    introduction = queries.locked(introduction_id)
    if introduction is None:
        return False
    closable = ("suggested", "asked", "approved", "sent")
    if introduction.mission.state in CLOSED_MISSIONS and introduction.state in closable:
        actions.close_with_mission(introduction)
        return True
    look = LOOKS.get(introduction.state)
    return look(introduction) if look else False


def _suggested(introduction: Introduction) -> bool:
    until = introduction.created_at + SUGGESTED_FOR
    if clock.now() >= until:
        actions.expire(introduction)
        return True
    passed = (clock.now() - introduction.created_at).days
    due = [day for day in NOTICES if passed >= day]
    if not due or not _notice(introduction, f"suggested_{due[-1]}"):
        return False
    tidings.person("suggestion_notice", introduction, until=until - DAY)
    return True


def _asked(introduction: Introduction) -> bool:
    """Tell again who mediates, two days before the answer that the person was promised."""
    late = clock.now() >= introduction.created_at + ANSWER_SOON
    if not late or not _notice(introduction, "asked_5"):
        return False
    tidings.mediators("asked", introduction, promised=queries.promised_by(introduction))
    return True


def _accepted(introduction: Introduction) -> bool:
    """Ask for a date, a week after a yes."""
    late = clock.now() >= introduction.state_since + PLAN_SOON
    if not late or not _notice(introduction, "accepted_7"):
        return False
    tidings.association("to_plan", introduction)
    return True


def _approved(introduction: Introduction) -> bool:
    if not introduction.mission.is_open or introduction.volunteer.is_practice:
        return False
    actions.send_at_last(introduction)
    return True


def _sent(introduction: Introduction) -> bool:
    sent_at = introduction.sent_at or introduction.state_since
    if clock.now() >= sent_at + CLOSE_AFTER:
        actions.close_unanswered(introduction)
        return True
    if clock.now() < sent_at + REMIND_AFTER or not _notice(introduction, "sent_14"):
        return False
    journal.record("remind", introduction, by=None)
    tidings.association("reminder", introduction)
    return True


def _meeting(introduction: Introduction) -> bool:
    at = introduction.meeting_at
    if at is None:
        return False
    if clock.now() >= at + timedelta(hours=2):
        return _tell_both(introduction, "meeting_after", "how_was_it")
    if _is_eve(at):
        return _tell_both(introduction, "meeting_eve", "meeting_soon")
    return False


def _is_eve(at: datetime) -> bool:
    """Tell whether the meeting is tomorrow, or within the day when it was planned late."""
    return clock.now() < at <= clock.now() + DAY


def _tell_both(introduction: Introduction, notice: str, kind: str) -> bool:
    if not _notice(introduction, notice):
        return False
    tidings.person(kind, introduction)
    tidings.association(kind, introduction)
    return True


def _notice(introduction: Introduction, name: str) -> bool:
    """Note that something was told; false when it was already."""
    if name in introduction.noticed:
        return False
    introduction.noticed = [*introduction.noticed, name]
    return True


LOOKS: dict[str, Callable[[Introduction], bool]] = {
    "suggested": _suggested,
    "asked": _asked,
    "accepted": _accepted,
    "approved": _approved,
    "sent": _sent,
    "meeting_planned": _meeting,
}
