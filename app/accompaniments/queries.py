"""One person's accompaniment: the episode, its interviews, needs and notes."""

from datetime import date, timedelta
from typing import Any, TypeVar

from sqlalchemy import Select, exists, func, or_, select
from werkzeug.exceptions import NotFound

from app import clock
from app.accompaniments.models import (
    ActivityStart,
    Barrier,
    ContactAttempt,
    Episode,
    FollowUp,
    Interview,
    Note,
    Review,
    Suspension,
)
from app.accompaniments.words import MeetingMode
from app.accounts.models import Account, Role
from app.caseloads.models import Assignment, Programme
from app.caseloads.programmes import programmes_for
from app.caseloads.queries import followed_ids
from app.extensions import db

Row = TypeVar("Row")
REOPEN_WITHIN = timedelta(days=30)
REVIEW_WITHIN = timedelta(days=180)


def find_followed(token: str, seen_by: Account) -> Account:
    """Find a person by the token of their page, if this référent follows or covers them today."""
    found: Account | None = None
    if seen_by.role == Role.REFERENT:
        found = db.session.scalar(
            select(Account).where(Account.token == token, Account.id.in_(followed_ids(seen_by)))
        )
    if found is None:
        raise NotFound
    return found


def find_interview(token: str, seen_by: Account) -> Interview:
    """Find an interview of this person, or of someone whom this référent follows."""
    who = seen_by.acting_for or seen_by
    seen = _in_charge(Interview, seen_by)
    if who.role == Role.VOLUNTEER:
        seen = or_(seen, Interview.volunteer_id == who.id)
    return _one(select(Interview).where(Interview.token == token, seen))


def find_barrier(token: str, seen_by: Account) -> Barrier:
    """Find a need of someone whom this référent follows."""
    return _one(select(Barrier).where(Barrier.token == token, _in_charge(Barrier, seen_by)))


def find_note(token: str, seen_by: Account) -> Note:
    """Find a note about someone whom this référent follows."""
    return _one(select(Note).where(Note.token == token, _in_charge(Note, seen_by)))


def find_activity(token: str, seen_by: Account) -> ActivityStart:
    """Find an activity started by someone whom this référent follows."""
    seen = _in_charge(ActivityStart, seen_by)
    return _one(select(ActivityStart).where(ActivityStart.token == token, seen))


def _in_charge(model: Any, referent: Account) -> Any:
    if referent.role != Role.REFERENT:
        return model.volunteer_id.in_([])
    return model.volunteer_id.in_(followed_ids(referent))


def _one(wanted: Select[Row]) -> Row:
    found: Row | None = db.session.scalar(wanted)
    if found is None:
        raise NotFound
    return found


def episode_of(person: Account) -> Episode | None:
    """Give the accompaniment under way of a person, else the last one."""
    return db.session.scalar(episodes().where(Episode.volunteer_id == person.id).limit(1))


def open_episode(person: Account) -> Episode | None:
    """Give the accompaniment under way of a person, waiting for its start or not."""
    found = select(Episode).where(Episode.volunteer_id == person.id, Episode.ended_on.is_(None))
    return db.session.scalar(found)


def episodes() -> Select[Episode]:
    """Select episodes, the one under way first, then the latest."""
    return select(Episode).order_by(
        Episode.ended_on.is_not(None), Episode.ended_on.desc(), Episode.id.desc()
    )


def open_pause(episode: Episode) -> Suspension | None:
    """Give the pause under way of an accompaniment."""
    found = select(Suspension).where(Suspension.episode_id == episode.id)
    return db.session.scalar(found.where(Suspension.until.is_(None)))


def pauses_of(episode: Episode) -> list[Suspension]:
    """List the pauses of an accompaniment, latest first."""
    found = select(Suspension).where(Suspension.episode_id == episode.id)
    return list(db.session.scalars(found.order_by(Suspension.since.desc(), Suspension.id.desc())))


def programmes(person: Account, kept: int | None = None) -> list[Programme]:
    """List the actions where someone’s accompaniment may belong today, and one to keep."""
    found = programmes_for(operator_on(person.id, clock.today()), clock.today())
    past = db.session.get(Programme, kept) if kept else None
    return found if past is None or past in found else [past, *found]


def programme_id(token: str | None) -> int | None:
    """Give the key of an action from its token."""
    if not token:
        return None
    return db.session.scalar(select(Programme.id).where(Programme.token == token))


def last_exit(person: Account) -> date | None:
    """Give the day of a person's last exit."""
    ended = select(func.max(Episode.ended_on)).where(Episode.volunteer_id == person.id)
    return db.session.scalar(ended)


def operator_on(person_id: int, day: date) -> int | None:
    """Give the operator whose référent followed a person on a day."""
    return db.session.scalar(
        select(Assignment.operator_id)
        .where(Assignment.volunteer_id == person_id, Assignment.since <= day)
        .where(or_(Assignment.until.is_(None), Assignment.until >= day))
        .order_by(Assignment.since.desc(), Assignment.id.desc())
        .limit(1)
    )


