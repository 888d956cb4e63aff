"""The presence of a month, ticked in advance: everyone as planned, until someone says otherwise.

A line is someone at work whose hours nobody has counted yet for that month; its weeks are those of
the month, whole or not, when the mission was under way and that have begun.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import or_, select

from app import clock
from app.associations.models import Association
from app.associations.queries import members_of
from app.extensions import db
from app.introductions.reminders import HOUR
from app.letters import answer_links
from app.letters.answer_links import AnswerLink, Purpose
from app.letters.models import write
from app.missions.models import Mission
from app.placements import actions
from app.placements.models import Hours, Placement
from app.placements.schedule import months_after
from app.worker import duty

ASKED_UNTIL = 7  # the day of the month after which the month before is no longer asked for


@dataclass(frozen=True)
class Line:
    """One person at work: the weeks they were to come, and for how many hours each."""

    placement: Placement
    weeks: tuple[date, ...]
    hours: float | None

    @property
    def planned(self) -> float | None:
        """The hours of the month when everything went as planned."""
        return None if self.hours is None else len(self.weeks) * self.hours


def weeks_of(month: date) -> list[date]:
    """List the weeks of a month by their first day in it."""
    last = months_after(month, 1) - timedelta(days=1)
    found, day = [], month
    while day <= last:
        found.append(day)
        day += timedelta(days=7 - day.weekday())
    return found


def lines(association: Association, month: date) -> list[Line]:
    """List who was at work in a month and whose hours are not counted, by first name."""
    counted = select(Hours.placement_id).where(Hours.month == month)
    found = db.session.scalars(
        select(Placement)
        .join(Placement.mission)
        .where(
            Mission.association_id == association.id,
            Placement.state != "paused",
            Placement.started_on < months_after(month, 1),
            or_(Placement.ended_on.is_(None), Placement.ended_on >= month),
            Placement.id.not_in(counted),
        )
    )
    made = [_line(placement, month) for placement in found]
    kept = [line for line in made if line.weeks]
    return sorted(kept, key=lambda line: (line.placement.volunteer.first_name, line.placement.id))


def _line(placement: Placement, month: date) -> Line:
    until = min(placement.ended_on or clock.today(), clock.today())
    weeks = [
        day
        for day in weeks_of(month)
        if day <= until and _sunday(day) >= placement.started_on
    ]  # fmt: skip
    if placement.mission.one_off:
        weeks = weeks[:1]
    return Line(placement, tuple(weeks), placement.mission.hours_per_week)


def _sunday(day: date) -> date:
    return day + timedelta(days=6 - day.weekday())


def months_open(today: date) -> list[date]:
    """Give the months one may count: this one and the one before, the one to do first."""
    this = today.replace(day=1)
    before = months_after(this, -1)
    return [before, this] if today.day <= 15 else [this, before]


def declare(line: Line, month: date, hours: float, by: Any) -> None:
    """Count the hours of someone for the month; they are asked whether it is right."""
    actions.declare_hours(line.placement, month, hours, by=by)


def declare_as_planned(association: Association, month: date, by: Any) -> None:
    """Count everyone’s hours as planned, in one act; who has no number of hours is left out."""
    for line in lines(association, month):
        if line.planned:
            declare(line, month, line.planned, by)


@duty("placements presences", every=6 * HOUR)
def ask() -> int:
    """Ask each association, once, in the first days of a month, for the presence of the last."""
    if clock.today().day > ASKED_UNTIL:
        return 0
    month = months_after(clock.today().replace(day=1), -1)
    asked = 0
    for association in db.session.scalars(_to_ask(month)):
        found = lines(association, month)
        if any(line.planned for line in found):
            _ask(association, month, found)
            asked += 1
    db.session.commit()
    return asked


def _to_ask(month: date) -> Any:
    told = select(AnswerLink.subject_id).where(
        AnswerLink.purpose == Purpose.PRESENCES, AnswerLink.detail == month.isoformat()
    )
    at_work = select(Mission.association_id).join(Placement, Placement.mission_id == Mission.id)
    return select(Association).where(Association.id.in_(at_work), Association.id.not_in(told))


def _ask(association: Association, month: date, found: list[Line]) -> None:
    for membership in members_of(association):
        to = membership.account
        path = answer_links.path(Purpose.PRESENCES, association, to, month.isoformat())
        write(
            "placements/presences", to=to, about=association, month=month, count=len(found),
            path=path,
        )  # fmt: skip
