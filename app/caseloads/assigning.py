"""Writing who follows whom, for which operator and which territory, without rewriting the past."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ScalarSelect, func, or_, select
from sqlalchemy.exc import IntegrityError

from app import clock
from app.accounts.models import Account
from app.caseloads.models import Assignment, Post
from app.extensions import db
from app.lifecycle import TakenMeanwhile
from app.territories.models import territory_communes
from app.worker import duty


@dataclass(frozen=True)
class Place:
    """Where what happens to someone belongs: an operator and a territory."""

    operator_id: int | None
    territory_id: int | None


def _territory() -> ScalarSelect[int | None]:
    return (
        select(func.min(territory_communes.c.territory_id))
        .where(territory_communes.c.commune_code == Account.commune_code)
        .correlate(Account)
        .scalar_subquery()
    )


def _operator() -> ScalarSelect[int | None]:
    return (
        select(Post.operator_id)
        .where(Post.account_id == Assignment.referent_id)
        .correlate(Assignment)
        .scalar_subquery()
    )


def place_of(person: Account, referent_id: int) -> Place:
    """Tell for which operator and territory this référent would follow this person today."""
    db.session.flush()
    operator = select(Post.operator_id).where(Post.account_id == referent_id).scalar_subquery()
    found = db.session.execute(
        select(operator, _territory()).select_from(Account).where(Account.id == person.id)
    ).one()
    return Place(*found)


def open_assignment(volunteer_id: int) -> Assignment | None:
    """Find the assignment under way of a person."""
    return db.session.scalar(
        select(Assignment).where(
            Assignment.volunteer_id == volunteer_id, Assignment.until.is_(None)
        )
    )


def begin(person: Account, referent_id: int) -> Assignment:
    """Have a référent follow a person from today; of two at once, one does."""
    place = place_of(person, referent_id)
    assignment = Assignment(
        volunteer_id=person.id,
        referent_id=referent_id,
        operator_id=place.operator_id,
        territory_id=place.territory_id,
        since=clock.today(),
    )
    try:
        with db.session.begin_nested():
            db.session.add(assignment)
    except IntegrityError as error:
        raise TakenMeanwhile from error
    return assignment


def succeed(current: Assignment, referent_id: int, place: Place) -> Assignment:
    """Write what holds from today: a new row, or the same one when it began today."""
    if current.since < clock.today():
        current.until = clock.today() - timedelta(days=1)
        db.session.flush()
        current = Assignment(volunteer_id=current.volunteer_id, since=clock.today())
        db.session.add(current)
    current.referent_id = referent_id
    current.operator_id = place.operator_id
    current.territory_id = place.territory_id
    db.session.flush()
    return current


def settle(person: Account) -> None:
    """Have what happens to a person from today belong to where they live now."""
    current = open_assignment(person.id)
    if current is None:
        return
    place = place_of(person, current.referent_id)
    if place != Place(current.operator_id, current.territory_id):
        succeed(current, current.referent_id, place)


@duty("caseloads settle", every=3600)
def settle_all() -> int:
    """Do the same for everyone whose territory was redrawn, or whose référent moved."""
    moved = db.session.scalars(
        select(Account)
        .join(Assignment, Assignment.volunteer_id == Account.id)
        .where(
            Assignment.until.is_(None),
            or_(
                Assignment.territory_id.is_distinct_from(_territory()),
                Assignment.operator_id.is_distinct_from(_operator()),
            ),
        )
        .order_by(Account.id)
    ).all()
    for person in moved:
        settle(person)
    db.session.commit()
    return len(moved)
