"""A référent's days: interviews to hold and to record, who is due, six-month follow-ups."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, String, and_, case, cast, exists, func, or_, select

from app import clock
from app.accompaniments import queries, rhythm
from app.accompaniments.models import Barrier, Episode, FollowUp, Interview
from app.accounts.models import Account
from app.caseloads.models import Assignment
from app.caseloads.queries import followed_ids
from app.caseloads.reach import is_current
from app.extensions import db
from app.placements.models import Placement

UNSETTLED = ("open", "in_progress")
NOT_YET = ("not_tried", "unreachable")
OPENS = timedelta(days=15)
CLOSES = timedelta(days=45)
LATEST = timedelta(days=184) + CLOSES  # six months, then the window of the follow-up


@dataclass(frozen=True)
class Days:
    """The last interview held, the next one planned, the last one missed."""

    last_held: date | None = None
    planned_on: date | None = None
    last_missed: date | None = None


@dataclass(frozen=True)
class Standing:
    """Where one person is: their episode, the interviews around today, how many needs."""

    episode: Episode | None
    days: Days
    needs: int

    @property
    def next_due(self) -> date | None:
        """The day before which the next interview is due, while the accompaniment goes on."""
        if self.episode is None or self.episode.state != "started":
            return None
        assert self.episode.started_on is not None  # noqa: S101 - a started one has its day
        return rhythm.next_due(self.episode.started_on, self.days.last_held)

    @property
    def is_late(self) -> bool:
        """Whether that day is past."""
        due = self.next_due
        return due is not None and rhythm.is_overdue(due, clock.today())


def standings(people: Iterable[Account]) -> dict[int, Standing]:
    """Tell where each of these people is, in three queries whatever their number."""
    ids = [person.id for person in people]
    episodes: dict[int, Episode] = {}
    for episode in db.session.scalars(queries.episodes().where(Episode.volunteer_id.in_(ids))):
        episodes.setdefault(episode.volunteer_id, episode)
    days = {i: Days(*around) for i, *around in db.session.execute(_interview_days(ids))}
    needs = _needs(ids)
    return {i: Standing(episodes.get(i), days.get(i, Days()), needs.get(i, 0)) for i in ids}


def _needs(ids: list[int]) -> dict[int, int]:
    """Count, by person, the needs that are not settled."""
    rows = db.session.execute(
        select(Barrier.volunteer_id, func.count())
        .where(Barrier.volunteer_id.in_(ids), Barrier.status.in_(UNSETTLED))
        .group_by(Barrier.volunteer_id)
    )
    return dict(rows.all())


def _interview_days(ids: list[int]) -> Select[*tuple[Any, ...]]:
    ahead = (Interview.state == "planned") & (Interview.on >= clock.today())
    return (
        select(
            Interview.volunteer_id,
            func.max(case((Interview.state == "held", Interview.on))),
            func.min(case((ahead, Interview.on))),
            func.max(case((Interview.state == "no_show", Interview.on))),
        )
        .where(Interview.volunteer_id.in_(ids))
        .group_by(Interview.volunteer_id)
    )


def standing(person: Account) -> Standing:
    """Tell where one person is."""
    return standings([person])[person.id]


def count_accompanied(referent: Account) -> int:
    """Count whom this référent accompanies, those who are real: started and not over."""
    counted = (
        select(func.count())
        .select_from(Episode)
        .join(Assignment, Assignment.volunteer_id == Episode.volunteer_id)
        .join(Account, Account.id == Episode.volunteer_id)
        .where(Assignment.referent_id == referent.id, is_current())
        .where(Episode.started_on.is_not(None), Episode.ended_on.is_(None))
        .where(Account.is_practice.is_(False))
    )
    return db.session.scalar(counted) or 0


def interviews_on(referent: Account, day: date) -> list[Interview]:
    """List the interviews planned on a day with the people whom this référent follows or covers."""
    return _planned(referent, day, day)


def _planned(referent: Account, first: date, last: date) -> list[Interview]:
    return list(
        db.session.scalars(
            select(Interview)
            .where(Interview.volunteer_id.in_(followed_ids(referent)))
            .where(Interview.state == "planned", Interview.on.between(first, last))
            .order_by(Interview.on, Interview.at.is_(None), Interview.at, Interview.id)
        )
    )


def to_record(referent: Account) -> list[Interview]:
    """List the interviews planned before today of which nothing was said, oldest first."""
    yesterday = clock.today() - timedelta(days=1)
    return _planned(referent, date(1900, 1, 1), yesterday)


@dataclass(frozen=True)
class Due:
    """Someone whose monthly interview is due: since when, and what came of the last one."""

    episode: Episode
    due_on: date
    last_held: date | None
    last_state: str | None

    @property
    def volunteer(self) -> Account:
        """The person to meet."""
        return self.episode.volunteer

    @property
    def is_late(self) -> bool:
        """Whether the day is past."""
        return rhythm.is_overdue(self.due_on, clock.today())


def due(referent: Account) -> list[Due]:
    """List who is due for an interview within a week or before, with none planned; late first."""
    found = [
        Due(episode, rhythm.next_due(episode.started_on, held), held, state)
        for episode, held, state in db.session.execute(_without_date(referent))
    ]
    soon = [one for one in found if rhythm.is_soon(one.due_on, clock.today())]
    return sorted(soon, key=lambda one: (one.due_on, one.episode.id))


def _without_date(referent: Account) -> Select[*tuple[Any, ...]]:
    """Select the accompaniments that go on, with no interview ahead, and how the last ones went."""
    own = Interview.volunteer_id == Episode.volunteer_id
    ahead = exists().where(own, Interview.state == "planned", Interview.on >= clock.today())
    held = select(func.max(Interview.on)).where(own, Interview.state == "held")
    last = (
        select(Interview.state)
        .where(own, Interview.state.in_(("held", "no_show", "excused")))
        .order_by(Interview.on.desc(), Interview.id.desc())
        .limit(1)
    )
    return select(Episode, held.scalar_subquery(), last.scalar_subquery()).where(
        Episode.volunteer_id.in_(followed_ids(referent)), Episode.state == "started", ~ahead
    )


def follow_ups_due(referent: Account) -> list[FollowUp]:
    """List the six-month follow-ups to do now, their window being open, soonest first."""
    today = clock.today()
    return list(
        db.session.scalars(
            _unfinished(referent).where(FollowUp.due_on.between(today - CLOSES, today + OPENS))
        )
    )


def follow_ups(referent: Account) -> list[FollowUp]:
    """List every follow-up still to do, those to come too, soonest first."""
    return list(db.session.scalars(_unfinished(referent)))


def _unfinished(referent: Account) -> Select[FollowUp]:
    return (
        select(FollowUp)
        .where(FollowUp.volunteer_id.in_(followed_ids(referent)))
        .where(or_(FollowUp.outcome.is_(None), FollowUp.outcome.in_(NOT_YET)))
        .order_by(FollowUp.due_on, FollowUp.id)
    )


def _not_yet(told: Any, word: str) -> Any:
    """Select the rows among whose notices this word is not."""
    return cast(told, String).not_like(f'%"{word}"%')


def planned_until(last: date) -> list[int]:
    """List the keys of the interviews planned from tomorrow to a day, not reminded of yet."""
    tomorrow = clock.today() + timedelta(days=1)
    planned = select(Interview.id).where(
        Interview.state == "planned", _not_yet(Interview.noticed, "soon")
    )
    found = planned.where(Interview.on.between(tomorrow, last)).order_by(Interview.id)
    return list(db.session.scalars(found))


def follow_ups_opening() -> list[int]:
    """List the keys of the follow-ups whose window is open and that nobody has tried."""
    today = clock.today()
    found = select(FollowUp.id).where(
        FollowUp.outcome.is_(None),
        FollowUp.due_on.between(today - CLOSES, today + OPENS),
        _not_yet(FollowUp.noticed, "due"),
    )
    return list(db.session.scalars(found.order_by(FollowUp.id)))


def without_follow_up(counted_from: str) -> list[int]:
    """List the keys of the episodes that ought to have a follow-up, not too late, and have none."""
    recent = Episode.ended_on >= clock.today() - LATEST
    agreed = and_(recent, Episode.may_contact_after.is_(True))
    under_way = and_(Episode.ended_on.is_(None), Episode.started_on.is_not(None))
    wanted = select(Episode.id).where(~exists().where(FollowUp.episode_id == Episode.id))
    wanted = wanted.where(agreed if counted_from == "exit" else or_(agreed, under_way))
    if counted_from == "mission":
        wanted = wanted.where(
            exists().where(
                Placement.volunteer_id == Episode.volunteer_id,
                Placement.confirmed_on.is_not(None),
                Placement.started_on >= Episode.started_on,
            )
        )
    return list(db.session.scalars(wanted.order_by(Episode.id)))
