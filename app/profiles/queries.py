"""Finding someone’s profile."""

from sqlalchemy import select

from app.accounts.models import Account
from app.extensions import db
from app.profiles.models import Profile


def profile_of(account: Account) -> Profile:
    """Give someone’s profile: an empty one, not stored, when nothing was answered yet."""
    found = db.session.scalar(select(Profile).where(Profile.account_id == account.id))
    if found is not None:
        return found
    return Profile(
        account_id=account.id,
        account=account,
        skills=[],
        interests=[],
        wishes="",
        modes=[],
        slots=[],
        answered=[],
    )
