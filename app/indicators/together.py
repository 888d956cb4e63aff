"""What was done together, for everyone to read: a few counts of twelve months, none too small."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select

from app import clock, terms
from app.accounts.models import Account
from app.associations.models import Association
from app.extensions import db
from app.indicators.suppression import is_small
from app.languages import _, ngettext
from app.missions.models import Mission
from app.phrases import thousands
from app.placements.models import Hours, OwnEngagement, Placement
from app.workshops.models import Session

SEVERAL = 4  # « quelques »
MONTHS = 12


@dataclass(frozen=True)
class Done:
    """One thing that was done: how many, and of what."""

    figure: str
    words: str


def done(today: date | None = None) -> list[Done]:
    """Count what was done in the last twelve months; what is small has no number."""
    day = today or clock.today()
    since = terms.months_later(day, -MONTHS)
    people, hours = _people(since, day), _hours(since, day)
    hosts, offers, groups = _hosts(), _missions(since), _gatherings(since, day)
    told = [
        (people, ngettext("personne a commencé une mission", "personnes ont commencé une mission",
                          _shown(people)), True),
        (hosts, ngettext("association les accueille", "associations les accueillent",
                         hosts), False),
        (offers, ngettext("mission proposée", "missions proposées", offers), False),
        (hours, ngettext("heure donnée", "heures données", _shown(hours)), True),
        (groups, ngettext("rendez-vous en groupe", "rendez-vous en groupe", groups), False),
    ]  # fmt: skip
    return [
        Done(_("Quelques") if of_people and is_small(count) else thousands(count), words)
        for count, words, of_people in told
        if count
    ]


def _shown(count: int) -> int:
    """Give the number that its noun goes with: several, when the number itself is not shown."""
    return SEVERAL if is_small(count) else count


def _hosts() -> int:
    return _count(Association.state == "verified")


def _real() -> Any:
    return select(Account.id).where(~Account.is_practice)


def _people(since: date, until: date) -> int:
    here = select(Placement.volunteer_id).where(
        Placement.confirmed_on.between(since, until), Placement.volunteer_id.in_(_real())
    )
    elsewhere = select(OwnEngagement.volunteer_id).where(
        OwnEngagement.confirmed_on.is_not(None),
        OwnEngagement.started_on.between(since, until),
        OwnEngagement.volunteer_id.in_(_real()),
    )
    return (
        db.session.scalar(select(func.count()).select_from(here.union(elsewhere).subquery())) or 0
    )


def _hours(since: date, until: date) -> int:
    """Add up the hours confirmed, of five people at least: fewer would tell of someone."""
    given = (
        select(func.sum(Hours.hours), func.count(func.distinct(Placement.volunteer_id)))
        .join(Placement, Placement.id == Hours.placement_id)
        .where(
            Hours.confirmed_at.is_not(None),
            Hours.month.between(since, until),
            Placement.volunteer_id.in_(_real()),
        )
    )
    total, people = db.session.execute(given).one()
    return 0 if not total or is_small(people) else int(total)


def _count(condition: Any) -> int:
    return db.session.scalar(select(func.count(Association.id)).where(condition)) or 0


def _missions(since: date) -> int:
    shown = select(func.count(Mission.id)).where(
        Mission.published_at.is_not(None),
        or_(
            Mission.state.in_(("published", "filled")),
            Mission.published_at >= clock.from_paris(since, 0),
        ),
    )
    return db.session.scalar(shown) or 0


def _gatherings(since: date, until: date) -> int:
    held = select(func.count(Session.id)).where(
        Session.on.between(since, until), Session.cancelled_at.is_(None)
    )
    return db.session.scalar(held) or 0
