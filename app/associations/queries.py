"""Finding associations and their members."""

from typing import Any

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import Select, case, func, or_, select
from werkzeug.exceptions import NotFound

from app.accounts.models import Account, Role
from app.associations.models import Association, Membership, State
from app.extensions import db
from app.territories.queries import simplified

NUMBERED = (State.SUBMITTED, State.VERIFIED, State.SUSPENDED)


def association_of(account: Account) -> Association | None:
    """Give the association this account acts for."""
    return db.session.scalar(
        select(Association).join(Membership).where(Membership.account_id == account.id)
    )


def find(token: str, seen_by: Any) -> Association:
    """Find an association by the token of its address, if this account may read it."""
    statement = select(Association).where(Association.token == token)
    role = getattr(seen_by, "role", None)
    if role != Role.PILOT:
        statement = statement.where(Association.is_shown)
    association = db.session.scalar(statement)
    if association is None:
        raise NotFound
    return association


def members_of(association: Association) -> list[Membership]:
    """List who acts for an association, first come first."""
    return list(
        db.session.scalars(
            select(Membership)
            .where(Membership.association_id == association.id)
            .order_by(Membership.id)
        )
    )


def find_member(token: str, association: Association) -> Membership:
    """Find a member of this association by the token of their account."""
    membership = db.session.scalar(
        select(Membership)
        .join(Account, Account.id == Membership.account_id)
        .where(Account.token == token, Membership.association_id == association.id)
    )
    if membership is None:
        raise NotFound
    return membership


def namesake(association: Association, rna: str | None, siret: str | None) -> bool:
    """Tell whether another association, sent or verified, already has this number."""
    same = [Association.rna == rna] if rna else []
    same += [Association.siret == siret] if siret else []
    if not same:
        return False
    found = select(Association.id).where(
        or_(*same), Association.id != association.id, Association.state.in_(NUMBERED)
    )
    return db.session.scalar(found.limit(1)) is not None


def to_verify() -> list[Association]:
    """List the associations that wait for a pilote, longest first."""
    return list(
        db.session.scalars(
            select(Association)
            .where(Association.state == State.SUBMITTED)
            .order_by(Association.state_since, Association.id)
        )
    )


def counts() -> dict[str, int]:
    """Count the associations in each state."""
    rows = db.session.execute(
        select(Association.state, func.count()).group_by(Association.state)
    ).all()
    return {row[0]: row[1] for row in rows}


def search(words: str, state: str | None, page: int) -> Pagination:
    """Page through associations whose name or number holds these words; to verify first."""
    statement: Select[Association] = select(Association).order_by(
        case((Association.state == State.SUBMITTED, 0), else_=1),
        Association.state_since.desc(),
        Association.id.desc(),
    )
    if state:
        statement = statement.where(Association.state == state)
    if words:
        statement = statement.where(_holds(words))
    return db.paginate(statement, page=page, per_page=25, max_per_page=25, error_out=False)


def _holds(words: str) -> Any:
    """Match a name whatever its accents and capitals, or the beginning of a number."""
    plain = "".join(words.split()).upper()
    return or_(
        Association.search_name.contains(simplified(words), autoescape=True),
        *(
            column.startswith(plain, autoescape=True)
            for column in (Association.rna, Association.siren, Association.siret)
        ),
    )
