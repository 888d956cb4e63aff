"""Associations that carry a collective action with us: found by name; they never read a name."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select
from werkzeug.exceptions import NotFound

from app import clock
from app.associations.models import Association, State
from app.extensions import db
from app.territories.queries import simplified
from app.workshops.models import Session, Workshop, workshop_partners

SHOWN, LONGEST = 8, 120
KEPT = timedelta(days=92)


def search(words: str, workshop: Workshop) -> list[Association]:
    """List the associations of this name that do not carry the workshop yet."""
    wanted = simplified(words[:LONGEST])
    if not wanted:
        return []
    partners = select(workshop_partners.c.association_id).where(
        workshop_partners.c.workshop_id == workshop.id
    )
    return list(
        db.session.scalars(
            select(Association)
            .where(
                Association.state == State.VERIFIED,
                Association.search_name.contains(wanted, autoescape=True),
                Association.id.not_in(partners),
            )
            .order_by(Association.name, Association.id)
            .limit(SHOWN)
        )
    )


def find(token: str) -> Association:
    """Find an association to add or to remove."""
    found = db.session.scalar(
        select(Association).where(
            Association.token == token, Association.state.in_((State.VERIFIED, State.SUSPENDED))
        )
    )
    if found is None:
        raise NotFound
    return found


def sessions_with(association: Association) -> Sequence[Session]:
    """List the sessions an association carries with us, of the last months and to come."""
    carried = select(workshop_partners.c.workshop_id).where(
        workshop_partners.c.association_id == association.id
    )
    return db.session.scalars(
        select(Session)
        .where(
            Session.workshop_id.in_(carried),
            Session.starts_at > clock.now() - KEPT,
        )
        .order_by(Session.starts_at, Session.id)
    ).all()
