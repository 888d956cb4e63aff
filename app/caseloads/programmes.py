"""The actions of the département: yearly or one-off, run by one or several operators."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import selectinload
from werkzeug.exceptions import NotFound

from app import journal
from app.accounts.models import Account
from app.caseloads.models import Operator, Programme, programme_operators
from app.extensions import db
from app.lifecycle import flush_or_conflict


def programmes() -> list[Programme]:
    """List the actions, those under way and to come first, with their operators."""
    return list(
        db.session.scalars(
            select(Programme)
            .options(selectinload(Programme.operators))
            .order_by(
                Programme.until.is_not(None), Programme.until.desc(), Programme.name, Programme.id
            )
        )
    )


def programmes_for(operator_id: int | None, day: date) -> list[Programme]:
    """List the actions of an operator on a day, by name: where something may be attached.

    An action without operator is for everyone; so is any action when no operator is named.
    """
    wanted = select(Programme).where(
        Programme.since <= day, or_(Programme.until.is_(None), Programme.until >= day)
    )
    if operator_id is not None:
        ours = select(programme_operators.c.programme_id).where(
            programme_operators.c.operator_id == operator_id
        )
        any_ = select(programme_operators.c.programme_id)
        wanted = wanted.where(or_(Programme.id.in_(ours), Programme.id.not_in(any_)))
    return list(db.session.scalars(wanted.order_by(Programme.name, Programme.id)))


def find(token: str) -> Programme:
    """Find an action by its token."""
    found = db.session.scalar(select(Programme).where(Programme.token == token))
    if found is None:
        raise NotFound
    return found


def named(name: str) -> Programme | None:
    """Find an action by its name, whatever its letter case."""
    return db.session.scalar(select(Programme).where(func.lower(Programme.name) == name.lower()))


def chosen(tokens: Iterable[str]) -> list[Operator]:
    """Give the operators that these tokens name, by name."""
    wanted = select(Operator).where(Operator.token.in_(list(tokens))).order_by(Operator.name)
    return list(db.session.scalars(wanted))


def create(facts: Mapping[str, Any], by: Account) -> Programme:
    """Register an action."""
    programme = Programme(**facts)
    db.session.add(programme)
    db.session.flush()
    journal.record("create", programme, by=by)
    return programme


def change(programme: Programme, facts: Mapping[str, Any], by: Account) -> None:
    """Change the name, the dates or the operators of an action."""
    for name, value in facts.items():
        setattr(programme, name, value)
    journal.record("change", programme, by=by)
    flush_or_conflict()
