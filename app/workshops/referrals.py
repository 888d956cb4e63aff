"""Referrals to an ambassador: finding them."""

from sqlalchemy import select

from app.accounts.models import Account
from app.extensions import db
from app.workshops.models import AmbassadorReferral


def referrals_of(person: Account) -> list[AmbassadorReferral]:
    """List the times a person was put in touch with an ambassador, the latest first."""
    return list(
        db.session.scalars(
            select(AmbassadorReferral)
            .where(AmbassadorReferral.volunteer_id == person.id)
            .order_by(AmbassadorReferral.referred_on.desc(), AmbassadorReferral.id.desc())
        )
    )
