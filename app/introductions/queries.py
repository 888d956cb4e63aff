"""Finding introductions: what each side may see, and what waits for each."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from werkzeug.exceptions import NotFound

from app import clock
from app.accounts.models import Account, Role
from app.associations.models import Association, Membership
from app.caseloads.covers import with_cover
from app.caseloads.queries import mediated_by, mediates, referents_for
from app.extensions import db
from app.introductions.life import OPEN, SEEN_BY_ASSOCIATION
from app.introductions.models import Introduction
from app.journal import Event
from app.missions.models import Mission
from app.suggestions.engine import leave_out
from app.threads.models import Difficulty

REMIND_AFTER = timedelta(days=14)
APPROVE_WITHIN = timedelta(days=7)
PLAN_WITHIN = timedelta(days=7)
FORGET_AFTER = timedelta(days=30)


def visible_to(account: Any) -> ColumnElement[bool]:
    """Select the introductions this account may read, on whichever side it stands."""
    helped: Account | None = account.acting_for
    if helped is not None:
        return Introduction.volunteer_id.in_([helped.id])
    if account.role == Role.VOLUNTEER:
        return Introduction.volunteer_id.in_([account.id])
    if account.role == Role.REFERENT:
        return Introduction.volunteer_id.in_(select(Account.id).where(mediated_by(account)))
    if account.role == Role.ASSOCIATION:
        return and_(_of_own_missions(account), _has_reached_the_association())
    return false()


def _of_own_missions(member: Any) -> ColumnElement[bool]:
    own = (
        select(Mission.id)
        .join(Membership, Membership.association_id == Mission.association_id)
        .where(Membership.account_id == member.id)
    )
    return Introduction.mission_id.in_(own)


def _has_reached_the_association() -> ColumnElement[bool]:
    """Select what an association may read: once sent, and for thirty days after it is closed."""
    recent = Introduction.state_since > clock.now() - FORGET_AFTER
    live = or_(
        Introduction.state.in_(("sent", "accepted", "meeting_planned", "met")),
        and_(Introduction.state == "placed", Introduction.holds_place),
    )
    closed = and_(
        Introduction.sent_at.is_not(None),
        Introduction.state.in_((*SEEN_BY_ASSOCIATION, "withdrawn", "set_aside")),
        recent,
    )
    return or_(live, closed)


def find(token: str, seen_by: Any) -> Introduction:
    """Find an introduction by the token of its address, if this account may read it."""
    found = db.session.scalar(
        select(Introduction).where(Introduction.token == token, visible_to(seen_by))
    )
    if found is None:
        raise NotFound
    return found


def find_person(token: str, seen_by: Account) -> Account:
    """Find a person this référent mediates for, by the token of their address."""
    found: Account | None = db.session.scalar(
        select(Account).where(
            Account.token == token, Account.closed_at.is_(None), mediated_by(seen_by)
        )
    )
    if found is None:
        raise NotFound
    return found


def live_between(volunteer: Account, mission: Mission) -> Introduction | None:
    """Find the request that already links this person and this mission, if one is live."""
    return db.session.scalar(
        select(Introduction).where(
            Introduction.volunteer_id == volunteer.id,
            Introduction.mission_id == mission.id,
            _is_live(),
        )
    )


def _listed(*where: ColumnElement[bool], by: Any = Introduction.state_since) -> list[Introduction]:
    return list(
        db.session.scalars(select(Introduction).where(*where).order_by(by, Introduction.id))
    )


def all_for(account: Any) -> list[Introduction]:
    """List everything this account may read, the last moved first."""
    return _listed(visible_to(account), by=Introduction.state_since.desc())


def of_person(volunteer: Account) -> list[Introduction]:
    """List all the requests of a person, the last moved first."""
    return _listed(
        Introduction.volunteer_id == volunteer.id, by=Introduction.state_since.desc()
    )  # fmt: skip


def mine_now(volunteer: Account) -> list[Introduction]:
    """List the live requests of a person, those that wait for their answer first."""
    live = _listed(Introduction.volunteer_id == volunteer.id, Introduction.state.in_(OPEN))
    first = {"suggested": 0, "meeting_planned": 1, "met": 2, "accepted": 3}
    return sorted(live, key=lambda one: first.get(one.state, 4))


def to_approve(referent: Account) -> list[Introduction]:
    """List what people asked for and this référent has not answered, oldest first."""
    return _listed(visible_to(referent), Introduction.state == "asked", by=Introduction.created_at)


def to_answer(association: Association) -> list[Introduction]:
    """List who waits for a word from this association, oldest first."""
    own = select(Mission.id).where(Mission.association_id == association.id)
    return _listed(
        Introduction.mission_id.in_(own), Introduction.state == "sent", by=Introduction.sent_at
    )  # fmt: skip


def to_meet(association: Association) -> list[Introduction]:
    """List whom this association has said yes to and has not met yet: a date first."""
    own = select(Mission.id).where(Mission.association_id == association.id)
    states = ("accepted", "meeting_planned", "met")
    return _listed(
        Introduction.mission_id.in_(own),
        Introduction.state.in_(states),
        by=func.coalesce(Introduction.meeting_at, Introduction.state_since),
    )


def overdue(referent: Account) -> list[Introduction]:
    """List the requests an association has left without an answer for 14 days, oldest first."""
    silent = Introduction.sent_at <= clock.now() - REMIND_AFTER
    return _listed(visible_to(referent), Introduction.state == "sent", silent)


def dateless(referent: Account) -> list[Introduction]:
    """List those an association said yes to a week ago, with no meeting yet, oldest first."""
    long_ago = Introduction.state_since <= clock.now() - PLAN_WITHIN
    return _listed(visible_to(referent), Introduction.state == "accepted", long_ago)


def is_late(introduction: Introduction) -> bool:
    """Tell whether the promised delay has passed at this state."""
    waits = {"asked": APPROVE_WITHIN, "sent": REMIND_AFTER, "accepted": PLAN_WITHIN}
    delay = waits.get(introduction.state)
    return delay is not None and introduction.state_since <= clock.now() - delay


def meetings_this_week(account: Any) -> list[Introduction]:
    """List the meetings of the next seven days, and those to tell about, soonest first."""
    horizon = clock.now() + timedelta(days=7)
    return _listed(
        visible_to(account),
        Introduction.state == "meeting_planned",
        Introduction.meeting_at <= horizon,
        by=Introduction.meeting_at,
    )


def open_difficulties(referent: Account) -> Sequence[tuple[Difficulty, Introduction]]:
    """List the open mediations with the introduction they belong to, oldest first."""
    found = (
        select(Difficulty, Introduction)
        .join(Introduction, Introduction.thread_id == Difficulty.thread_id)
        .where(Difficulty.closed_at.is_(None), visible_to(referent))
        .order_by(Difficulty.opened_at, Difficulty.id)
    )
    return [(difficulty, introduction) for difficulty, introduction in db.session.execute(found)]


def due(*states: str) -> list[int]:
    """List the ids of the introductions in these states, for what the dates bring."""
    found = select(Introduction.id).where(Introduction.state.in_(states))
    return list(db.session.scalars(found.order_by(Introduction.id)))


def locked(introduction_id: int) -> Introduction | None:
    """Read an introduction again and keep it from moving until the end of the transaction."""
    return db.session.scalar(
        select(Introduction)
        .where(Introduction.id == introduction_id)
        .with_for_update(of=Introduction)
        .execution_options(populate_existing=True)
    )


def history(introduction: Introduction) -> list[Event]:
    """List what happened to an introduction, newest first."""
    found = select(Event).where(
        Event.subject_type == "introductions", Event.subject_id == introduction.id
    )
    return list(db.session.scalars(found.order_by(Event.at.desc(), Event.id.desc())))


def members_of(introduction: Any) -> list[Account]:
    """List who acts for the association of the mission, in order of arrival."""
    found = (
        select(Account)
        .join(Membership, Membership.account_id == Account.id)
        .where(
            Membership.association_id == introduction.mission.association_id,
            Account.closed_at.is_(None),
        )
    )
    return list(db.session.scalars(found.order_by(Membership.id)))


def mediators_of(introduction: Introduction) -> list[Account]:
    """List who must hear on the mediating side: who took it on, else who follows the person."""
    own = introduction.referent
    if own and own.is_active and mediates(own, introduction.volunteer_id):
        return with_cover([own])
    return referents_for(introduction.volunteer)


def promised_by(introduction: Introduction) -> datetime:
    """Give the moment by which the person was promised an answer."""
    return introduction.created_at + APPROVE_WITHIN


@leave_out
def underway(volunteer_ids: Collection[int]) -> set[tuple[int, int]]:
    """Give the people and missions that go together already, not to be suggested again."""
    found = select(Introduction.volunteer_id, Introduction.mission_id).where(
        Introduction.volunteer_id.in_(volunteer_ids), _is_live()
    )
    return {(volunteer_id, mission_id) for volunteer_id, mission_id in db.session.execute(found)}


def _is_live() -> ColumnElement[bool]:
    return or_(
        Introduction.state.in_(OPEN),
        and_(Introduction.state == "placed", Introduction.holds_place),
    )
