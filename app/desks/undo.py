"""What a référent just decided and may still take back, from their desk."""

from datetime import timedelta

from sqlalchemy import select

from app import clock
from app.accompaniments import undoing
from app.accompaniments.models import Interview
from app.accounts.models import Account
from app.extensions import db
from app.introductions.models import Introduction
from app.letters.actions import may_recall

DECIDED = ("approved", "sent", "set_aside")


def undoable(referent: Account, minutes: int) -> list[Introduction]:
    """List the decisions of the last minutes none of whose letters has left, latest first."""
    just = db.session.scalars(
        select(Introduction)
        .where(
            Introduction.referent_id == referent.id,
            Introduction.origin == "asked",
            Introduction.state.in_(DECIDED),
            Introduction.state_since > clock.now() - timedelta(minutes=minutes),
        )
        .order_by(Introduction.state_since.desc(), Introduction.id.desc())
    )
    return [i for i in just if may_recall(i, i.approved_at or i.state_since)]


def noted(referent: Account, minutes: int) -> list[Interview]:
    """List the interviews noted in the last minutes that may still be taken back."""
    just = db.session.scalars(
        select(Interview)
        .where(
            Interview.referent_id == referent.id,
            Interview.state != "planned",
            Interview.recorded_at > clock.now() - timedelta(minutes=minutes),
        )
        .order_by(Interview.recorded_at.desc())
    )
    return [one for one in just if undoing.may_undo(one)]
