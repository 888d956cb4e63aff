"""Who is still accompanied, among the people a référent follows."""

from collections.abc import Collection
from datetime import date, timedelta

from sqlalchemy import func, select

from app.accompaniments.models import Episode
from app.accounts.models import Account
from app.caseloads.models import Assignment
from app.caseloads.queries import people_of
from app.extensions import db


def left_on(ended: date | None, taken: date | None, until: date | None) -> date | None:
    """Give the day someone left, unless they were let go since, then taken on again.

    ``taken`` is the day their last référent began, ``until`` the last day of one before.
    """
    if ended and taken and until and taken > max(ended, until + timedelta(days=1)):
        return None
    return ended


def going_on(referent: Account) -> list[Account]:
    """List the people this référent follows or covers, but those whose accompaniment is over."""
    people = people_of(referent)
    over = _over([one.id for one in people])
    return [one for one in people if one.id not in over]


def _over(ids: Collection[int]) -> set[int]:
    under_way = select(Episode.volunteer_id).where(Episode.ended_on.is_(None))
    rows = db.session.execute(
        select(
            Episode.volunteer_id,
            func.max(Episode.ended_on),
            func.max(Assignment.since),
            func.max(Assignment.until),
        )
        .join(Assignment, Assignment.volunteer_id == Episode.volunteer_id)
        .where(Episode.volunteer_id.in_(ids), Episode.volunteer_id.not_in(under_way))
        .group_by(Episode.volunteer_id)
    )
    return {person for person, *days in rows if left_on(*days)}
