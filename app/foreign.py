"""Dates, durations and lists in the languages other than French, as CLDR writes them.

Hours are written on 24 hours and days in the civil calendar: it is what doors and buses show here.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from math import ceil

from babel.dates import format_date, format_skeleton, get_day_names
from babel.lists import format_list
from babel.numbers import format_decimal

from app import clock
from app.languages import _, ngettext, spoken
from app.vocabulary import DAYS, PARTS

SEVERAL_DAYS = "{}: {}"


def day(value: date | datetime) -> str:
    """Say a day."""
    return format_date(clock.civil(value), "full", locale=spoken().locale)


def short_day(value: date) -> str:
    """Say a day in a narrow column."""
    return format_date(value, "medium", locale=spoken().locale)


def near_day(value: date) -> str:
    """Say a day in a narrower one, with its year when it is another."""
    if value.year != clock.today().year:
        return short_day(value)
    return format_skeleton("MMMd", value, locale=spoken().locale)


def month(value: date) -> str:
    """Say a month."""
    return format_skeleton("yMMMM", value, locale=spoken().locale)


def hour(value: datetime) -> str:
    """Say an hour."""
    return f"{clock.in_paris(value):%H:%M}"


def clock_time(value: datetime) -> str:
    """Say a precise time; the next minute when seconds are left."""
    return hour(value + timedelta(seconds=59))


def moment(value: datetime) -> str:
    """Say a day and its hour."""
    return str(_("%(day)s à %(hour)s", day=day(value), hour=hour(value)))


def ago(value: date | datetime) -> str:
    """Say how long ago, or how soon."""
    days = (clock.today() - clock.civil(value)).days
    near = {-1: _("demain"), 0: _("aujourd’hui"), 1: _("hier")}
    if days in near:
        return str(near[days])
    many = abs(days)
    if many >= 730:
        years = many // 365
        said = (
            ngettext("dans %(num)s an", "dans %(num)s ans", years)
            if days < 0
            else ngettext("il y a %(num)s an", "il y a %(num)s ans", years)
        )
    elif many >= 61:
        months = many * 12 // 365
        said = (
            ngettext("dans %(num)s mois", "dans %(num)s mois", months)
            if days < 0
            else ngettext("il y a %(num)s mois", "il y a %(num)s mois", months)
        )
    elif days < 0:
        said = ngettext("dans %(num)s jour", "dans %(num)s jours", many)
    else:
        said = ngettext("il y a %(num)s jour", "il y a %(num)s jours", many)
    return str(said)


def half_days(codes: Iterable[str]) -> str:
    """Say half-days in the order of the week, those of the same moments together."""
    kept = set(codes)
    names = get_day_names("wide", "stand-alone", locale=spoken().locale)
    days: dict[str, list[str]] = {}
    for number, (code, _name) in enumerate(DAYS):
        parts = listed([str(part) for p, part in PARTS if f"{code}-{p}" in kept])
        if parts:
            days.setdefault(parts, []).append(names[number])
    apart = "؛ " if spoken().direction == "rtl" else "; "
    return apart.join(SEVERAL_DAYS.format(listed(named), parts) for parts, named in days.items())


def hours(value: float) -> str:
    """Say a number of hours."""
    said = thousands(float(value))
    return str(ngettext("%(hours)s heure", "%(hours)s heures", ceil(value), hours=said))


def thousands(count: float) -> str:
    """Write a number."""
    return format_decimal(count, locale=spoken().locale)


def listed(words: Iterable[str]) -> str:
    """Say a list."""
    return format_list([str(word) for word in words], locale=spoken().locale)
