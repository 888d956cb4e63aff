"""When the next interview is due: one a month, counted from the last one held."""

from datetime import date, timedelta

from app.terms import months_later

SOON = timedelta(days=7)


def next_due(started_on: date, last_held: date | None) -> date:
    """Give the day before which the next interview is to be held."""
    return months_later(max(started_on, last_held or started_on), 1)


def is_overdue(due_on: date, today: date) -> bool:
    """Tell whether that day is past: on the day itself there is still time."""
    return today > due_on


def is_soon(due_on: date, today: date) -> bool:
    """Tell whether it is past, or comes within a week."""
    return due_on <= today + SOON
