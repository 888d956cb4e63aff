"""« Ma semaine » as a file to print."""

from datetime import timedelta

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
    until = phrases.day(monday + timedelta(days=6))
    week = Week(
        title=f"Ma semaine, du {phrases.day(monday)} au {until}",
        days=[_day(day) for day in weeks.of(me(), monday)],
    )
    return serving.give(typeset(week.template, week.words()), "semaine.pdf")


def _day(day: Day) -> WeekDay:
    return WeekDay(
        phrases.day(day.on).capitalize(),
        [
            WeekLine(phrases.hour(one.at) if one.at else "Ce jour", one.title, one.detail)
            for one in day.entries
        ],
    )
