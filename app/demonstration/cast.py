"""Everyone and everything loaded so far, by slug, and the calendar that dates their stories."""

import hashlib
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from app import clock
from app.accounts.models import Account
from app.associations.models import Association
from app.caseloads.models import Programme
from app.extensions import db
from app.introductions.models import Introduction
from app.journal import Actor, Event, Subject
from app.missions.models import Mission
from app.profiles.models import Profile
from app.territories.models import Commune, Territory


def draw(text: str) -> bytes:
    """Give bytes that look drawn by lot and are the same each time."""
    return hashlib.blake2b(f"demonstration {text}".encode(), digest_size=16).digest()


def token(kind: str, slug: str) -> str:
    """Give the token of a page: the same each time, so that pictures and links stay good."""
    return urlsafe_b64encode(draw(f"{kind} {slug}")).decode().rstrip("=")


@dataclass(frozen=True)
class Calendar:
    """Turns « so many days from today » into days and moments; nothing past is ever to come."""

    now: datetime

    @property
    def today(self) -> date:
        """The civil day it is."""
        return clock.in_paris(self.now).date()

    def day(self, offset: int) -> date:
        """Give the civil day that many days from today."""
        return self.today + timedelta(days=offset)

    def moment(self, offset: int, hour: int = 10, minute: int = 0) -> datetime:
        """Give that hour of that day; what has already been done was done before now."""
        told = clock.from_paris(self.day(offset), hour, minute)
        return told if offset > 0 else min(told, self.now - timedelta(minutes=20 - hour // 2))

    def falling_on(self, offset: int, weekday: int) -> date:
        """Give the first such day of the week from that day on."""
        day = self.day(offset)
        return day + timedelta(days=(weekday - day.weekday()) % 7)

    def not_a_sunday(self, offset: int) -> date:
        """Give that day, or its neighbour towards the far side of today if it is a Sunday."""
        day = self.day(offset)
        if day.weekday() != 6:
            return day
        return day + timedelta(days=1 if offset > 0 else -1)


@dataclass
class Cast:
    """What later files refer to by slug."""

    calendar: Calendar
    password_hash: str
    communes: dict[str, Commune] = field(default_factory=dict)
    territories: dict[str, Territory] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    profiles: dict[str, Profile] = field(default_factory=dict)
    followers: dict[str, Account | None] = field(default_factory=dict)
    associations: dict[str, Association] = field(default_factory=dict)
    speakers: dict[str, Account] = field(default_factory=dict)
    missions: dict[str, Mission] = field(default_factory=dict)
    introductions: dict[str, Introduction] = field(default_factory=dict)
    programme: Programme | None = None

    def note(self, verb: str, subject: Subject, by: Actor | None, at: datetime) -> None:
        """Write in the journal that someone, or the clock, did this on that day."""
        db.session.add(
            Event(
                at=at,
                actor_id=by.id if by else None,
                verb=verb,
                subject_type=subject.__tablename__,
                subject_id=subject.id,
            )
        )
