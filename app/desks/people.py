"""The people a référent mediates for, line by line, and one person’s file."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select

from app.accounts.models import Account
from app.extensions import db
from app.introductions.life import OPEN
from app.introductions.models import Introduction
from app.placements.life import AT_WORK
from app.placements.models import Placement
from app.profiles.models import Profile


@dataclass
class Line:
    """Where one person is: their profile, their requests under way, their missions."""

    person: Account
    profile_done: bool = False
    introductions: list[Introduction] = field(default_factory=list)
    placements: list[Placement] = field(default_factory=list)

    @property
    def last_news(self) -> datetime:
        """When something last moved for this person."""
        moves = [i.state_since for i in self.introductions]
        moves += [p.state_since for p in self.placements]
        return max(moves, default=self.person.created_at)


def lines(people: Iterable[Account]) -> list[Line]:
    """Give each person’s line, in the order given, with three queries whatever their number."""
    found = {person.id: Line(person) for person in people}
    if not found:
        return []
    for account_id in db.session.scalars(
        select(Profile.account_id).where(
            Profile.account_id.in_(found), Profile.confirmed_at.is_not(None)
        )
    ):
        found[account_id].profile_done = True
    for introduction in db.session.scalars(
        select(Introduction)
        .where(Introduction.volunteer_id.in_(found), Introduction.state.in_(OPEN))
        .order_by(Introduction.state_since, Introduction.id)
    ):
        found[introduction.volunteer_id].introductions.append(introduction)
    for placement in db.session.scalars(
        select(Placement)
        .where(Placement.volunteer_id.in_(found), Placement.state.in_(AT_WORK))
        .order_by(Placement.started_on, Placement.id)
    ):
        found[placement.volunteer_id].placements.append(placement)
    return list(found.values())


@dataclass(frozen=True)
class Happening:
    """One line of a person’s history, as the timeline shows it."""

    at: datetime | date
    title: str
    text: str | None = None
    private: bool = False


def history(person: Account) -> list[Happening]:
    """Tell what happened to this person on the site, newest first."""
    told = [Happening(person.created_at, "Inscription sur le site")]
    for introduction in db.session.scalars(
        select(Introduction).where(Introduction.volunteer_id == person.id).order_by(Introduction.id)
    ):
        told.extend(_of_introduction(introduction))
    for placement in db.session.scalars(
        select(Placement).where(Placement.volunteer_id == person.id).order_by(Placement.id)
    ):
        told.extend(_of_placement(placement))
    return sorted(told, key=_moment, reverse=True)


def _moment(happening: Happening) -> str:
    return happening.at.isoformat()


def _of_introduction(introduction: Introduction) -> Iterable[Happening]:
    title, name = introduction.mission.title, introduction.mission.association.name
    began = "Mission proposée" if introduction.origin == "suggested" else "Demande de la personne"
    yield Happening(introduction.created_at, f"{began} : {title}", name)
    if introduction.sent_at:
        yield Happening(introduction.sent_at, f"Demande envoyée à l’association : {title}")
    if introduction.meeting_at:
        yield Happening(
            introduction.meeting_at, f"Rendez-vous : {title}", introduction.meeting_place
        )


def _of_placement(placement: Placement) -> Iterable[Happening]:
    title = placement.mission.title
    yield Happening(placement.started_on, f"Début de la mission : {title}")
    if placement.ended_on:
        yield Happening(placement.ended_on, f"Fin de la mission : {title}")
