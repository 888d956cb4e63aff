"""Reading what each line says: a handful of queries whatever the number of people."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import String, case, cast, func, literal, null, select, union_all
from sqlalchemy.orm import aliased, joinedload, lazyload

from app import clock
from app.accompaniments.models import Barrier, Episode, Interview
from app.accompaniments.presence import left_on
from app.accounts.models import Account
from app.associations.models import Association
from app.caseloads.models import Assignment
from app.contracts.models import Contract
from app.desks.lines import Line, Pace, Path
from app.extensions import db
from app.introductions.life import OPEN
from app.introductions.models import Introduction
from app.missions.models import Mission
from app.placements.life import AT_WORK
from app.placements.models import OwnEngagement, Placement
from app.profiles.models import Profile
from app.threads.models import Difficulty

LIVE_BARRIERS = ("open", "in_progress")
LIVE_ENGAGEMENTS = ("declared", "confirmed")
LIVE_CONTRACTS = ("draft", "proposed", "signed", "ended")


def of_people(people: Iterable[Account]) -> list[Line]:
    """Give the line of each of these people, in the order given."""
    return fill([Line(person) for person in people])


def fill(lines: list[Line]) -> list[Line]:
    """Read what each line says."""
    found = {line.person.id: line for line in lines}
    if found:
        for read in (
            _read_paths,
            _read_introductions,
            _read_placements,
            _read_contracts,
            _read_counts,
        ):
            read(found)
    return lines


def _read_paths(found: dict[int, Line]) -> None:
    """Read the profile, the accompaniment and the pace of interviews of everyone, at once."""
    pace = _pace(found).subquery()
    over, held = aliased(Episode), aliased(Assignment)
    ended = _of_each(func.max(over.ended_on), over)
    taken, until = _of_each(func.max(held.since), held), _of_each(func.max(held.until), held)
    rows = db.session.execute(
        select(
            Account.id, Profile.confirmed_at, Episode.token, Episode.state, Episode.started_on,
            Episode.next_step, Episode.next_step_on, ended, taken, until,
            pace.c.last, pace.c.next, pace.c.next_at, pace.c.unrecorded,
        )
        .outerjoin(Profile, Profile.account_id == Account.id)
        .outerjoin(Episode, (Episode.volunteer_id == Account.id) & Episode.ended_on.is_(None))
        .outerjoin(pace, pace.c.volunteer_id == Account.id)
        .where(Account.id.in_(found))
    )  # fmt: skip
    for account_id, confirmed_at, token, state, started_on, step, step_on, *more in rows:
        line = found[account_id]
        line.left_on = None if token else left_on(*more[:3])
        line.profile_done = confirmed_at is not None
        line.path = Path(token, state, started_on, step, step_on) if token else None
        line.pace = Pace(*more[3:])


def _of_each(wanted: Any, rows: Any) -> Any:
    """Select something of the rows of each person."""
    return select(wanted).where(rows.volunteer_id == Account.id).scalar_subquery()


def _pace(found: Iterable[int]) -> Any:
    planned, today = Interview.state == "planned", clock.today()
    ahead = planned & (Interview.on >= today)
    return (
        select(
            Interview.volunteer_id,
            func.max(case((Interview.state == "held", Interview.on))).label("last"),
            func.min(case((ahead, Interview.on))).label("next"),
            func.min(case((ahead, Interview.at))).label("next_at"),
            func.min(case((planned & (Interview.on < today), Interview.on))).label("unrecorded"),
        )
        .where(Interview.volunteer_id.in_(found))
        .group_by(Interview.volunteer_id)
    )


def mission_alone(of: Any) -> Any:
    """Read a mission with the name of its association, and nothing around them."""
    return joinedload(of).options(
        lazyload(Mission.commune),
        joinedload(Mission.association).options(lazyload(Association.commune)),
    )


def _read_introductions(found: dict[int, Line]) -> None:
    rows = db.session.scalars(
        select(Introduction)
        .where(Introduction.volunteer_id.in_(found), Introduction.state.in_(OPEN))
        .options(
            lazyload(Introduction.volunteer),
            lazyload(Introduction.referent),
            mission_alone(Introduction.mission),
        )
        .order_by(Introduction.state_since, Introduction.id)
    )
    for introduction in rows:
        found[introduction.volunteer_id].introductions.append(introduction)


def _read_placements(found: dict[int, Line]) -> None:
    rows = db.session.scalars(
        select(Placement)
        .where(Placement.volunteer_id.in_(found), Placement.state.in_(AT_WORK))
        .options(lazyload(Placement.volunteer), mission_alone(Placement.mission))
        .order_by(Placement.started_on, Placement.id)
    )
    for placement in rows:
        found[placement.volunteer_id].placements.append(placement)


def _read_contracts(found: dict[int, Line]) -> None:
    """Read the contracts of the accompaniments under way."""
    rows = db.session.scalars(
        select(Contract)
        .join(Episode, Episode.id == Contract.episode_id)
        .where(
            Contract.volunteer_id.in_(found),
            Contract.state.in_(LIVE_CONTRACTS),
            Contract.in_error.is_(False),
            Episode.ended_on.is_(None),
        )
        .options(lazyload(Contract.volunteer), lazyload(Contract.referent))
        .order_by(Contract.ends_on, Contract.id)
    )
    for contract in rows:
        found[contract.volunteer_id].contracts.append(contract)


def _read_counts(found: dict[int, Line]) -> None:
    """Read what is open beside the missions of the site: needs, difficulties, own engagements."""
    for kind, volunteer_id, since, words in _open_things(found):
        line = found[volunteer_id]
        if kind == "barrier":
            line.barriers += 1
        elif kind == "own":
            line.own.append(words)
        else:
            line.difficulty_since = clock.in_paris(since).date()


def _open_things(found: Iterable[int]) -> Iterator[Any]:
    ids = list(found)
    none = cast(null(), Difficulty.opened_at.type)
    barriers = select(
        literal("barrier"), Barrier.volunteer_id, none, literal("", String)
    ).where(Barrier.volunteer_id.in_(ids), Barrier.status.in_(LIVE_BARRIERS))  # fmt: skip
    own = select(
        literal("own"), OwnEngagement.volunteer_id, none, OwnEngagement.organisation
    ).where(OwnEngagement.volunteer_id.in_(ids), OwnEngagement.state.in_(LIVE_ENGAGEMENTS))
    difficulties = select(
        literal("difficulty"), Difficulty.volunteer_id, Difficulty.opened_at, literal("", String)
    ).where(Difficulty.volunteer_id.in_(ids), Difficulty.closed_at.is_(None))  # fmt: skip
    yield from db.session.execute(union_all(difficulties, barriers, own))
