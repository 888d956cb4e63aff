"""Which people a référent mediates for, today."""

from sqlalchemy import Select, and_, exists, or_, select
from sqlalchemy.sql import ColumnElement
from werkzeug.exceptions import NotFound

from app import clock
from app.accounts.models import Account, Role
from app.caseloads.models import Assignment, Cover, Holding
from app.extensions import db
from app.territories.models import territory_communes


def _is_current() -> ColumnElement[bool]:
    day = clock.today()
    return and_(Assignment.since <= day, or_(Assignment.until.is_(None), Assignment.until >= day))


def _followed_ids(referent: Account) -> Select[int]:
    """People assigned to this référent, or to a colleague whom they cover today."""
    day = clock.today()
    covered = select(Cover.absent_id).where(
        Cover.colleague_id == referent.id, Cover.since <= day, Cover.until >= day
    )
    return select(Assignment.volunteer_id).where(
        _is_current(),
        or_(Assignment.referent_id == referent.id, Assignment.referent_id.in_(covered)),
    )


def _queued(referent: Account) -> ColumnElement[bool]:
    """Without référent, in a commune of a territory they hold, or in no territory at all."""
    held = (
        select(territory_communes.c.commune_code)
        .join(Holding, Holding.territory_id == territory_communes.c.territory_id)
        .where(Holding.referent_id == referent.id)
    )
    placed = exists().where(territory_communes.c.commune_code == Account.commune_code)
    followed = exists().where(Assignment.volunteer_id == Account.id, _is_current())
    return and_(~followed, or_(Account.commune_code.in_(held), ~placed))


def mediated_by(referent: Account) -> ColumnElement[bool]:
    """Select, among volunteers, those this référent mediates for: followed, covered, queued."""
    return and_(
        Account.role == Role.VOLUNTEER,
        or_(Account.id.in_(_followed_ids(referent)), _queued(referent)),
    )


def people_of(referent: Account) -> list[Account]:
    """List the people this référent follows or covers, without the queue, by first name."""
    return list(
        db.session.scalars(
            select(Account)
            .where(Account.id.in_(_followed_ids(referent)), Account.closed_at.is_(None))
            .order_by(Account.first_name, Account.id)
        )
    )


def queue_of(referent: Account) -> list[Account]:
    """List the people without référent who come to this référent's queue, oldest first."""
    return list(
        db.session.scalars(
            select(Account)
            .where(Account.role == Role.VOLUNTEER, Account.closed_at.is_(None), _queued(referent))
            .order_by(Account.created_at, Account.id)
        )
    )


def mediates(account: Account | None, volunteer_id: int) -> bool:
    """Tell whether this account is a référent who mediates for this person today."""
    if account is None or account.role != Role.REFERENT:
        return False
    found = select(Account.id).where(Account.id == volunteer_id, mediated_by(account))
    return db.session.scalar(found) is not None


def referent_of(volunteer_id: int) -> Account | None:
    """Give the référent who follows this person today, if there is one."""
    return db.session.scalar(
        select(Account)
        .join(Assignment, Assignment.referent_id == Account.id)
        .where(Assignment.volunteer_id == volunteer_id, _is_current())
        .order_by(Assignment.since.desc(), Assignment.id.desc())
        .limit(1)
    )


def referents_for(volunteer: Account) -> list[Account]:
    """List who must hear about this person: their référent, or those who hold their territory."""
    own = referent_of(volunteer.id)
    if own:
        return [own]
    held = (
        select(Holding.referent_id)
        .join(territory_communes, territory_communes.c.territory_id == Holding.territory_id)
        .where(territory_communes.c.commune_code == volunteer.commune_code)
    )
    holders = db.session.scalars(
        select(Account)
        .where(Account.id.in_(held), Account.closed_at.is_(None))
        .order_by(Account.id)
    ).all()
    if holders:
        return list(holders)
    everyone = select(Account).where(Account.role == Role.REFERENT, Account.closed_at.is_(None))
    return list(db.session.scalars(everyone.order_by(Account.id)))


def find_person(token: str, seen_by: Account) -> Account:
    """Find a volunteer by the token of their page, if this référent mediates for them."""
    person = db.session.scalar(select(Account).where(Account.token == token, mediated_by(seen_by)))
    if person is None:
        raise NotFound
    return person
