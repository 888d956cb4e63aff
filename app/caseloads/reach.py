"""Whom a référent mediates for, as selections that stay quick in a whole département.

Each selection starts from what an index gives: the assignments of a référent, the inhabitants of
a few communes. A condition « followed or queued » on every volunteer of the base would read them
all, for each thing that a page lists.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    and_,
    exists,
    literal,
    or_,
    select,
    union,
)
from sqlalchemy.orm import aliased

from app import clock
from app.accounts.models import Account, Role
from app.caseloads.covers import covered_by
from app.caseloads.models import Assignment, Holding
from app.extensions import db
from app.territories.models import territory_communes

KNOWN = "_mediated_now"


def is_current() -> ColumnElement[bool]:
    """Select the assignments of today."""
    day = clock.today()
    return and_(Assignment.since <= day, or_(Assignment.until.is_(None), Assignment.until >= day))


def in_charge(referent: Account) -> CompoundSelect[int]:
    """Select a référent, and the colleagues whom they cover today."""
    return union(select(literal(referent.id)), covered_by(referent))


def followed_ids(referent: Account) -> Select[int]:
    """People assigned to this référent, or to a colleague whom they cover today."""
    return select(Assignment.volunteer_id).where(
        is_current(), Assignment.referent_id.in_(in_charge(referent))
    )


def _looked_after() -> Select[str]:
    """Communes of the territories that an active référent holds."""
    holder = aliased(Account)
    return (
        select(territory_communes.c.commune_code)
        .join(Holding, Holding.territory_id == territory_communes.c.territory_id)
        .join(holder, holder.id == Holding.referent_id)
        .where(holder.closed_at.is_(None), holder.role == Role.REFERENT)
    )


def queue_ids(referent: Account) -> Select[int]:
    """Accounts without référent, in a commune of a territory they hold, or that nobody holds.

    Their role is for the reader to check: asked here, it would have every volunteer read.
    """
    person, inhabitant = aliased(Account), aliased(Account)
    held = _looked_after().where(Holding.referent_id.in_(in_charge(referent)))
    inhabited = select(inhabitant.commune_code).where(inhabitant.commune_code.is_not(None))
    unheld = inhabited.distinct().except_(_looked_after())
    followed = exists().where(Assignment.volunteer_id == person.id, is_current())
    return select(person.id).where(
        or_(
            person.commune_code.in_(held),
            person.commune_code.in_(unheld),
            person.commune_code.is_(None),
        ),
        ~followed,
    )


def mediated_ids(referent: Account) -> CompoundSelect[int]:
    """Everyone this référent mediates for: followed, covered, queued."""
    return union(followed_ids(referent), queue_ids(referent))


def is_mediated(referent: Account, volunteer_id: int) -> bool:
    """Tell whether this référent mediates for one person: the same rule, asked of one row."""
    person = aliased(Account)
    followed = exists().where(Assignment.volunteer_id == person.id, is_current())
    own = exists().where(
        Assignment.volunteer_id == person.id,
        is_current(),
        Assignment.referent_id.in_(in_charge(referent)),
    )
    held = _looked_after().where(Holding.referent_id.in_(in_charge(referent)))
    around = or_(
        person.commune_code.is_(None),
        person.commune_code.in_(held),
        person.commune_code.not_in(_looked_after()),
    )
    found = select(person.id).where(
        person.id == volunteer_id,
        person.role == Role.VOLUNTEER,
        or_(own, and_(~followed, around)),
    )
    return db.session.scalar(found) is not None


def mediated_by(referent: Account) -> ColumnElement[bool]:
    """Select, among volunteers, those this référent mediates for."""
    known: frozenset[int] | None = referent.__dict__.get(KNOWN)
    ids = mediated_ids(referent) if known is None else known
    return and_(Account.role == Role.VOLUNTEER, Account.id.in_(ids))


@contextmanager
def known_once(referent: Account) -> Iterator[None]:
    """Find whom a référent mediates for once, for a page that lists ten kinds of things to read.

    For reading only: what is decided inside would not be seen.
    """
    everyone = select(Account.id).where(mediated_by(referent))
    referent.__dict__[KNOWN] = frozenset(db.session.scalars(everyone))
    try:
        yield
    finally:
        referent.__dict__.pop(KNOWN, None)