def may_reopen(episode: Episode) -> bool:
    """Tell whether an exit may still be taken back: within thirty days, by the same operator."""
    today = clock.today()
    if episode.started_on is None or episode.ended_on is None:
        return False
    if today > episode.ended_on + REOPEN_WITHIN:
        return False
    person = episode.volunteer_id
    return operator_on(person, episode.ended_on) == operator_on(person, today)


def interviews_of(person: Account) -> list[Interview]:
    """List the interviews of a person, latest first."""
    return list(
        db.session.scalars(
            select(Interview)
            .where(Interview.volunteer_id == person.id)
            .order_by(Interview.on.desc(), Interview.id.desc())
        )
    )


def usual_place(person: Account, referent: Account) -> str:
    """Give where this référent meets people face to face, this person first."""
    found = (
        select(Interview.place)
        .where(Interview.referent_id == referent.id, Interview.mode == MeetingMode.IN_PERSON)
        .where(Interview.place != "")
        .order_by(Interview.volunteer_id != person.id, Interview.id.desc())
    )
    return db.session.scalar(found.limit(1)) or ""


def next_for(person: Account) -> Interview | None:
    """Give the next interview planned with a person, today's still among them."""
    return db.session.scalar(
        select(Interview)
        .where(Interview.volunteer_id == person.id, Interview.state == "planned")
        .where(Interview.on >= clock.today())
        .order_by(Interview.on, Interview.id)
        .limit(1)
    )


def ahead_for(person: Account) -> list[Interview]:
    """List the interviews planned with a person from today, soonest first."""
    ahead = select(Interview).where(
        Interview.volunteer_id == person.id, Interview.on >= clock.today()
    )
    return list(
        db.session.scalars(ahead.where(Interview.state == "planned").order_by(Interview.on))
    )


def planned_on(person: Account, day: date) -> Interview | None:
    """Give the interview planned with a person on a day, not recorded yet."""
    return on_day(person, day, "planned")


def on_day(person: Account, day: date, *states: str) -> Interview | None:
    """Give the interview of a person on a day that is in one of these states."""
    return db.session.scalar(
        select(Interview).where(
            Interview.volunteer_id == person.id, Interview.on == day, Interview.state.in_(states)
        )
    )


def barriers_of(person: Account) -> list[Barrier]:
    """List what a person needs, what is still to do first."""
    return list(
        db.session.scalars(
            select(Barrier)
            .where(Barrier.volunteer_id == person.id)
            .order_by(Barrier.closed_on.is_not(None), Barrier.opened_on, Barrier.id)
        )
    )


def notes_of(person: Account) -> list[Note]:
    """List the notes about a person, latest first."""
    found = select(Note).where(Note.volunteer_id == person.id)
    return list(db.session.scalars(found.order_by(Note.written_at.desc(), Note.id.desc())))


def attempts_of(person: Account) -> list[ContactAttempt]:
    """List the tries at reaching a person, latest first."""
    found = select(ContactAttempt).where(ContactAttempt.volunteer_id == person.id)
    return list(
        db.session.scalars(found.order_by(ContactAttempt.on.desc(), ContactAttempt.id.desc()))
    )


def activities_of(person: Account) -> list[ActivityStart]:
    """List the activities a person started, latest first."""
    found = select(ActivityStart).where(ActivityStart.volunteer_id == person.id)
    return list(
        db.session.scalars(found.order_by(ActivityStart.started_on.desc(), ActivityStart.id.desc()))
    )


def reviews_of(episode: Episode) -> dict[str, Review]:
    """Give what each side said at the end, by its side."""
    found = db.session.scalars(select(Review).where(Review.episode_id == episode.id))
    return {review.side: review for review in found}


def review_wanted(person: Account) -> bool:
    """Tell whether an accompaniment ended lately, of which the person has said nothing yet."""
    said = exists().where(Review.episode_id == Episode.id, Review.side == "person")
    lately = select(Episode.id).where(
        Episode.volunteer_id == person.id,
        Episode.started_on.is_not(None),
        Episode.ended_on >= clock.today() - REVIEW_WITHIN,
        ~said,
    )
    return db.session.scalar(lately.limit(1)) is not None


def follow_up_of(episode: Episode) -> FollowUp | None:
    """Give the six-month follow-up of an episode."""
    return db.session.scalar(select(FollowUp).where(FollowUp.episode_id == episode.id))


def latest_follow_up(person: Account) -> FollowUp | None:
    """Give the six-month follow-up of a person, the latest when there were several."""
    found = select(FollowUp).where(FollowUp.volunteer_id == person.id)
    return db.session.scalar(found.order_by(FollowUp.due_on.desc(), FollowUp.id.desc()).limit(1))


def locked(model: type[Row], row_id: int) -> Row | None:
    """Read a row again and keep it from moving until the end of the transaction."""
    held: Any = model
    found: Row | None = db.session.scalar(
        select(held)
        .where(held.id == row_id)
        .with_for_update(of=held)
        .execution_options(populate_existing=True)
    )
    return found
