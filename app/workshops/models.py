"""Ateliers and collective actions, their sessions, who enrols and who came; ambassadors."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, ForeignKey, String, Table, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app import clock
from app.accounts.models import Account
from app.associations.models import Association
from app.caseloads.models import Operator
from app.extensions import Addressed, Identified, Model
from app.lifecycle import Living
from app.vocabulary import Worded
from app.workshops import life


class Kind(Worded):
    """What a group meets for."""

    WORKSHOP = "workshop", "Atelier"
    COLLECTIVE_ACTION = "collective_action", "Action collective"


class Attendance(Worded):
    """Who came; coming late is coming."""

    PRESENT = "present", "Présent"
    EXCUSED = "excused", "Excusé"
    ABSENT = "absent", "Absent"


workshop_partners = Table(
    "workshop_partners",
    Model.metadata,
    Column("workshop_id", ForeignKey("workshops.id"), primary_key=True),
    Column("association_id", ForeignKey("associations.id"), primary_key=True),
)
workshop_operators = Table(
    "workshop_operators",
    Model.metadata,
    Column("workshop_id", ForeignKey("workshops.id"), primary_key=True),
    Column("operator_id", ForeignKey("operators.id"), primary_key=True),
)


class Workshop(Addressed, Model):
    """Something a group does together, in one or several sessions."""

    __tablename__ = "workshops"

    kind: Mapped[str] = mapped_column(String(20), index=True)
    title: Mapped[str] = mapped_column(String(120))
    about: Mapped[str] = mapped_column(Text, default="")
    speaker: Mapped[str] = mapped_column(String(120), default="")
    programme_id: Mapped[int | None] = mapped_column(ForeignKey("programmes.id"), index=True)
    territory_id: Mapped[int | None] = mapped_column(ForeignKey("territories.id"), index=True)
    organiser_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    is_open: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    closed_at: Mapped[datetime | None]

    organiser: Mapped[Account] = relationship(lazy="joined")
    partners: Mapped[list[Association]] = relationship(secondary=workshop_partners, lazy="select")
    operators: Mapped[list[Operator]] = relationship(secondary=workshop_operators, lazy="select")
    sessions: Mapped[list["Session"]] = relationship(
        back_populates="workshop", order_by="Session.starts_at", lazy="select"
    )


class Session(Addressed, Model):
    """One meeting of a group, on one day; ``guests`` counts who came and is not accompanied."""

    __tablename__ = "workshop_sessions"
    __table_args__ = (CheckConstraint("capacity > 0", name="room_for_someone"),)

    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshops.id"), index=True)
    starts_at: Mapped[datetime] = mapped_column(index=True)
    ends_at: Mapped[datetime]
    on: Mapped[date] = mapped_column(index=True)
    place: Mapped[str] = mapped_column(String(200))
    capacity: Mapped[int]
    guests: Mapped[int] = mapped_column(default=0)
    cancelled_at: Mapped[datetime | None]
    attendance_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    workshop: Mapped[Workshop] = relationship(back_populates="sessions", lazy="joined")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - the shape SQLAlchemy reads


class Enrolment(Identified, Model):
    """Someone’s place in a session, or in its waiting list, and whether they came."""

    __tablename__ = "enrolments"
    __table_args__ = (UniqueConstraint("session_id", "volunteer_id"),)

    session_id: Mapped[int] = mapped_column(ForeignKey("workshop_sessions.id"), index=True)
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    enrolled_at: Mapped[datetime] = mapped_column(default=clock.now)
    enrolled_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    waiting: Mapped[bool] = mapped_column(default=False)
    cancelled_at: Mapped[datetime | None]
    attendance: Mapped[str | None] = mapped_column(String(10))

    session: Mapped[Session] = relationship(lazy="joined")
    volunteer: Mapped[Account] = relationship(foreign_keys=[volunteer_id], lazy="joined")


class AmbassadorReferral(Living, Addressed, Model):
    """A person put in touch with an ambassador, who reads only what was released."""

    __tablename__ = "ambassador_referrals"
    steps = life.STEPS

    volunteer_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    referent_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    ambassador_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    referred_on: Mapped[date] = mapped_column(default=clock.today, index=True)
    released: Mapped[list[str]] = mapped_column(default=list)
    message: Mapped[str] = mapped_column(Text, default="")
    answered_on: Mapped[date | None]
    answer: Mapped[str] = mapped_column(Text, default="")

    volunteer: Mapped[Account] = relationship(foreign_keys=[volunteer_id], lazy="joined")
    referent: Mapped[Account] = relationship(foreign_keys=[referent_id], lazy="joined")
    ambassador: Mapped[Account] = relationship(foreign_keys=[ambassador_id], lazy="joined")
