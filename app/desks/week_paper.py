"""« Ma semaine » as a file to print."""

from datetime import date, timedelta

from babel.dates import format_date
from flask import Response

from app import phrases
from app.accounts.models import Role
from app.desks import week as weeks
from app.desks.views import blueprint
from app.desks.week import Day
from app.desks.week_page import monday_asked
from app.papers import serving
from app.papers.actions import typeset
from app.papers.shapes import Week, WeekDay, WeekLine
from app.web import me, only


@blueprint.get("/referent/semaine/semaine.pdf")
@only(Role.REFERENT)
def week_paper() -> Response:
    """Give the week; it is made anew each time and kept by nobody."""
    monday = monday_asked()
    week = Week(
        title=f"Ma semaine {_span(monday, monday + timedelta(days=6))}",
        days=[_day(day) for day in weeks.of(me(), monday)],
    )
    return serving.give(typeset(week.template, week.words()), "semaine.pdf")


def _span(since: date, until: date) -> str:
    """Say « du 23 au 29 novembre 2026 »."""
    first = format_date(since, "d" if since.month == until.month else "d MMMM", locale="fr")
    last = format_date(until, "d MMMM y", locale="fr")
    return f"du {_first(first)} au {_first(last)}"


def _first(said: str) -> str:
    number, _, rest = said.partition(" ")
    return f"1er {rest}".strip() if number == "1" else said


def _day(day: Day) -> WeekDay:
    return WeekDay(
        phrases.day(day.on).capitalize(),
        [
            WeekLine(phrases.hour(one.at) if one.at else "Ce jour", one.title, one.detail)
            for one in day.entries
        ],
    )
