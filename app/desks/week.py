"""« Ma semaine »: what is fixed on each day, from a Monday to a Sunday."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask import url_for
from sqlalchemy import select

from app import clock
from app.accompaniments.calendar import where
from app.accompaniments.models import Episode, FollowUp, Interview
from app.accounts.models import Account
from app.caseloads.queries import followed_ids
from app.caseloads.reach import known_once
from app.contracts import queries as contracts
from app.extensions import db
from app.introductions.models import Introduction
from app.introductions.queries import visible_to
from app.workshops import queries as workshops

SAID = {"held": "fait", "no_show": "pas venu", "excused": "a prévenu"}
MET = ("meeting_planned", "met", "placed", "not_pursued")
DAYS = 7


@dataclass(frozen=True)
class Entry:
    """One thing of a day; without an hour it belongs to the whole day."""

    on: date
    title: str
    detail: str
    url: str
    key: str
    at: datetime | None = None
    ends_at: datetime | None = None
    summary: str = ""
    place: str = ""


@dataclass(frozen=True)
class Day:
    """A day and what it holds, by the hour."""

    on: date
    entries: list[Entry]


def monday_of(day: date) -> date:
    """Give the Monday of a day’s week."""
    return day - timedelta(days=day.weekday())


def of(referent: Account, monday: date) -> list[Day]:
    """Give the seven days of a week; an empty week-end is left out."""
    sunday = monday + timedelta(days=DAYS - 1)
    with known_once(referent):
        entries = [entry for read in READERS for entry in read(referent, monday, sunday)]
    entries.sort(key=lambda entry: (entry.at or clock.from_paris(entry.on, 0), entry.title))
    days = [monday + timedelta(days=n) for n in range(DAYS)]
    week = [Day(on, [entry for entry in entries if entry.on == on]) for on in days]
    return [day for day in week if day.entries or day.on.weekday() < 5]


def _interviews(referent: Account, first: date, last: date) -> Iterator[Entry]:
    found = db.session.scalars(
        select(Interview)
        .where(
            Interview.volunteer_id.in_(followed_ids(referent)),
            Interview.on.between(first, last),
            Interview.state != "cancelled",
        )
        .order_by(Interview.on, Interview.id)
    )
    for one in found:
        person, place = one.volunteer, where(one)
        said = SAID.get(one.state)
        yield Entry(
            on=one.on,
            at=one.at,
            title=f"Entretien avec {person.full_name}",
            detail=" · ".join(filter(None, (place, said))),
            url=url_for("accompaniments.meeting", token=person.token, interview=one.token),
            key=one.token,
            summary=f"Rendez-vous avec {person.first_name}",
            place=place,
        )


def _meetings(referent: Account, first: date, last: date) -> Iterator[Entry]:
    """Give the first meetings between people and associations."""
    starts, ends = clock.from_paris(first, 0), clock.from_paris(last + timedelta(days=1), 0)
    found = db.session.scalars(
        select(Introduction)
        .where(
            visible_to(referent),
            Introduction.state.in_(MET),
            Introduction.meeting_at >= starts,
            Introduction.meeting_at < ends,
        )
        .order_by(Introduction.meeting_at, Introduction.id)
    )
    for one in found:
        at = one.meeting_at or clock.now()
        coming = "vous accompagnez" if one.accompanied else ""
        place = one.meeting_place
        yield Entry(
            on=clock.in_paris(at).date(),
            at=at,
            title=f"{one.volunteer.full_name} rencontre {one.mission.association.name}",
            detail=" · ".join(filter(None, (place, coming))),
            url=url_for("introductions.show", token=one.token),
            key=one.token if one.accompanied else "",
            summary=f"Rencontre avec {one.volunteer.first_name}",
            place=place,
        )


def _sessions(referent: Account, first: date, last: date) -> Iterator[Entry]:
    for session in workshops.sessions_of(referent, first, last):
        yield Entry(
            on=session.on,
            at=session.starts_at,
            ends_at=session.ends_at,
            title=session.workshop.title,
            detail=session.place,
            url=url_for("workshops.session", token=session.token),
            key=session.token,
            summary=session.workshop.title,
            place=session.place,
        )


def _ends(referent: Account, first: date, last: date) -> Iterator[Entry]:
    """Give the last days of contracts."""
    for contract in contracts.ending(referent, last):
        if contract.ends_on and first <= contract.ends_on <= last:
            title = f"Contrat de {contract.volunteer.full_name} : dernier jour"
            url = url_for("contracts.show", token=contract.token)
            yield Entry(contract.ends_on, title, "", url, "")


def _steps(referent: Account, first: date, last: date) -> Iterator[Entry]:
    """Give the next steps that have a day, and the news to ask for six months after."""
    own = followed_ids(referent)
    steps = select(Episode).where(
        Episode.volunteer_id.in_(own),
        Episode.ended_on.is_(None),
        Episode.next_step_on.between(first, last),
    )
    for episode in db.session.scalars(steps.order_by(Episode.next_step_on, Episode.id)):
        person = episode.volunteer
        url = url_for("desks.person", token=person.token)
        on = episode.next_step_on or first
        yield Entry(on, f"{person.full_name} : {episode.next_step}", "prochaine étape", url, "")
    news = select(FollowUp).where(
        FollowUp.volunteer_id.in_(own),
        FollowUp.done_on.is_(None),
        FollowUp.due_on.between(first, last),
    )
    for row in db.session.scalars(news.order_by(FollowUp.due_on, FollowUp.id)):
        url = url_for("accompaniments.follow_up", token=row.volunteer.token)
        yield Entry(
            row.due_on, f"Nouvelles de {row.volunteer.full_name}", "six mois après", url, ""
        )


READERS: tuple[Callable[[Account, date, date], Iterator[Entry]], ...] = (
    _interviews,
    _meetings,
    _sessions,
    _ends,
    _steps,
)
