"""What follows people to their new référent: the interviews that are planned with them."""

from collections.abc import Collection

from app.accompaniments import interviews
from app.accounts.models import Account
from app.caseloads.confiding import when_handed_over
from app.extensions import db


@when_handed_over
def move_interviews(volunteer_ids: Collection[int], _from_id: int, to_id: int) -> None:
    """Have the interviews to come be with who takes over."""
    interviews.hand_over(volunteer_ids, db.session.get_one(Account, to_id))
