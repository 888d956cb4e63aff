"""Who follows whom: operators, the territories a référent holds, assignments, covers."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Numeric,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app import clock
from app.accounts.models import Account
from app.extensions import Addressed, Identified, Model
from app.territories.models import Territory


class Operator(Addressed, Model):
    """An organisation funded to accompany people; it employs référents."""

    __tablename__ = "operators"

    name: Mapped[str] = mapped_column(String(120), unique=True)
    is_internal: Mapped[bool] = mapped_column(default=False)


class FteGrant(Addressed, Model):
    """The full-time equivalents financed for an operator; both days inclusive."""

    __tablename__ = "fte_grants"

    operator_id: Mapped[int] = mapped_column(ForeignKey("operators.id"), index=True)
    since: Mapped[date]
    until: Mapped[date | None]
    fte: Mapped[Decimal] = mapped_column(Numeric(6, 2))


programme_operators = Table(
    "programme_operators",
    Model.metadata,
    Column("programme_id", ForeignKey("programmes.id"), primary_key=True),
    Column("operator_id", ForeignKey("operators.id"), primary_key=True),
)


class Programme(Addressed, Model):
    """What the département calls an action: yearly or one-off, run by one or several operators."""

    __tablename__ = "programmes"

    name: Mapped[str] = mapped_column(String(120), unique=True)
    since: Mapped[date]
    until: Mapped[date | None]
    is_yearly: Mapped[bool] = mapped_column(default=True)
    operators: Mapped[list[Operator]] = relationship(
        secondary=programme_operators, order_by=Operator.name, lazy="select"
    )


class Post(Identified, Model):
    """A professional's place in an operator, and their own share of a full-time equivalent."""

    __tablename__ = "posts"

    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), unique=True)
    operator_id: Mapped[int] = mapped_column(ForeignKey("operators.id"), index=True)
    fte: Mapped[Decimal | None] = mapped_column(Numeric(4, 2))
    account: Mapped[Account] = relationship(lazy="raise_on_sql")
    operator: Mapped[Operator] = relationship(lazy="joined")


class Holding(Model):
    """A territory that a référent holds: its volunteers without référent come to their queue."""

    __tablename__ = "holdings"

    referent_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    territory_id: Mapped[int] = mapped_column(ForeignKey("territories.id"), primary_key=True)
    territory: Mapped[Territory] = relationship(lazy="joined")


class Assignment(Identified, Model):
    """A référent follows a person; both days inclusive, open while ``until`` is None.

    One open assignment a person: of two référents who take someone on at once, one does.
    What happens to the person on a day belongs to the operator and territory written here.
    """

    __tablename__ = "assignments"
    __table_args__ = (
        Index(
            "uq_assignments_open",
            "volunteer_id",
            unique=True,
            sqlite_where=text("until IS NULL"),
            postgresql_where=text("until IS NULL"),
        ),
        Index("ix_assignments_volunteer_days", "volunteer_id", "since", "until"),
    )

    volunteer_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    referent_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    operator_id: Mapped[int | None] = mapped_column(ForeignKey("operators.id"), index=True)
    territory_id: Mapped[int | None] = mapped_column(ForeignKey("territories.id"), index=True)
    since: Mapped[date] = mapped_column(default=clock.today)
    until: Mapped[date | None]
    volunteer: Mapped[Account] = relationship(foreign_keys=[volunteer_id], lazy="raise_on_sql")
    referent: Mapped[Account] = relationship(foreign_keys=[referent_id], lazy="joined")


class Cover(Addressed, Model):
    """A colleague stands in for a référent, from a day to a day, both inclusive.

    ``arranged_by_id`` is who wrote it: the référent who leaves, or who arranges it for them.
    """

    __tablename__ = "covers"
    __table_args__ = (
        CheckConstraint("until >= since", name="ends_after_its_start"),
        CheckConstraint("colleague_id <> absent_id", name="by_someone_else"),
    )

    absent_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    colleague_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    arranged_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    since: Mapped[date]
    until: Mapped[date]
    absent: Mapped[Account] = relationship(foreign_keys=[absent_id], lazy="raise_on_sql")
    colleague: Mapped[Account] = relationship(foreign_keys=[colleague_id], lazy="raise_on_sql")


class HandOver(Addressed, Model):
    """One or many people confided at once, by a référent or a pilote, to a colleague."""

    __tablename__ = "hand_overs"

    from_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    to_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
    undone_at: Mapped[datetime | None]
    moves: Mapped[list["Move"]] = relationship(
        cascade="all, delete-orphan", order_by="Move.id", lazy="select"
    )
    giver: Mapped[Account] = relationship(foreign_keys=[from_id], lazy="joined")
    taker: Mapped[Account] = relationship(foreign_keys=[to_id], lazy="joined")


class Move(Identified, Model):
    """One person of a hand-over."""

    __tablename__ = "hand_over_moves"
    __table_args__ = (UniqueConstraint("hand_over_id", "volunteer_id"),)

    hand_over_id: Mapped[int] = mapped_column(ForeignKey("hand_overs.id"))
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)


class EmergencyAccess(Addressed, Model):
    """Someone else's file opened for a while, to read only, for a reason that its référent reads.

    It starts from the exact name of the person, never from a list nor an address.
    """

    __tablename__ = "emergency_accesses"

    referent_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    reason: Mapped[str] = mapped_column(Text)
    opened_at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
    expires_at: Mapped[datetime]
    referent: Mapped[Account] = relationship(foreign_keys=[referent_id], lazy="joined")
    volunteer: Mapped[Account] = relationship(foreign_keys=[volunteer_id], lazy="joined")
