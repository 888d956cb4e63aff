"""Letters to everyone who acts for an association."""

from typing import Any

from app.associations import queries
from app.associations.models import Association, Decision
from app.letters.models import write


def verified(association: Association) -> None:
    """Say that the association is verified, and what comes next."""
    _to_members("associations/verified", association)


def refused(association: Association) -> None:
    """Say what is to be put right."""
    _to_members("associations/refused", association, reason=_reason(association))


def suspended(association: Association) -> None:
    """Say that missions are hidden, and why."""
    _to_members("associations/suspended", association, reason=_reason(association))


def restored(association: Association) -> None:
    """Say that missions are seen again."""
    _to_members("associations/restored", association)


def closed(association: Association) -> None:
    """Say that the space is closed."""
    _to_members("associations/closed", association)


def insurance_ends(association: Association) -> None:
    """Say that the insurance ends soon, or has ended."""
    _to_members("associations/insurance_ends", association)


def _reason(association: Association) -> str:
    return Decision.said(association.decision_reason)


def _to_members(kind: str, association: Association, **words: Any) -> None:
    for membership in queries.members_of(association):
        write(kind, to=membership.account, about=association, association=association, **words)
