"""Working days in France: Saturdays, Sundays and legal holidays are not."""

from datetime import date, timedelta

from dateutil.easter import easter

FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
AFTER_EASTER = (1, 39, 50)
DAY = timedelta(days=1)


def holidays(year: int, *, alsace_moselle: bool = False) -> frozenset[date]:
    """List the eleven legal holidays of a year, and the two more of Alsace-Moselle."""
    sunday = easter(year)
    found = {date(year, month, day) for month, day in FIXED}
    found |= {sunday + days * DAY for days in AFTER_EASTER}
    if alsace_moselle:
        found |= {sunday - 2 * DAY, date(year, 12, 26)}
    return frozenset(found)


def is_working(day: date, *, alsace_moselle: bool = False) -> bool:
    """Tell whether offices are open on this day."""
    return day.weekday() < 5 and day not in holidays(day.year, alsace_moselle=alsace_moselle)


def on_or_before(day: date, *, alsace_moselle: bool = False) -> date:
    """Give this day, or the working day before it."""
    while not is_working(day, alsace_moselle=alsace_moselle):
        day -= DAY
    return day
