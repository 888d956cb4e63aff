"""Which weights rank from now on: the version a pilote chose last, or those written by hand."""

import copy
from typing import Any

from sqlalchemy import select

from app import journal
from app.extensions import db
from app.missions.index import current
from app.suggestions.models import WeightUse, WeightVersion
from matching import Ranker
from matching.learning import HAND

SEEN = 10


def last_uses(most: int = 2) -> list[WeightUse]:
    """List the last words on which version ranks, the one in force first."""
    wanted = select(WeightUse).order_by(WeightUse.id.desc()).limit(most)
    return list(db.session.scalars(wanted))


def in_force() -> WeightVersion | None:
    """Give the version that ranks now; None for the hand weights."""
    uses = last_uses(1)
    return uses[0].version if uses else None


def weighing(version: WeightVersion | None) -> dict[str, float]:
    """Give how much each criterion counts; one that a version does not know keeps ours."""
    learned = version.weights if version else {}
    return {name: float(learned.get(name, hand)) for name, hand in HAND.items()}


def ranker() -> Ranker:
    """Give this process’s ranker, with the weights in force as the database has them now."""
    return weighed(in_force())


def weighed(version: WeightVersion | None) -> Ranker:
    """Give a ranker over the same missions, with the weights of a version."""
    ranks = copy.copy(current().ranker)
    ranks.weights = weighing(version) if version else None
    return ranks


def versions() -> list[WeightVersion]:
    """List the last versions, newest first."""
    wanted = select(WeightVersion).order_by(WeightVersion.id.desc()).limit(SEEN)
    return list(db.session.scalars(wanted))


def version_numbered(number: int) -> WeightVersion | None:
    """Find a version by the number people read."""
    return db.session.get(WeightVersion, number)


def version_at(token: str) -> WeightVersion | None:
    """Find a version by the token of its address."""
    return db.session.scalar(select(WeightVersion).where(WeightVersion.token == token))


def use(version: WeightVersion | None, by: Any) -> WeightUse:
    """Have a version rank from now on, in every process; None for the hand weights."""
    chosen = WeightUse(version_id=version.id if version else None, by_id=by.id if by else None)
    db.session.add(chosen)
    journal.record("use_weights", chosen, by=by)
    return chosen
