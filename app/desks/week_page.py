"""The page of « Ma semaine », made to be printed, and the same week as a calendar file."""

from datetime import date, timedelta
from urllib.parse import urlsplit

from flask import Response, current_app, render_template, request
from icalendar import Calendar, Event, Timezone

from app import clock
from app.accounts.models import Role
from app.caseloads import covers
from app.desks import week as weeks
from app.desks.views import blueprint
from app.desks.week import Entry
from app.forms import read_day
from app.letters.models import public_url
from app.web import me, only

LASTS = timedelta(hours=1)
NAME = "semaine.ics"


def monday_asked() -> date:
    """Read the week asked for; today’s when nothing readable is."""
    return weeks.monday_of(read_day(request.args.get("du", "")) or clock.today())


@blueprint.get("/referent/semaine")
@only(Role.REFERENT)
def week() -> str:
    """What is fixed on each day of a week."""
    monday = monday_asked()
    return render_template(
        "desks/week.html",
        days=weeks.of(me(), monday),
        monday=monday,
        sunday=monday + timedelta(days=6),
        before=monday - timedelta(days=7),
        after=monday + timedelta(days=7),
        is_now=monday == weeks.monday_of(clock.today()),
        today=clock.today(),
        covers=covers.today(me()),
    )


@blueprint.get("/referent/semaine/semaine.ics")
@only(Role.REFERENT)
def week_file() -> Response:
    """The same week as a calendar file: first names only, and no reason."""
    calendar = Calendar()
    calendar.add("prodid", "-//Semaine//FR")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(Timezone.from_tzid("Europe/Paris"))
    for day in weeks.of(me(), monday_asked()):
        for entry in day.entries:
            if entry.key:
                calendar.add_component(_event(entry))
    made = current_app.make_response(calendar.to_ical())
    made.headers["Content-Type"] = "text/calendar; charset=utf-8"
    made.headers["Content-Disposition"] = f"attachment; filename={NAME}"
    return made


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", f"{entry.key}@{urlsplit(public_url()).hostname}")
    event.add("dtstamp", clock.now())
    event.add("summary", entry.summary)
    event.add("location", entry.place)
    if entry.at is None:
        event.add("dtstart", entry.on)
    else:
        starts = clock.in_paris(entry.at)
        ends = clock.in_paris(entry.ends_at) if entry.ends_at else starts + LASTS
        event.add("dtstart", starts)
        event.add("dtend", ends)
    return event
