"""An interview as a calendar entry, in neutral words: « Rendez-vous », with whom, where."""

from datetime import timedelta
from urllib.parse import urlsplit

from icalendar import Calendar, Event, Timezone

from app import clock
from app.accompaniments.models import Interview
from app.accompaniments.words import MeetingMode

NAME = "rendez-vous.ics"
LASTS = timedelta(hours=1)
ELSEWHERE: dict[str, str] = {
    MeetingMode.PHONE: "Par téléphone",
    MeetingMode.VIDEO: "En visio",
    MeetingMode.AT_HOME: "Chez vous",
}


def entry(interview: Interview, public_url: str, *, cancelled: bool = False) -> tuple[str, str]:
    """Give the name and the text of the calendar file of an interview."""
    calendar = Calendar()
    calendar.add("prodid", "-//Rendez-vous//FR")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancelled else "PUBLISH")
    calendar.add_component(Timezone.from_tzid("Europe/Paris"))
    event = _event(interview, public_url)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("dtstamp", clock.now())
    calendar.add_component(event)
    return NAME, calendar.to_ical().decode()


def _event(interview: Interview, public_url: str) -> Event:
    event = Event()
    event.add("uid", f"{interview.token}@{urlsplit(public_url).hostname}")
    event.add("sequence", interview.sequence)
    event.add("summary", "Rendez-vous")
    event.add("location", where(interview))
    event.add("description", f"Avec {interview.referent.full_name}.")
    if interview.at is None:
        event.add("dtstart", interview.on)
    else:
        starts = clock.in_paris(interview.at)
        event.add("dtstart", starts)
        event.add("dtend", starts + LASTS)
    return event


def where(interview: Interview) -> str:
    """Say where one meets, or how when it is not face to face."""
    return interview.place or ELSEWHERE.get(interview.mode, "")
