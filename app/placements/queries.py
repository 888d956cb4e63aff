"""Finding placements: what each side may see, and what waits for each."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy.orm import joinedload
from werkzeug.exceptions import NotFound

from app import clock
from app.accounts.models import Account, Role
from app.associations.models import Membership
from app.caseloads.queries import mediated_by
from app.extensions import db
from app.introductions.life import Side
from app.introductions.models import Introduction
from app.journal import Event
from app.missions.models import Mission
from app.placements.life import AT_WORK
from app.placements.models import CheckIn, Hours, Mood, Placement

ANSWER_WITHIN = timedelta(days=30)


def visible_to(account: Any) -> ColumnElement[bool]:
    """Select the placements this account may read, on whichever side it stands."""
    helped: Account | None = account.acting_for
    if helped is not None:
        return Placement.volunteer_id.in_([helped.id])
    if account.role == Role.VOLUNTEER:
        return Placement.volunteer_id.in_([account.id])
    if account.role == Role.REFERENT:
        return Placement.volunteer_id.in_(select(Account.id).where(mediated_by(account)))
    if account.role == Role.ASSOCIATION:
        own = (
            select(Mission.id)
            .join(Membership, Membership.association_id == Mission.association_id)
            .where(Membership.account_id == account.id)
        )
        return Placement.mission_id.in_(own)
    return false()


def find(token: str, seen_by: Any) -> Placement:
    """Find a placement by the token of its address, if this account may read it."""
    found = db.session.scalar(
        select(Placement)
        .where(Placement.token == token, visible_to(seen_by))
        .options(joinedload(Placement.introduction))
    )
    if found is None:
        raise NotFound
    return found


def of(introduction: Introduction) -> Placement:
    """Find the placement that an introduction led to."""
    found = db.session.scalar(select(Placement).where(Placement.introduction_id == introduction.id))
    if found is None:
        raise NotFound
    return found


def current(account: Any) -> list[Placement]:
    """List who is at work today, as this account may see it, the latest to start first."""
    return list(
        db.session.scalars(
            select(Placement)
            .where(visible_to(account), Placement.state.in_(AT_WORK))
            .order_by(Placement.started_on.desc(), Placement.id)
        )
    )


def all_for(account: Any) -> list[Placement]:
    """List every placement this account may see, the latest to start first."""
    found = select(Placement).where(visible_to(account))
    return list(db.session.scalars(found.order_by(Placement.started_on.desc(), Placement.id)))


def check_ins(placement: Placement) -> list[CheckIn]:
    """List the check-ins of a placement, the latest first."""
    found = select(CheckIn).where(CheckIn.placement_id == placement.id)
    return list(db.session.scalars(found.order_by(CheckIn.due_on.desc())))


def find_check_in(day: str, placement: Placement) -> CheckIn:
    """Find a check-in of this placement by its day, as written in addresses."""
    found = db.session.scalar(
        select(CheckIn).where(CheckIn.placement_id == placement.id, CheckIn.due_on == _day(day))
    )
    if found is None:
        raise NotFound
    return found


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise NotFound from error


def check_ins_due(account: Any) -> list[CheckIn]:
    """List the check-ins that wait: to answer, or, for who mediates, those that did not go well."""
    found = (
        select(CheckIn)
        .join(CheckIn.placement)
        .where(visible_to(account), _waits_for(account))
        .order_by(CheckIn.due_on, CheckIn.id)
    )
    return list(db.session.scalars(found))


def _waits_for(account: Any) -> ColumnElement[bool]:
    if account.role == Role.REFERENT and account.acting_for is None:
        uneasy = (Mood.SO_SO.value, Mood.HARD.value)
        moods = or_(CheckIn.volunteer_mood.in_(uneasy), CheckIn.association_mood.in_(uneasy))
        return and_(moods, CheckIn.seen_at.is_(None))
    answered = CheckIn.association_at if account.role == Role.ASSOCIATION else CheckIn.volunteer_at
    recent = CheckIn.due_on >= clock.today() - ANSWER_WITHIN
    return and_(answered.is_(None), recent, Placement.state.in_(AT_WORK))


def hours_of(placement: Placement) -> list[Hours]:
    """List the hours of a placement, the latest month first."""
    found = select(Hours).where(Hours.placement_id == placement.id)
    return list(db.session.scalars(found.order_by(Hours.month.desc())))


def hours_in(placement: Placement, month: date) -> Hours | None:
    """Find the hours of a month, if either side has declared them."""
    return db.session.scalar(
        select(Hours).where(Hours.placement_id == placement.id, Hours.month == month)
    )


def find_hours(month: str, placement: Placement) -> Hours:
    """Find the hours of a month of this placement, as written in addresses."""
    found = hours_in(placement, _day(month))
    if found is None:
        raise NotFound
    return found


def hours_to_confirm(account: Any) -> list[Hours]:
    """List the hours that wait for a word: the other side's, or figures that differ."""
    found = (
        select(Hours)
        .join(Hours.placement)
        .where(visible_to(account), Hours.confirmed_at.is_(None), _needs_a_word(account))
        .order_by(Hours.month, Hours.id)
    )
    return list(db.session.scalars(found))


def _needs_a_word(account: Any) -> ColumnElement[bool]:
    disputed = Hours.disputed_hours.is_not(None)
    if account.role == Role.REFERENT and account.acting_for is None:
        return disputed
    side = Side.ASSOCIATION if account.role == Role.ASSOCIATION else Side.VOLUNTEER
    mine = Hours.declared_side == side.value
    return or_(and_(mine, disputed), and_(~mine, ~disputed))


def history(placement: Placement) -> list[Event]:
    """List what happened to a placement, newest first."""
    found = select(Event).where(
        Event.subject_type == "placements", Event.subject_id == placement.id
    )
    return list(db.session.scalars(found.order_by(Event.at.desc(), Event.id.desc())))


def at_work() -> list[Any]:
    """List the placements under way, for what the dates bring: a row each, read all at once.

    (id, started on, first day confirmed on, notices given, state, day of the last check-in)
    """
    last = (
        select(func.max(CheckIn.due_on))
        .where(CheckIn.placement_id == Placement.id)
        .scalar_subquery()
    )
    found = select(
        Placement.id, Placement.started_on, Placement.confirmed_on, Placement.noticed,
        Placement.state, last,
    ).where(Placement.state.in_(AT_WORK))  # fmt: skip
    return list(db.session.execute(found.order_by(Placement.id)))


def locked(placement_id: int) -> Placement | None:
    """Read a placement again and keep it from moving until the end of the transaction."""
    return db.session.scalar(
        select(Placement)
        .where(Placement.id == placement_id)
        .options(joinedload(Placement.introduction))
        .with_for_update(of=Placement)
        .execution_options(populate_existing=True)
    )
