"""The first meeting: proposed, changed, confirmed, cancelled, held."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from werkzeug.exceptions import Conflict, Forbidden

from app import clock, journal
from app.introductions import life, tidings
from app.introductions.models import Introduction
from app.languages import _
from app.lifecycle import flush_or_conflict
from app.threads.actions import say


@dataclass(frozen=True)
class Meeting:
    """When, where, whom to ask for, and what to know."""

    at: datetime
    place: str
    ask_for: str = ""
    note: str = ""


def plan(introduction: Introduction, meeting: Meeting, by: Any) -> None:
    """Propose the first meeting, or change the one that was proposed."""
    moved = introduction.state == "meeting_planned"
    _write(introduction, meeting)
    introduction.take(life.MOVE_MEETING if moved else life.PLAN, by=by)
    tidings.meeting("meeting_moved" if moved else "meeting", introduction)


def _write(introduction: Introduction, meeting: Meeting) -> None:
    if introduction.meeting_at is not None:
        introduction.meeting_sequence += 1
    introduction.meeting_at = meeting.at
    introduction.meeting_place = meeting.place
    introduction.meeting_with = meeting.ask_for
    introduction.meeting_note = meeting.note
    introduction.meeting_confirmed_at = None
    introduction.meeting_wish = ""
    introduction.noticed = [n for n in introduction.noticed if not n.startswith("meeting")]


def cancel(introduction: Introduction, by: Any) -> None:
    """Call the meeting off; the introduction goes on."""
    introduction.take(life.CANCEL_MEETING, by=by)
    introduction.meeting_sequence += 1
    introduction.meeting_confirmed_at = None
    tidings.meeting("meeting_cancelled", introduction, cancelled=True)


def confirm(introduction: Introduction, by: Any) -> None:
    """Say « j’y serai »: the person’s word."""
    _person_only(introduction, by)
    introduction.meeting_confirmed_at = clock.now()
    introduction.meeting_wish = ""
    journal.record("confirm_meeting", introduction, by=by)
    flush_or_conflict()
    tidings.association("meeting_confirmed", introduction)
    tidings.mediators("meeting_confirmed", introduction, by=by)


def ask_another_time(introduction: Introduction, wish: str, by: Any) -> None:
    """Say that the moment does not suit, and what would."""
    _person_only(introduction, by)
    introduction.meeting_wish = wish
    introduction.meeting_confirmed_at = None
    journal.record("ask_another_time", introduction, by=by)
    flush_or_conflict()
    say(introduction.thread_id, wish, by=by)
    tidings.association("other_time", introduction)
    tidings.mediators("other_time", introduction, by=by)


def _person_only(introduction: Introduction, by: Any) -> None:
    if not life.is_the_person(by, introduction):
        raise Forbidden
    if introduction.state != "meeting_planned":
        raise Conflict(_("Il n’y a plus de rendez-vous prévu."))


def accompany(introduction: Introduction, by: Any) -> None:
    """Say that who mediates comes along to the first meeting, or no longer does."""
    if not life.mediates_it(by, introduction):
        raise Forbidden
    introduction.accompanied = not introduction.accompanied
    journal.record("accompany", introduction, by=by)
    flush_or_conflict()
    tidings.person("accompanied", introduction)
    if introduction.sent_at is not None:
        tidings.association("accompanied", introduction)


def meet(introduction: Introduction, by: Any) -> None:
    """Note that the meeting took place, perhaps sooner than planned."""
    introduction.take(life.MEET, by=by)
    if introduction.meeting_at is None or introduction.meeting_at > clock.now():
        introduction.meeting_at = clock.now()
