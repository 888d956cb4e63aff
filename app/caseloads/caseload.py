"""The people of one référent, and what share of a full-time equivalent they have for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import Exists, and_, exists, or_, select
from sqlalchemy.orm import aliased

from app import clock
from app.accounts.models import Account, Role
from app.caseloads.models import Assignment, Cover, Post
from app.caseloads.reach import in_charge, queue_ids
from app.extensions import db

PER_FTE = 50
INFORMED_BELOW = Decimal("0.8")


@dataclass(frozen=True)
class Followed:
    """Someone followed: since when, and for which absent colleague until when."""

    person: Account
    since: date
    absent: str = ""
    until: date | None = None


@dataclass(frozen=True)
class Gauge:
    """How many people are accompanied, beside what the post is financed for."""

    count: int
    fte: Decimal | None

    @property
    def target(self) -> int | None:
        """The people that this share of a post is meant for; None when no share is written."""
        return int(PER_FTE * self.fte) if self.fte else None

    @property
    def said(self) -> str:
        """What the figures say, in words."""
        if not self.target:
            return "part de poste non renseignée"
        if self.count > self.target:
            return "au-dessus de l’objectif"
        return (
            "il reste de la place" if self.count < INFORMED_BELOW * self.target else "à l’objectif"
        )


def gauge(referent: Account, count: int) -> Gauge:
    """Set a number of people beside the share of a post this référent has."""
    fte = db.session.scalar(select(Post.fte).where(Post.account_id == referent.id))
    return Gauge(count, fte)


def followed(referent: Account) -> list[Followed]:
    """List whom this référent follows today, and whom they follow for an absent colleague."""
    day = clock.today()
    absent = aliased(Account)
    standing_in = and_(
        Cover.absent_id == Assignment.referent_id,
        Cover.colleague_id == referent.id,
        Cover.since <= day,
        Cover.until >= day,
    )
    rows = db.session.execute(
        select(Account, Assignment.since, absent.first_name, absent.last_name, Cover.until)
        .join(Assignment, Assignment.volunteer_id == Account.id)
        .outerjoin(Cover, standing_in)
        .outerjoin(absent, absent.id == Cover.absent_id)
        .where(
            Assignment.referent_id.in_(in_charge(referent)),
            Assignment.since <= day,
            or_(Assignment.until.is_(None), Assignment.until >= day),
            Account.closed_at.is_(None),
        )
        .order_by(Account.first_name, Account.id)
    )
    lines: dict[int, Followed] = {}
    for person, since, first_name, last_name, until in rows:
        lines[person.id] = Followed(
            person, since, f"{first_name or ''} {last_name or ''}".strip(), until
        )
    return list(lines.values())


def _was_followed() -> Exists:
    return exists().where(Assignment.volunteer_id == Account.id)


def waiting(referent: Account, limit: int) -> Sequence[Account]:
    """List the first people without référent who come to this référent, oldest first.

    Those who were followed and let go come after: they wait for nothing.
    """
    return db.session.scalars(
        select(Account)
        .where(
            Account.role == Role.VOLUNTEER,
            Account.closed_at.is_(None),
            Account.id.in_(queue_ids(referent)),
        )
        .order_by(_was_followed(), Account.created_at, Account.id)
        .limit(limit)
    ).all()
