"""Periods people report on: civil half-years, years, or any two days, both inclusive."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app import terms
from app.phrases import short_day

FIRST_YEAR = 2000


@dataclass(frozen=True, order=True)
class Period:
    """Civil days of Europe/Paris, from one to another, both inclusive."""

    since: date
    until: date
    label: str = ""

    def __post_init__(self) -> None:
        """Refuse a period that ends before it begins."""
        if self.until < self.since:
            raise ValueError("a period ends after it begins")

    def __contains__(self, day: date | None) -> bool:
        """Tell whether a day falls in it; no day does not."""
        return day is not None and self.since <= day <= self.until

    @property
    def days(self) -> int:
        """How many days it lasts."""
        return (self.until - self.since).days + 1

    @property
    def name(self) -> str:
        """What people call it."""
        return self.label or _civil_name(self) or f"du {_said(self.since)} au {_said(self.until)}"

    @property
    def code(self) -> str:
        """How an address names it: « 2026-s1 », « 2026 », or its two days."""
        year = self.since.year
        for code, civil in ((f"{year}-s1", half(year, 1)), (f"{year}-s2", half(year, 2))):
            if (civil.since, civil.until) == (self.since, self.until):
                return code
        if (self.since, self.until) == (date(year, 1, 1), date(year, 12, 31)):
            return str(year)
        return f"{self.since}_{self.until}"

    def overlaps(self, since: date, until: date | None) -> bool:
        """Tell whether days from one to another, or open, share one with it."""
        return since <= self.until and (until is None or until >= self.since)

    def lived(self, as_of: date) -> "Period | None":
        """Give the part of it that has come, or nothing when it is all to come."""
        if as_of < self.since:
            return None
        return replace(self, until=min(self.until, as_of))

    def before(self) -> "Period":
        """Give the period to compare with: as many whole months, else as many days, just before."""
        months = (self.until.year - self.since.year) * 12 + self.until.month - self.since.month + 1
        last = self.since - timedelta(days=1)
        for count in (months, months - 1):
            if count > 0 and terms.end_of_term(self.since, count) == self.until:
                return Period(terms.months_later(self.since, -count), last)
        return Period(self.since - timedelta(days=self.days), last)


def half(year: int, number: int) -> Period:
    """Give a civil half-year."""
    if number == 1:
        return Period(date(year, 1, 1), date(year, 6, 30))
    return Period(date(year, 7, 1), date(year, 12, 31))


def year(number: int) -> Period:
    """Give a civil year."""
    return Period(date(number, 1, 1), date(number, 12, 31))


def current_half(day: date) -> Period:
    """Give the half-year that holds a day."""
    return half(day.year, 1 if day.month <= 6 else 2)


def read(code: str) -> Period | None:
    """Read a period as addresses name it, or nothing when it names none."""
    if found := re.fullmatch(r"(\d{4})(?:-s([12]))?", code):
        number = int(found[1])
        if not FIRST_YEAR <= number <= 2100:
            return None
        return half(number, int(found[2])) if found[2] else year(number)
    found = re.fullmatch(r"(\d{4}-\d\d-\d\d)_(\d{4}-\d\d-\d\d)", code)
    try:
        if found:
            return Period(date.fromisoformat(found[1]), date.fromisoformat(found[2]))
    except ValueError:
        pass
    return None


def recent(day: date) -> list[Period]:
    """List the civil periods to choose from, the current half-year first."""
    halves = [current_half(day)]
    for _ in range(3):
        halves.append(halves[-1].before())
    return [*halves, year(day.year), year(day.year - 1)]


def _civil_name(period: Period) -> str:
    code = period.code
    if "_" in code:
        return ""
    number, _, rank = code.partition("-s")
    return {"": f"année {number}", "1": f"1er semestre {number}", "2": f"2e semestre {number}"}[
        rank
    ]


def _said(day: date) -> str:
    return short_day(day)
