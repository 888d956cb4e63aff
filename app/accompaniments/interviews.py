"""An interview: planned, moved, told afterwards, taken back within ten minutes."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import Conflict, Forbidden

from app import clock, journal
from app.accompaniments import actions, life, queries, tidings
from app.accompaniments.models import Episode, Interview
from app.accounts.models import Account
from app.caseloads.queries import mediates
from app.extensions import db
from app.letters.actions import overtake
from app.lifecycle import AlreadyDone, Step, flush_or_conflict

STEPS = {
    "held": life.HOLD,
    "no_show": life.MISS,
    "excused": life.EXCUSE,
    "cancelled": life.CANCEL,
}
HAPPENED = ("held", "no_show")


class DayTaken(Conflict):
    """The person has an interview that day already."""

    description = "Il y a déjà un rendez-vous ou un entretien ce jour-là."


@dataclass(frozen=True)
class Plan:
    """When, how and where one meets; without an hour, it is agreed later."""

    on: date
    mode: str
    at: datetime | None = None
    place: str = ""


@dataclass(frozen=True)
class Report:
    """What came of an interview, what comes next, and the next one if it is agreed."""

    outcome: str
    mode: str
    notes: str = ""
    next_step: str | None = None
    next_step_on: date | None = None
    following: Plan | None = None


def plan(person: Account, wanted: Plan, by: Any) -> Interview:
    """Plan an interview: the person hears of it once it can no longer be taken back."""
    interview = _put(person, wanted, by)
    journal.record("plan_interview", interview, by=by)
    tidings.planned(interview)
    return interview


def _put(person: Account, wanted: Plan, by: Any) -> Interview:
    if not mediates(by, person.id):
        raise Forbidden
    episode = queries.open_episode(person)
    interview = Interview(
        state="planned",
        volunteer=person,
        episode_id=episode.id if episode else None,
        referent=by,
    )
    _write(interview, wanted)
    with one_a_day():
        db.session.add(interview)
    return interview


@contextmanager
def one_a_day() -> Iterator[None]:
    """Let the database refuse a second interview of the same person on one day."""
    try:
        with db.session.begin_nested():
            yield
    except IntegrityError as error:
        raise DayTaken from error


def _write(interview: Interview, wanted: Plan) -> None:
    interview.on, interview.at = wanted.on, wanted.at
    interview.mode, interview.place = wanted.mode, wanted.place


def move(interview: Interview, wanted: Plan, by: Any) -> None:
    """Change the day, the hour or the place; the person hears of the last word only."""
    if not life.is_the_referent(by, interview):
        raise Forbidden
    if interview.state != "planned":
        raise Conflict("Ce rendez-vous n’est plus à venir.")
    never_told = _take_word_back(interview)
    _write(interview, wanted)
    interview.noticed = []
    interview.planned_at = clock.now()
    if not never_told:
        interview.sequence += 1
    with one_a_day():
        flush_or_conflict()
    journal.record("move_interview", interview, by=by)
    tidings.planned(interview, moved=not never_told)


def _take_word_back(interview: Interview) -> bool:
    """Take back what waits still; true when the person never heard of this interview."""
    waiting = overtake(interview)
    return interview.sequence == 0 and interview.volunteer_id in waiting


def cancel(interview: Interview, by: Any, *, told: bool = True) -> None:
    """Call it off; the person hears of it if they knew, unless there is nobody to tell."""
    interview.take(life.CANCEL, by=by)
    interview.recorded_at = clock.now()
    if not _take_word_back(interview) and told and interview.on >= clock.today():
        interview.sequence += 1
        tidings.cancelled(interview)


def cancel_after(episode: Episode, by: Any, *, told: bool) -> None:
    """Call off what was planned after an exit."""
    assert episode.ended_on is not None  # noqa: S101 - the exit has its day
    ahead = db.session.scalars(
        select(Interview)
        .where(Interview.volunteer_id == episode.volunteer_id, Interview.state == "planned")
        .where(Interview.on > episode.ended_on)
        .order_by(Interview.id)
    )
    for interview in ahead.all():
        cancel(interview, by=by, told=told)


def wrong_report(on: date, outcome: str) -> str | None:
    """Say why this cannot be told of an interview of that day, or nothing."""
    if outcome in HAPPENED and on > clock.today():
        return "Ce jour n’est pas encore arrivé. Changez la date, ou attendez le jour venu."
    return None


def report(interview: Interview, told: Report, by: Any) -> None:
    """Note what came of a planned interview; a kind word leaves to who did not come."""
    if fault := wrong_report(interview.on, told.outcome):
        raise Conflict(fault)
    step: Step = STEPS[told.outcome]
    if not life.is_the_referent(by, interview):
        raise Forbidden
    interview.take(step, by=by)
    overtake(interview)
    interview.mode, interview.notes = told.mode, told.notes
    interview.recorded_at = clock.now()
    if told.outcome == "held":
        interview.referent = by
    if told.outcome == "no_show":
        tidings.missed(interview)
    _go_on(interview, told, by)


def report_unplanned(person: Account, on: date, told: Report, by: Any) -> Interview:
    """Note an interview that was not planned, or the one that was, that day."""
    interview = queries.planned_on(person, on)
    if interview is None:
        interview = _put(person, Plan(on, told.mode), by)
        interview.was_planned = False
    report(interview, told, by)
    return interview


def _go_on(interview: Interview, told: Report, by: Any) -> None:
    person = interview.volunteer
    episode = queries.open_episode(person)
    if told.next_step is not None and episode is not None:
        was = {"was": episode.next_step, "was_on": iso(episode.next_step_on)}
        interview.replaced = was | {"now": told.next_step, "now_on": iso(told.next_step_on)}
        actions.say_next_step(episode, told.next_step, told.next_step_on, by)
    if told.following is not None:
        following = plan(person, told.following, by)
        assert interview.recorded_at is not None  # noqa: S101 - just noted
        following.planned_at = interview.recorded_at  # agreed in the same breath


def iso(day: date | None) -> str | None:
    """Write a day as plain data."""
    return day.isoformat() if day else None


def cannot_come(interview: Interview, by: Any) -> None:
    """Say that one cannot come: no reason is asked, and the référent proposes another date."""
    if not life.is_the_person(by, interview):
        raise Forbidden
    if interview.on < clock.today():
        raise Conflict("Ce rendez-vous est passé.")
    interview.take(life.EXCUSE, by=by)
    overtake(interview)
    interview.recorded_at = clock.now()
    tidings.cannot_come(interview)


def rewrite_notes(interview: Interview, notes: str, by: Any) -> None:
    """Correct one's own notes, on the day they were written."""
    if not may_rewrite(interview, by):
        raise AlreadyDone
    interview.notes = notes
    journal.record("rewrite_notes", interview, by=by)
    flush_or_conflict()


def may_rewrite(interview: Interview, by: Any) -> bool:
    """Tell whether these notes are one's own and of today."""
    noted = interview.recorded_at
    today = noted is not None and clock.in_paris(noted).date() == clock.today()
    return today and interview.referent_id == by.id and interview.state != "planned"


def hand_over(volunteer_ids: Iterable[int], to: Account) -> None:
    """Have a colleague hold the interviews planned with people who are confided to them."""
    db.session.execute(
        update(Interview)
        .where(Interview.volunteer_id.in_(list(volunteer_ids)), Interview.state == "planned")
        .values(referent_id=to.id, version=Interview.version + 1)
    )
