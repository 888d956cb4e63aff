"""Finding missions: what each may see, and the lists of each side."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import contains_eager
from werkzeug.exceptions import NotFound

from app import clock
from app.accounts.models import PROFESSIONALS, Role
from app.associations.models import Association, Membership
from app.extensions import db
from app.missions.life import SEEN, State
from app.missions.models import Mission


def _joined() -> Select[Mission]:
    """Select missions with their association, in one statement."""
    return (
        select(Mission)
        .join(Mission.association)
        .options(contains_eager(Mission.association))
        .execution_options(populate_existing=False)
    )


def _not_past() -> ColumnElement[bool]:
    return or_(Mission.ends_on.is_(None), Mission.ends_on >= clock.today())


def published() -> Select[Mission]:
    """Select the missions one may ask for today, newest first."""
    return (
        _joined()
        .where(
            Mission.state == State.PUBLISHED,
            Mission.places_left > 0,
            _not_past(),
            Association.is_shown,
        )
        .order_by(Mission.published_at.desc(), Mission.id.desc())
    )


def visible_to(account: Any) -> ColumnElement[bool]:
    """Select what this account, or a visitor, may read.

    Everyone reads what is online, full, paused or over, of an association that is shown; an
    association all of its own; professionals whatever left the hands of an association.
    """
    everyone = and_(Mission.state.in_(SEEN), Association.is_shown)
    role = getattr(account, "role", None)
    if role == Role.ASSOCIATION:
        own = select(Membership.association_id).where(Membership.account_id == account.id)
        return or_(everyone, Mission.association_id.in_(own))
    if role == Role.PILOT:
        return Mission.state != State.DRAFT
    if role in PROFESSIONALS:
        return or_(everyone, Mission.state.in_(SEEN))
    return everyone


def find(token: str, seen_by: Any) -> Mission:
    """Find a mission by the token of its address, if this account may read it."""
    mission = db.session.scalar(_joined().where(Mission.token == token, visible_to(seen_by)))
    if mission is None:
        raise NotFound
    return mission


def find_ours(token: str, member: Any) -> Mission:
    """Find a mission of this member's own association."""
    own = select(Membership.association_id).where(Membership.account_id == member.id)
    mission = db.session.scalar(
        _joined().where(Mission.token == token, Mission.association_id.in_(own))
    )
    if mission is None:
        raise NotFound
    return mission


def of(association: Association) -> list[Mission]:
    """List the missions of an association, the last touched first."""
    return list(
        db.session.scalars(
            _joined()
            .where(Mission.association_id == association.id)
            .order_by(Mission.updated_at.desc(), Mission.id.desc())
        )
    )


def to_moderate() -> list[Mission]:
    """List the missions that wait for a pilote, longest first."""
    return list(
        db.session.scalars(
            _joined()
            .where(
                Mission.state == State.SUBMITTED,
                Association.state.in_(("draft", "submitted", "verified")),
            )
            .order_by(Mission.state_since, Mission.id)
        )
    )


def shown_by(association: Association) -> list[Mission]:
    """List what everyone may ask of an association today, newest first."""
    return list(db.session.scalars(published().where(Mission.association_id == association.id)))
