"""Reading dated records for some periods: a few whole columns, no object of the ORM."""

from datetime import date, datetime
from functools import cached_property
from typing import Any

from sqlalchemy import Executable, and_, select
from sqlalchemy.sql import ColumnElement

from app import clock
from app.accounts.models import Account, Role
from app.extensions import db
from app.indicators.periods import Period


def paris_day(moment: datetime | None) -> date | None:
    """Give the civil day of a moment."""
    return clock.in_paris(moment).date() if moment else None


def fetched(wanted: Executable) -> list[Any]:
    """Read columns as plain tuples."""
    return list(db.session.execute(wanted).all())


class Reading:
    """What every source needs: the days asked for, today, and who is real."""

    def __init__(self, *periods: Period, as_of: date | None = None) -> None:
        self.as_of = as_of or clock.today()
        self.since = min(period.since for period in periods)
        self.until = min(max(period.until for period in periods), self.as_of)
        self.kept: dict[Any, Any] = {}

    @cached_property
    def practice(self) -> frozenset[int]:
        """People who are not real, and count nowhere."""
        return frozenset(
            db.session.scalars(
                select(Account.id).where(Account.is_practice, Account.role == Role.VOLUNTEER)
            )
        )

    def real(self, wanted: Executable, at: int = 1) -> list[Any]:
        """Read tuples whose person, in this place, is real."""
        practice = self.practice
        rows = fetched(wanted)
        return [row for row in rows if row[at] not in practice] if practice else rows

    def between(self, column: Any) -> ColumnElement[bool]:
        """Ask for a day within the periods."""
        return and_(column >= self.since, column <= self.until)
