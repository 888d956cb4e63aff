"""Finding ateliers, sessions and who enrolled; what each side may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from werkzeug.exceptions import NotFound

from app import clock
from app.accounts.models import Account
from app.caseloads.covers import covered_by
from app.caseloads.models import Holding, Post, Programme
from app.caseloads.programmes import programmes_for
from app.extensions import db
from app.territories.models import territory_communes
from app.workshops.models import (
    Attendance,
    Enrolment,
    Session,
    Workshop,
    workshop_operators,
)
from app.workshops.referrals import referrals_of as referrals_of


def runs(account: Account) -> ColumnElement[bool]:
    """Select what this référent organises, what their operator joined, what they stand in for."""
    joined = (
        select(workshop_operators.c.workshop_id)
        .join(Post, Post.operator_id == workshop_operators.c.operator_id)
        .where(Post.account_id == account.id)
    )
    return or_(
        Workshop.organiser_id == account.id,
        Workshop.id.in_(joined),
        Workshop.organiser_id.in_(covered_by(account)),
    )


def seen_by_referent(account: Account) -> ColumnElement[bool]:
    """Select what this référent’s people may go to: run here, in their territories, or for all."""
    held = select(Holding.territory_id).where(Holding.referent_id == account.id)
    return or_(runs(account), Workshop.territory_id.is_(None), Workshop.territory_id.in_(held))


def may_run(account: Account, workshop: Workshop) -> bool:
    """Tell whether this référent may change it and say who came."""
    found = select(Workshop.id).where(Workshop.id == workshop.id, runs(account))
    return db.session.scalar(found) is not None


def find_workshop(token: str, seen_by: Account) -> Workshop:
    """Find a workshop this référent may see."""
    found = db.session.scalar(
        select(Workshop).where(Workshop.token == token, seen_by_referent(seen_by))
    )
    if found is None:
        raise NotFound
    return found


def find_run(token: str, by: Account) -> Workshop:
    """Find a workshop this référent runs."""
    found = db.session.scalar(select(Workshop).where(Workshop.token == token, runs(by)))
    if found is None:
        raise NotFound
    return found


def find_session(token: str, seen_by: Account) -> Session:
    """Find a session of a workshop this référent may see."""
    found = db.session.scalar(
        select(Session).join(Session.workshop).where(
            Session.token == token, seen_by_referent(seen_by)
        )
    )  # fmt: skip
    if found is None:
        raise NotFound
    return found


def find_session_run(token: str, by: Account) -> Session:
    """Find a session of a workshop this référent runs."""
    found = db.session.scalar(
        select(Session).join(Session.workshop).where(Session.token == token, runs(by))
    )
    if found is None:
        raise NotFound
    return found


def _is_live() -> ColumnElement[bool]:
    return Enrolment.cancelled_at.is_(None)


def _is_enrolled(person: Account) -> ColumnElement[bool]:
    return and_(Enrolment.volunteer_id == person.id, _is_live())


def seen_by_person(person: Account) -> ColumnElement[bool]:
    """Select the sessions a person may read of: open to people of their commune, or their own."""
    mine = select(Enrolment.session_id).where(_is_enrolled(person))
    around = select(territory_communes.c.territory_id).where(
        territory_communes.c.commune_code == person.commune_code
    )
    offered = and_(
        Workshop.is_open,
        Workshop.closed_at.is_(None),
        or_(Workshop.territory_id.is_(None), Workshop.territory_id.in_(around)),
    )
    return or_(Session.id.in_(mine), offered)


def find_for_person(token: str, person: Account) -> Session:
    """Find a session this person may read of."""
    found = db.session.scalar(
        select(Session).join(Session.workshop).where(Session.token == token, seen_by_person(person))
    )
    if found is None:
        raise NotFound
    return found


def offered_to(person: Account) -> list[Session]:
    """List the sessions ahead that a person may come to, and their own, soonest first."""
    return list(
        db.session.scalars(
            select(Session)
            .join(Session.workshop)
            .where(
                seen_by_person(person),
                Session.starts_at > clock.now(),
                Session.cancelled_at.is_(None),
            )
            .order_by(Session.starts_at, Session.id)
        ).unique()
    )


def upcoming_of(person: Account) -> list[Enrolment]:
    """List the sessions ahead where a person has a place or waits for one, soonest first."""
    return list(
        db.session.scalars(
            select(Enrolment)
            .join(Enrolment.session)
            .where(
                _is_enrolled(person),
                Session.ends_at > clock.now(),
                Session.cancelled_at.is_(None),
            )
            .order_by(Session.starts_at, Session.id)
        )
    )


def history(person: Account) -> list[Enrolment]:
    """List every session a person enrolled in or came to, the latest first."""
    return list(
        db.session.scalars(
            select(Enrolment)
            .join(Enrolment.session)
            .where(Enrolment.volunteer_id == person.id)
            .order_by(Session.starts_at.desc(), Enrolment.id.desc())
        )
    )


def sessions_of(referent: Account, first: date, last: date) -> list[Session]:
    """List the sessions a référent runs between two days, both inclusive, not cancelled."""
    return list(
        db.session.scalars(
            select(Session)
            .join(Session.workshop)
            .where(runs(referent), Session.on.between(first, last))
            .where(Session.cancelled_at.is_(None))
            .order_by(Session.starts_at, Session.id)
        )
    )


def attendance_to_take(referent: Account) -> list[Session]:
    """List the sessions begun whose attendance is not whole yet, oldest first."""
    unsaid = exists().where(
        Enrolment.session_id == Session.id,
        _is_live(),
        Enrolment.waiting.is_(False),
        Enrolment.attendance.is_(None),
    )
    return list(
        db.session.scalars(
            select(Session)
            .join(Session.workshop)
            .where(
                runs(referent),
                Session.cancelled_at.is_(None),
                Session.starts_at <= clock.now(),
                or_(Session.attendance_at.is_(None), unsaid),
            )
            .order_by(Session.starts_at, Session.id)
        )
    )


@dataclass(frozen=True)
class Filters:
    """What a référent wants to see of a month."""

    first: date
    last: date
    kind: str | None = None
    territory_id: int | None = None
    own: bool = False


def calendar(referent: Account, asked: Filters) -> list[Session]:
    """List the sessions of a month that a référent may see, cancelled ones too."""
    statement = (
        select(Session)
        .join(Session.workshop)
        .where(runs(referent) if asked.own else seen_by_referent(referent))
        .where(Session.on.between(asked.first, asked.last))
        .order_by(Session.starts_at, Session.id)
    )
    if asked.kind:
        statement = statement.where(Workshop.kind == asked.kind)
    if asked.territory_id:
        statement = statement.where(Workshop.territory_id == asked.territory_id)
    return list(db.session.scalars(statement))


@dataclass(frozen=True)
class Count:
    """How many have a place in a session, wait for one, and came."""

    enrolled: int = 0
    waiting: int = 0
    present: int = 0


def counts(sessions: Iterable[Session]) -> dict[int, Count]:
    """Count who has a place, waits and came, by session; who is not real counts nowhere."""
    ids = [session.id for session in sessions]
    if not ids:
        return {}
    rows = db.session.execute(
        select(
            Enrolment.session_id,
            func.count().filter(Enrolment.waiting.is_(False), Enrolment.walked_in.is_(False)),
            func.count().filter(Enrolment.waiting),
            func.count().filter(Enrolment.attendance == Attendance.PRESENT.value),
        )
        .join(Enrolment.volunteer)
        .where(Enrolment.session_id.in_(ids), _is_live(), Account.is_practice.is_(False))
        .group_by(Enrolment.session_id)
    )
    found = {row[0]: Count(*row[1:]) for row in rows}
    return {i: found.get(i, Count()) for i in ids}


def enrolments_of(session: Session) -> list[Enrolment]:
    """List who has a place, then who waits, in their order."""
    return list(
        db.session.scalars(
            select(Enrolment)
            .where(Enrolment.session_id == session.id, _is_live())
            .order_by(Enrolment.waiting, Enrolment.enrolled_at, Enrolment.id)
        )
    )


def programmes(organiser: Account, kept: int | None) -> list[Programme]:
    """List the actions of the organiser’s operator that run today, and one to keep."""
    operator = db.session.scalar(select(Post.operator_id).where(Post.account_id == organiser.id))
    found = programmes_for(operator, clock.today())
    past = db.session.get(Programme, kept) if kept else None
    return found if past is None or past in found else [past, *found]
