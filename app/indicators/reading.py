"""Reading dated records for some periods: a few whole columns, no object of the ORM."""

from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any

from flask import current_app
from sqlalchemy import Executable, and_, select
from sqlalchemy.sql import ColumnElement

from app import clock
from app.accounts.models import Account
from app.extensions import db
from app.indicators.periods import Period


class _Hours(dict[int, date]):
    """The civil day of each hour met, worked out once."""

    def of(self, moment: datetime) -> date:
        """Give the civil day of a moment."""
        hour = moment.toordinal() * 24 + moment.hour
        known = self.get(hour)
        if known is None:
            known = self[hour] = clock.in_paris(moment).date()
        return known


_hours = _Hours()
_said_hours: dict[str, date] = {}


def read_moment(said: Any) -> date | None:
    """Read the civil day of a moment as the engine gives it: text in UTC on SQLite."""
    if said is None:
        return None
    if isinstance(said, datetime):
        return _hours.of(said.astimezone(UTC))
    hour = str(said)[:13]
    known = _said_hours.get(hour)
    if known is None:
        moment = datetime.fromisoformat(f"{hour}:00").replace(tzinfo=UTC)
        known = _said_hours[hour] = _hours.of(moment)
    return known


def paris_day(moment: datetime | None) -> date | None:
    """Give the civil day of a moment."""
    return _hours.of(moment) if moment else None


def fetched(wanted: Executable) -> list[Any]:
    """Read columns as plain tuples, without the work that objects ask for."""
    return list(db.session.connection().execute(wanted).all())


class _Days(dict[Any, Any]):
    """Days as the database gives them, each read once: few days make many rows."""

    def __missing__(self, said: Any) -> Any:
        """Read a day: text on SQLite, a date already on PostgreSQL."""
        self[said] = date.fromisoformat(said) if isinstance(said, str) else said
        return self[said]


def poured(wanted: Executable) -> list[tuple[Any, ...]]:
    """Read a great many rows as the engine gives them; ``read_day`` then reads their days."""
    result = db.session.connection().execute(wanted)
    rows: Any = result.cursor.fetchall()
    result.close()
    return list(rows)


read_day = _Days().__getitem__


class Reading:
    """What every source needs: the days asked for, today, and who is real."""

    def __init__(self, *periods: Period, as_of: date | None = None) -> None:
        self.as_of = as_of or clock.today()
        self.since = min(period.since for period in periods)
        self.until = min(max(period.until for period in periods), self.as_of)
        self.kept: dict[Any, Any] = {}
        self.followup_from = current_app.config["SETTINGS"].followup_from
        db.session.flush()

    @cached_property
    def practice(self) -> frozenset[int]:
        """People who are not real, and count nowhere."""
        return frozenset(db.session.scalars(select(Account.id).where(Account.is_practice)))

    def real(self, wanted: Executable) -> list[Any]:
        """Read tuples whose person, in the second place, is real."""
        return self._real(fetched(wanted))

    def many_real(self, wanted: Executable) -> list[Any]:
        """Read a great many tuples whose person, in the second place, is real."""
        return self._real(poured(wanted))

    def _real(self, rows: list[Any]) -> list[Any]:
        practice = self.practice
        return [row for row in rows if row[1] not in practice] if practice else rows

    def between(self, column: Any) -> ColumnElement[bool]:
        """Ask for a day within the periods."""
        return and_(column >= self.since, column <= self.until)
