"""From which day the site is open where someone lives: a pilote opens territory by territory."""

from datetime import date

from sqlalchemy import select

from app import clock, journal
from app.extensions import db
from app.territories.models import Commune, Territory, territory_communes


def opens_on(commune: Commune | None) -> date | None:
    """Give the day the site opens in a commune; nothing where it is open already.

    A commune of several territories opens with the first of them; one of none is open.
    """
    if commune is None:
        return None
    days = db.session.scalars(
        select(Territory.opens_on)
        .join(territory_communes, territory_communes.c.territory_id == Territory.id)
        .where(territory_communes.c.commune_code == commune.code)
        .order_by(Territory.id)
    ).all()
    to_come = [day for day in days if day and day > clock.today()]
    return min(to_come) if to_come and len(to_come) == len(days) else None


def settle(territory: Territory, day: date | None, by: journal.Actor) -> None:
    """Say from which day a territory is open; always, when no day is given."""
    territory.opens_on = day
    journal.record("settle_opening", territory, by=by)
