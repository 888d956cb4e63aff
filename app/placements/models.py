"""A volunteer at work in a mission: trial, check-ins, hours, end."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app import clock
from app.accounts.models import Account
from app.associations.models import Association
from app.extensions import Addressed, Identified, Model
from app.introductions.models import Introduction
from app.languages import _
from app.lifecycle import Living
from app.missions.models import Mission
from app.placements import life
from app.threads.models import Thread
from app.vocabulary import Worded


class Mood(Worded):
    """How it goes, in one tap."""

    WELL = "well", _("Bien")
    SO_SO = "so_so", _("Moyen")
    HARD = "hard", _("Difficile")


class Setting(Worded):
    """Where people give time: wider than associations."""

    ASSOCIATION = "association", _("Une association")
    PUBLIC_BODY = "public_body", _("Un lieu public : école, mairie, hôpital, bibliothèque")
    INFORMAL = "informal", _("Un coup de main : voisins, quartier, sorties d’école")
    COLLECTIVE_ACTION = "collective_action", _("Un projet mené en groupe")


class Placement(Living, Addressed, Model):
    """One person at work in one mission; its thread is the introduction's."""

    __tablename__ = "placements"
    steps = life.STEPS

    volunteer_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    mission_id: Mapped[int] = mapped_column(ForeignKey("missions.id"), index=True)
    introduction_id: Mapped[int | None] = mapped_column(ForeignKey("introductions.id"), unique=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("threads.id"))
    started_on: Mapped[date]
    confirmed_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    ending: Mapped[str] = mapped_column(Text, default="")
    noticed: Mapped[list[str]] = mapped_column(default=list)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    volunteer: Mapped[Account] = relationship(lazy="joined")
    mission: Mapped[Mission] = relationship(lazy="joined")
    introduction: Mapped[Introduction | None] = relationship(lazy="raise_on_sql")
    thread: Mapped[Thread] = relationship(lazy="raise_on_sql")


class OwnEngagement(Living, Addressed, Model):
    """A mission found without the site: told by the person, confirmed, and counted like the others.

    The association is named by its account here when it has one, else by its name alone; it reads
    of it, and confirms, when the person agreed (``asks_association``), else who mediates. ``once``
    comes from the form that told of it: the same form sent twice tells of one.
    """

    __tablename__ = "own_engagements"
    steps = life.OWN_STEPS

    volunteer_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    association_id: Mapped[int | None] = mapped_column(ForeignKey("associations.id"), index=True)
    asks_association: Mapped[bool] = mapped_column(default=True)
    organisation: Mapped[str] = mapped_column(String(120))
    what: Mapped[str] = mapped_column(Text)
    setting: Mapped[str] = mapped_column(String(20), default=Setting.ASSOCIATION.value)
    hours_per_week: Mapped[float | None]
    started_on: Mapped[date] = mapped_column(index=True)
    ended_on: Mapped[date | None]
    confirmed_on: Mapped[date | None]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    once: Mapped[str | None] = mapped_column(String(32), unique=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    volunteer: Mapped[Account] = relationship(foreign_keys=[volunteer_id], lazy="joined")
    association: Mapped[Association | None] = relationship(lazy="joined")
    confirmed_by: Mapped[Account | None] = relationship(
        foreign_keys=[confirmed_by_id], lazy="joined"
    )


class CheckIn(Identified, Model):
    """« Comment ça va ? », at day 7, day 30, then each month; each side answers if it likes."""

    __tablename__ = "check_ins"
    __table_args__ = (UniqueConstraint("placement_id", "due_on"),)

    placement_id: Mapped[int] = mapped_column(ForeignKey("placements.id"), index=True)
    due_on: Mapped[date] = mapped_column(index=True)
    asked_at: Mapped[datetime | None]
    volunteer_mood: Mapped[str | None] = mapped_column(String(10))
    volunteer_words: Mapped[str] = mapped_column(Text, default="")
    volunteer_at: Mapped[datetime | None]
    association_mood: Mapped[str | None] = mapped_column(String(10))
    association_words: Mapped[str] = mapped_column(Text, default="")
    association_at: Mapped[datetime | None]
    seen_at: Mapped[datetime | None]
    placement: Mapped[Placement] = relationship(lazy="joined")


class Hours(Identified, Model):
    """Hours given in a month: declared by one side, confirmed by the other.

    ``disputed_hours`` is the other figure, when the other side counts otherwise: both stay
    visible until one side takes the other's.
    """

    __tablename__ = "hours"
    __table_args__ = (
        UniqueConstraint("placement_id", "month"),
        CheckConstraint("hours >= 0 AND hours <= 744", name="hours_within_a_month"),
    )

    placement_id: Mapped[int] = mapped_column(ForeignKey("placements.id"), index=True)
    month: Mapped[date]
    hours: Mapped[float]
    declared_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    declared_side: Mapped[str] = mapped_column(String(12))
    declared_at: Mapped[datetime] = mapped_column(default=clock.now)
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    confirmed_at: Mapped[datetime | None]
    disputed_hours: Mapped[float | None]
    version: Mapped[int] = mapped_column(default=1)
    placement: Mapped[Placement] = relationship(lazy="joined")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - the shape SQLAlchemy reads
