"""A meeting as a calendar entry: neutral words, one identity, a number that grows with changes."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from icalendar import Calendar, Event, Timezone

from app import clock
from app.introductions.models import Introduction

NAME = "rendez-vous.ics"
LASTS = timedelta(hours=1)


def entry(
    introduction: Introduction, public_url: str, *, cancelled: bool = False
) -> tuple[str, str]:
    """Give the name and the text of the calendar file of the first meeting."""
    calendar = Calendar()
    calendar.add("prodid", "-//Rendez-vous//FR")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancelled else "PUBLISH")
    calendar.add_component(Timezone.from_tzid("Europe/Paris"))
    calendar.add_component(_event(introduction, public_url, cancelled=cancelled))
    return NAME, calendar.to_ical().decode()


def _event(introduction: Introduction, public_url: str, *, cancelled: bool) -> Event:
    starts = introduction.meeting_at
    assert starts is not None  # noqa: S101 - asked for when a meeting is planned only
    event = Event()
    event.add("uid", f"{introduction.token}@{urlsplit(public_url).hostname}")
    event.add("sequence", introduction.meeting_sequence)
    event.add("dtstamp", clock.now())
    event.add("dtstart", _local(starts))
    event.add("dtend", _local(starts + LASTS))
    event.add("summary", "Rendez-vous")
    event.add("location", introduction.meeting_place)
    if introduction.meeting_with:
        event.add("description", f"Demandez {introduction.meeting_with}.")
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    return event


def _local(moment: datetime) -> datetime:
    return clock.in_paris(moment)
