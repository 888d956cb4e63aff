"""How many people are accompanied, by référent and by operator, and what waits at an operator's."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload

from app import clock
from app.accompaniments.models import Episode, Interview
from app.accounts.models import Account, Role
from app.caseloads import operators
from app.caseloads.models import Assignment, Cover, Holding, Operator, Post
from app.caseloads.operators import Load
from app.extensions import db
from app.introductions.models import Introduction
from app.outreach import life
from app.outreach.models import Referral
from app.terms import months_later
from app.territories.models import territory_communes


def _holds(since: Any, until: Any, day: date) -> ColumnElement[bool]:
    return and_(since <= day, or_(until.is_(None), until >= day))


def _accompanied(day: date, *columns: Any) -> Select[Any]:
    """Select who is in accompaniment on a day with who follows them; practice counts nowhere."""
    return (
        select(*columns)
        .select_from(Episode)
        .join(Account, Account.id == Episode.volunteer_id)
        .join(Assignment, Assignment.volunteer_id == Episode.volunteer_id)
        .outerjoin(Post, Post.account_id == Assignment.referent_id)
        .where(
            Account.is_practice.is_(False),
            _holds(Episode.started_on, Episode.ended_on, day),
            _holds(Assignment.since, Assignment.until, day),
        )
    )


_OPERATOR = func.coalesce(Assignment.operator_id, Post.operator_id)


def by_operator(day: date) -> dict[int, int]:
    """Count, by operator, the people in accompaniment on a day."""
    counted = func.count(Episode.volunteer_id.distinct())
    rows = db.session.execute(
        _accompanied(day, _OPERATOR, counted).group_by(_OPERATOR).order_by(_OPERATOR)
    )
    return {row[0]: row[1] for row in rows if row[0] is not None}


def by_referent(day: date) -> dict[int, int]:
    """Count, by référent, the people in accompaniment on a day."""
    counted = func.count(Episode.volunteer_id.distinct())
    rows = db.session.execute(
        _accompanied(day, Assignment.referent_id, counted)
        .group_by(Assignment.referent_id)
        .order_by(Assignment.referent_id)
    )
    return {row[0]: row[1] for row in rows}


def quiet_by_referent(day: date) -> dict[int, int]:
    """Count, by référent, who is accompanied for a month or more without an interview in it."""
    since = months_later(day, -1)
    seen = select(Interview.volunteer_id).where(
        Interview.state == "held", Interview.on > since, Interview.on <= day
    )
    counted = func.count(Episode.volunteer_id.distinct())
    rows = db.session.execute(
        _accompanied(day, Assignment.referent_id, counted)
        .where(Episode.started_on <= since, Episode.state == "started")
        .where(Episode.volunteer_id.not_in(seen))
        .group_by(Assignment.referent_id)
        .order_by(Assignment.referent_id)
    )
    return {row[0]: row[1] for row in rows}


@dataclass(frozen=True)
class Line:
    """One référent of an operator: their load, and who waits for an interview."""

    referent: Account
    load: Load
    quiet: int
    cover: Cover | None


@dataclass(frozen=True)
class Waiting:
    """How many wait for something, and since when the first does."""

    count: int = 0
    oldest: date | datetime | None = None


@dataclass(frozen=True)
class Desk:
    """What the manager of an operator looks at: numbers, never a person’s name."""

    operator: Operator
    load: Load
    lines: list[Line]
    requests: Waiting
    referrals: Waiting
    queue: Waiting
    quiet: int
    absences: list[Cover] = field(default_factory=list)


def desk_of(manager: Account) -> Desk | None:
    """Give the desk of an operator’s manager; nothing when they have no post."""
    operator = operators.of(manager)
    if operator is None:
        return None
    day = clock.today()
    people, quiet = by_referent(day), quiet_by_referent(day)
    staff = [(a, p) for a, p in operators.posts(operator) if a.role == Role.REFERENT]
    ids = [account.id for account, _ in staff]
    absences = _absences(ids, day)
    away = {cover.absent_id: cover for cover in absences}
    return Desk(
        operator=operator,
        load=operators.load_today(by_operator(day).get(operator.id, 0), operator),
        lines=[
            Line(a, Load(people.get(a.id, 0), p.fte), quiet.get(a.id, 0), away.get(a.id))
            for a, p in staff
        ],
        requests=_requests(ids),
        referrals=_referrals(ids),
        queue=_queue([account for account, _ in staff]),
        quiet=sum(quiet.get(one, 0) for one in ids),
        absences=absences,
    )


def _absences(ids: list[int], day: date) -> list[Cover]:
    return list(
        db.session.scalars(
            select(Cover)
            .where(Cover.absent_id.in_(ids), Cover.since <= day, Cover.until >= day)
            .options(joinedload(Cover.absent), joinedload(Cover.colleague))
            .order_by(Cover.until, Cover.id)
        )
    )


def _waiting(statement: Any) -> Waiting:
    found = db.session.execute(statement).one()
    return Waiting(found[0], found[1])


def _requests(ids: list[int]) -> Waiting:
    """Count the requests that wait for these référents’ approval."""
    return _waiting(
        select(func.count(), func.min(Introduction.created_at))
        .join(Account, Account.id == Introduction.volunteer_id)
        .join(Assignment, Assignment.volunteer_id == Introduction.volunteer_id)
        .where(
            Introduction.state == "asked",
            Account.is_practice.is_(False),
            Assignment.referent_id.in_(ids),
            Assignment.until.is_(None),
        )
    )


def _referrals(ids: list[int]) -> Waiting:
    """Count the referrals of these référents’ territories that wait for an answer."""
    return _waiting(
        select(func.count(), func.min(Referral.referred_on)).where(
            Referral.state.in_(life.WAITING), Referral.commune_code.in_(_communes(ids))
        )
    )


def _communes(ids: list[int]) -> Select[str]:
    return (
        select(territory_communes.c.commune_code)
        .join(Holding, Holding.territory_id == territory_communes.c.territory_id)
        .where(Holding.referent_id.in_(ids))
    )


def _queue(referents: list[Account]) -> Waiting:
    """Count the people of these territories who wait for a first référent."""
    followed = select(Assignment.volunteer_id)
    return _waiting(
        select(func.count(), func.min(Account.created_at)).where(
            Account.role == Role.VOLUNTEER,
            Account.closed_at.is_(None),
            Account.is_practice.is_(False),
            Account.commune_code.in_(_communes([one.id for one in referents])),
            Account.id.not_in(followed),
        )
    )
