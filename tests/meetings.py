"""Introductions brought, by the real actions, to where a story begins."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from app import clock
from app.accounts.models import Account
from app.extensions import db
from app.introductions import actions, meetings
from app.introductions.actions import Release
from app.introductions.meetings import Meeting
from app.introductions.models import Introduction
from app.letters.models import Letter
from app.missions.models import Mission
from app.placements import actions as placements
from app.placements.actions import Beginning
from app.placements.models import Placement
from tests import people


@dataclass
class Cast:
    """Awa, Léa who mediates for her, and Jean, of the garden she asks for."""

    lea: Account = field(default_factory=people.a_referent)
    garden: Mission = field(default_factory=people.a_mission)
    awa: Account = field(init=False)
    jean: Account = field(init=False)

    def __post_init__(self) -> None:
        """Open the accounts that depend on the others."""
        self.awa = people.a_volunteer(followed_by=self.lea, skills=["jardiner"])
        self.jean = people.a_member(self.garden.association)


def asked(cast: Cast, *items: str, words: str = "") -> Introduction:
    """Have Awa ask."""
    release = Release(items or ("availability",), words)
    return _kept(actions.ask(cast.awa, cast.garden, release, by=cast.awa))


def suggested(cast: Cast, proposal: str = "") -> Introduction:
    """Have Léa propose."""
    return _kept(actions.suggest(cast.awa, cast.garden, proposal, by=cast.lea))


def sent(cast: Cast, *items: str, words: str = "") -> Introduction:
    """Have the request reach the association."""
    made = asked(cast, *items, words=words)
    actions.approve(made, "", by=cast.lea)
    return _kept(made)


def accepted(cast: Cast, *items: str) -> Introduction:
    """Have the association say yes."""
    made = sent(cast, *items)
    actions.accept(made, "", by=cast.jean)
    return _kept(made)


def planned(cast: Cast, in_days: float = 3) -> Introduction:
    """Have a first meeting proposed."""
    made = accepted(cast)
    at = (clock.now() + timedelta(days=in_days)).replace(second=0, microsecond=0)
    meetings.plan(made, Meeting(at, "3 rue des Lilas", "Mme Rossi"), by=cast.jean)
    return _kept(made)


def met(cast: Cast) -> Introduction:
    """Have the first meeting behind them."""
    made = planned(cast)
    made.meeting_at = clock.now() - timedelta(hours=1)
    meetings.meet(made, by=cast.jean)
    return _kept(made)


def at_work(cast: Cast, days_ago: int = 0, *, trial: bool = True) -> Placement:
    """Have Awa at work in the garden since some days."""
    started = clock.today() - timedelta(days=days_ago)
    return _kept(placements.begin(met(cast), Beginning(started, trial=trial), by=cast.jean))


def _kept(thing: Any) -> Any:
    db.session.commit()
    return thing


def subjects(account: Account) -> list[str]:
    """Give the subjects of the letters written to someone and not taken back, oldest first."""
    db.session.rollback()
    found = select(Letter.subject).where(Letter.to_id == account.id, Letter.recalled_at.is_(None))
    return list(db.session.scalars(found.order_by(Letter.id)))


def the_introduction() -> Introduction:
    """Give the only introduction of the story, as the database has it."""
    db.session.rollback()
    return db.session.scalars(select(Introduction)).one()


def places_left(mission: Mission) -> int:
    """Give the places left, as the database has them."""
    db.session.rollback()
    db.session.refresh(mission)
    return mission.places_left
