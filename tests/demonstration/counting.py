"""How many are in each state of a life."""

from sqlalchemy import func, select

from app.extensions import db


def states(life: type) -> dict[str, int]:
    rows = db.session.execute(select(life.state, func.count()).group_by(life.state))
    return dict(tuple(row) for row in rows)
