"""Ateliers and collective actions, their sessions, who enrols and who came; ambassadors."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, ForeignKey, String, Table, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app import clock
from app.accounts.models import Account
from app.associations.models import Association
from app.caseloads.models import Operator, Programme
from app.extensions import Addressed, Identified, Model
from app.languages import _
from app.lifecycle import Living
from app.missions.models import Mission
from app.territories.models import Territory
from app.vocabulary import Worded
from app.workshops import life


class Kind(Worded):
    """What a group meets for."""

    WORKSHOP = "workshop", _("Atelier")
    COLLECTIVE_ACTION = "collective_action", _("Action collective")


class Attendance(Worded):
    """Who came; coming late is coming."""

    PRESENT = "present", "Présent"
    EXCUSED = "excused", "Excusé"
    ABSENT = "absent", "Absent"


class Outcome(Worded):
    """What came of a referral to an ambassador, once it is over."""

    MISSION = "mission", "Une mission est en vue"
    TALKED = "talked", "La rencontre a eu lieu, sans suite pour le moment"
    NO_NEWS = "no_news", "Pas de réponse de la personne"
    NOT_WANTED = "not_wanted", "La personne ne le souhaite plus"
    OTHER = "other", "Autre"


class Means(Worded):
    """How an ambassador was in touch."""

    PHONE = "phone", "Par téléphone"
    MESSAGE = "message", "Par message"
    MET = "met", "En personne"
    PROPOSED = "proposed", "Mission proposée"


workshop_partners = Table(
    "workshop_partners",
    Model.metadata,
    Column("workshop_id", ForeignKey("workshops.id"), primary_key=True),
    Column("association_id", ForeignKey("associations.id"), primary_key=True, index=True),
)
workshop_operators = Table(
    "workshop_operators",
    Model.metadata,
    Column("workshop_id", ForeignKey("workshops.id"), primary_key=True),
    Column("operator_id", ForeignKey("operators.id"), primary_key=True, index=True),
)


class Workshop(Addressed, Model):
    """Something a group does together, in one or several sessions.

    ``is_open`` when people may enrol by themselves; with no territory it is for everyone.
    ``once`` comes from the form that made it: the same form sent twice makes one.
    """

    __tablename__ = "workshops"

    kind: Mapped[str] = mapped_column(String(20), index=True)
    title: Mapped[str] = mapped_column(String(120))
    about: Mapped[str] = mapped_column(Text, default="")
    speaker: Mapped[str] = mapped_column(String(120), default="")
    programme_id: Mapped[int | None] = mapped_column(ForeignKey("programmes.id"), index=True)
    territory_id: Mapped[int | None] = mapped_column(ForeignKey("territories.id"), index=True)
    organiser_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    is_open: Mapped[bool] = mapped_column(default=True)
    once: Mapped[str | None] = mapped_column(String(32), unique=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    closed_at: Mapped[datetime | None]

    organiser: Mapped[Account] = relationship(lazy="joined")
    territory: Mapped[Territory | None] = relationship(lazy="joined")
    programme: Mapped[Programme | None] = relationship(lazy="select")
    partners: Mapped[list[Association]] = relationship(
        secondary=workshop_partners, order_by=Association.name, lazy="select"
    )
    operators: Mapped[list[Operator]] = relationship(
        secondary=workshop_operators, order_by=Operator.name, lazy="select"
    )
    sessions: Mapped[list["Session"]] = relationship(
        back_populates="workshop", order_by="Session.starts_at", lazy="select"
    )


class Session(Addressed, Model):
    """One meeting of a group, on one day; ``guests`` counts who came and is not accompanied.

    ``attendance_at`` is when the attendance was last written: it moves ``version``, so that two
    people who write it at once do not overwrite each other. ``sequence`` numbers the changes of
    date or place, for calendars.
    """

    __tablename__ = "workshop_sessions"
    __table_args__ = (CheckConstraint("capacity > 0", name="room_for_someone"),)

    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshops.id"), index=True)
    starts_at: Mapped[datetime] = mapped_column(index=True)
    ends_at: Mapped[datetime]
    on: Mapped[date] = mapped_column(index=True)
    place: Mapped[str] = mapped_column(String(200))
    capacity: Mapped[int]
    guests: Mapped[int] = mapped_column(default=0)
    sequence: Mapped[int] = mapped_column(default=0)
    cancelled_at: Mapped[datetime | None]
    attendance_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    workshop: Mapped[Workshop] = relationship(back_populates="sessions", lazy="joined")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - the shape SQLAlchemy reads

    @property
    def is_ahead(self) -> bool:
        """Whether it is still to come, and not cancelled."""
        return self.cancelled_at is None and self.starts_at > clock.now()

    @property
    def has_come(self) -> bool:
        """Whether its day is here, so that one may say who came."""
        return self.cancelled_at is None and self.on <= clock.today()


class Enrolment(Identified, Model):
    """Someone’s place in a session, or in its waiting list, and whether they came.

    ``walked_in`` marks someone who came without a place. Who withdraws and comes back keeps one
    row, at the end of the list.
    """

    __tablename__ = "enrolments"
    __table_args__ = (UniqueConstraint("session_id", "volunteer_id"),)

    session_id: Mapped[int] = mapped_column(ForeignKey("workshop_sessions.id"), index=True)
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    enrolled_at: Mapped[datetime] = mapped_column(default=clock.now)
    enrolled_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    waiting: Mapped[bool] = mapped_column(default=False)
    walked_in: Mapped[bool] = mapped_column(default=False)
    reminded_at: Mapped[datetime | None]
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
    outcome: Mapped[str | None] = mapped_column(String(12))
    answer: Mapped[str] = mapped_column(Text, default="")

    volunteer: Mapped[Account] = relationship(foreign_keys=[volunteer_id], lazy="joined")
    referent: Mapped[Account] = relationship(foreign_keys=[referent_id], lazy="joined")
    ambassador: Mapped[Account] = relationship(foreign_keys=[ambassador_id], lazy="joined")


class AmbassadorContact(Identified, Model):
    """A time an ambassador was in touch with someone, or a mission they proposed."""

    __tablename__ = "ambassador_contacts"

    referral_id: Mapped[int] = mapped_column(ForeignKey("ambassador_referrals.id"), index=True)
    on: Mapped[date] = mapped_column(default=clock.today)
    means: Mapped[str] = mapped_column(String(12))
    words: Mapped[str] = mapped_column(Text, default="")
    mission_id: Mapped[int | None] = mapped_column(ForeignKey("missions.id"), index=True)
    noted_at: Mapped[datetime] = mapped_column(default=clock.now)

    mission: Mapped[Mission | None] = relationship(lazy="joined")
