"""« J’ai déjà une mission »: finding the engagements people found without the site."""

from sqlalchemy import select

from app.accounts.models import Account
from app.extensions import db
from app.placements.models import OwnEngagement


def of(person: Account) -> list[OwnEngagement]:
    """List the missions a person found without the site, the latest to start first."""
    return list(
        db.session.scalars(
            select(OwnEngagement)
            .where(OwnEngagement.volunteer_id == person.id, OwnEngagement.state != "taken_back")
            .order_by(OwnEngagement.started_on.desc(), OwnEngagement.id.desc())
        )
    )
