"""The dates of a placement: check-ins at day 7, day 30, then each month; the months of hours."""

from collections.abc import Iterator
from datetime import date, timedelta

FIRST_DAYS = (7, 30)


def check_in_days(started: date) -> Iterator[date]:
    """Give the days of « Comment ça va ? », without end."""
    for days in FIRST_DAYS:
        yield started + timedelta(days=days)
    months = 2
    while True:
        yield months_after(started, months)
        months += 1


def due_by(started: date, last: date) -> list[date]:
    """List the check-ins that fall due up to a day, inclusive."""
    found = []
    for day in check_in_days(started):
        if day > last:
            break
        found.append(day)
    return found


def months_after(day: date, months: int) -> date:
    """Give the same day some months later, or the last day of a shorter month."""
    year, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + year, month + 1, 1)
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(day.day, last.day))


def months_between(first: date, last: date) -> list[date]:
    """List the first days of the months from one day to another, the latest first."""
    found = []
    month = first.replace(day=1)
    while month <= last:
        found.append(month)
        month = months_after(month, 1)
    return found[::-1]
