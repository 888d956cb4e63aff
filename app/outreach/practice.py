"""Someone who is not real, to learn with: counts nowhere, reaches nobody, goes without trace."""

from typing import Any

from sqlalchemy import Table, delete, select, update

from app import journal
from app.accompaniments import actions as accompaniments
from app.accounts.models import Account, Role
from app.caseloads import actions as caseloads
from app.caseloads.models import Holding
from app.extensions import db
from app.lifecycle import AlreadyDone
from app.profiles.models import Profile
from app.territories.models import territory_communes

THEIRS = frozenset({"volunteer_id", "to_id", "account_id", "owner_id"})


def person_of(referent: Account) -> Account | None:
    """Give the person this référent practises with, if there is one."""
    return db.session.scalar(
        select(Account)
        .where(
            Account.opened_by_id == referent.id, Account.is_practice, Account.closed_at.is_(None)
        )
        .order_by(Account.id)
        .limit(1)
    )


def begin(by: Account) -> Account:
    """Make someone to practise with, whom this référent follows and whose interviews may start."""
    if person_of(by) is not None:
        raise AlreadyDone
    person = Account(
        role=Role.VOLUNTEER,
        is_practice=True,
        first_name="Camille",
        last_name="Exemple",
        commune_code=_somewhere(by),
        opened_by_id=by.id,
    )
    db.session.add(person)
    db.session.flush()
    db.session.add(Profile(account_id=person.id))
    caseloads.follow(person, by=by)
    accompaniments.refer(person, by=by)
    journal.record("practise", person, by=by)
    return person


def _somewhere(referent: Account) -> str | None:
    held = (
        select(territory_communes.c.commune_code)
        .join(Holding, Holding.territory_id == territory_communes.c.territory_id)
        .where(Holding.referent_id == referent.id)
        .order_by(territory_communes.c.commune_code)
    )
    return db.session.scalar(held.limit(1)) or referent.commune_code


def remove(by: Account) -> None:
    """Do away with the person one practised with, and all that was written about them."""
    person = person_of(by)
    if person is None:
        raise AlreadyDone
    journal.record("stop_practising", person, by=by)
    db.session.flush()
    _erase(Account.metadata.tables["accounts"], [person.id])
    db.session.expire_all()


def _erase(table: Table, ids: list[Any]) -> None:
    """Delete rows after those that are about them; what only mentions them forgets it."""
    if not ids:
        return
    for other in table.metadata.sorted_tables:
        for column in _pointing(other, table):
            _let_go(other, column, ids, table)
    db.session.execute(delete(table).where(table.c.id.in_(ids)))


def _pointing(other: Table, table: Table) -> list[Any]:
    return [
        key.parent
        for key in sorted(other.foreign_keys, key=lambda key: key.parent.name)
        if key.column.table is table and key.column.name == "id"
    ]


def _let_go(other: Table, column: Any, ids: list[Any], table: Table) -> None:
    pointed = column.in_(ids)
    theirs = table.name == "accounts" and column.name in THEIRS
    if column.nullable and not theirs:
        db.session.execute(update(other).where(pointed).values({column.name: None}))
    elif "id" in other.c and other is not table:
        _erase(other, list(db.session.scalars(select(other.c.id).where(pointed))))
    else:
        db.session.execute(delete(other).where(pointed))
