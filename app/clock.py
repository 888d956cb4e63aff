"""What time it is: moments in UTC, civil days in Europe/Paris."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")


def now() -> datetime:
    """Give the present moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Give the civil day it is in France."""
    return now().astimezone(PARIS).date()


def in_paris(moment: datetime) -> datetime:
    """Give the same moment as clocks show it in France."""
    return moment.astimezone(PARIS)


def civil(value: date | datetime) -> date:
    """Give the civil day in France of a day or a moment."""
    return in_paris(value).date() if isinstance(value, datetime) else value


def from_paris(day: date, hour: int, minute: int = 0) -> datetime:
    """Give the UTC moment of a civil day and hour in France."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=PARIS).astimezone(UTC)


def working_days_ago(count: int) -> datetime:
    """Give the same hour so many working days before now: « sous deux jours ouvrés »."""
    moment = in_paris(now())
    while count:
        moment -= timedelta(days=1)
        count -= moment.weekday() < 5
    return moment.astimezone(UTC)
