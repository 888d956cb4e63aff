"""Months counted as the law counts them: civil days of Europe/Paris, inclusive at both ends.

A term in months expires on the day of the same number, failing which on the last of the month
(Code de procédure civile, art. 641). Every term is counted from the same anchor, never from the
end of the one before: a contract of 31 August would drift to the 27th.
"""

from calendar import monthrange
from datetime import date, timedelta


def months_later(day: date, months: int) -> date:
    """Give the same day so many months later, or the last of that month when it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def end_of_term(anchor: date, months: int) -> date:
    """Give the last day of a term of so many months that begins on the anchor day."""
    target = months_later(anchor, months)
    return target - timedelta(days=1) if target.day == anchor.day else target
