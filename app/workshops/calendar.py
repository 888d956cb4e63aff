"""Sessions as calendar entries: one identity each, and a number that grows with changes."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from icalendar import Calendar, Event, Timezone

from app import clock
from app.workshops.models import Session

NAME = "atelier.ics"


def entry(
    sessions: Sequence[Session], public_url: str, *, cancelled: bool = False
) -> tuple[str, str]:
    """Give the name and the text of a calendar file of these sessions."""
    calendar = Calendar()
    calendar.add("prodid", "-//Ateliers//FR")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancelled else "PUBLISH")
    calendar.add_component(Timezone.from_tzid("Europe/Paris"))
    for session in sessions:
        calendar.add_component(_event(session, public_url, cancelled=cancelled))
    return NAME, calendar.to_ical().decode()


def _event(session: Session, public_url: str, *, cancelled: bool) -> Event:
    event = Event()
    event.add("uid", f"{session.token}@{urlsplit(public_url).hostname}")
    event.add("sequence", session.sequence)
    event.add("dtstamp", clock.now())
    event.add("dtstart", clock.in_paris(session.starts_at))
    event.add("dtend", clock.in_paris(session.ends_at))
    event.add("summary", session.workshop.title)
    event.add("location", session.place)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    return event
