"""A référent follows a person: episodes, interviews, barriers, exits, and six months after."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app import clock
from app.accompaniments import life
from app.accounts.models import Account
from app.extensions import Addressed, Identified, Model
from app.lifecycle import Living

OPEN = text("ended_on IS NULL")
COUNTED = text("state IN ('planned', 'held')")


class Episode(Living, Addressed, Model):
    """One accompaniment of one person, from its start to its exit, both days inclusive.

    Referred while ``started_on`` is None: not yet in the active caseload. One open episode a
    person. ``exit_type`` is the strongest of the reasons that fell on one day, ``exit_also`` the
    others. Who follows, for which operator and territory, on each day: ``caseloads.Assignment``.
    """

    __tablename__ = "episodes"
    steps = life.STEPS
    __table_args__ = (
        Index(
            "uq_episodes_open",
            "volunteer_id",
            unique=True,
            sqlite_where=OPEN,
            postgresql_where=OPEN,
        ),
        CheckConstraint("ended_on IS NULL OR ended_on >= started_on", name="ends_after_its_start"),
    )

    volunteer_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    programme_id: Mapped[int | None] = mapped_column(ForeignKey("programmes.id"), index=True)
    referred_on: Mapped[date] = mapped_column(default=clock.today)
    started_on: Mapped[date | None] = mapped_column(index=True)
    pathway: Mapped[str | None] = mapped_column(String(20))
    next_step: Mapped[str] = mapped_column(String(300), default="")
    next_step_on: Mapped[date | None]
    may_contact_after: Mapped[bool | None]
    ended_on: Mapped[date | None] = mapped_column(index=True)
    exit_type: Mapped[str | None] = mapped_column(String(30))
    exit_also: Mapped[list[str]] = mapped_column(default=list)
    exit_detail: Mapped[str] = mapped_column(String(200), default="")
    exit_evidence: Mapped[str] = mapped_column(String(200), default="")
    exit_noted_at: Mapped[datetime | None]

    volunteer: Mapped[Account] = relationship(lazy="joined")


class Suspension(Identified, Model):
    """A pause of an accompaniment; both days inclusive, open while ``until`` is None."""

    __tablename__ = "suspensions"

    episode_id: Mapped[int] = mapped_column(ForeignKey("episodes.id"), index=True)
    since: Mapped[date]
    until: Mapped[date | None]
    reason: Mapped[str] = mapped_column(String(20))


class Interview(Living, Addressed, Model):
    """A one-to-one meeting: planned, then held, missed, excused or cancelled.

    ``on`` is its civil day, planned or held; ``at`` its moment when an hour was agreed. What
    ``notes`` says is for the référent alone. ``was_planned`` is false for one that was only noted
    afterwards; ``sequence`` grows with each change of date that the person was told of.
    ``replaced`` is the next step that the report took the place of, while it may be undone.
    """

    __tablename__ = "interviews"
    steps = life.INTERVIEW_STEPS
    __table_args__ = (
        Index("ix_interviews_volunteer_on", "volunteer_id", "on"),
        Index("ix_interviews_state_on", "state", "on", "volunteer_id"),
        Index(
            "uq_interviews_day",
            "volunteer_id",
            "on",
            unique=True,
            sqlite_where=COUNTED,
            postgresql_where=COUNTED,
        ),
    )

    volunteer_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    episode_id: Mapped[int | None] = mapped_column(ForeignKey("episodes.id"), index=True)
    referent_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    on: Mapped[date]
    at: Mapped[datetime | None]
    mode: Mapped[str] = mapped_column(String(12))
    place: Mapped[str] = mapped_column(String(200), default="")
    notes: Mapped[str] = mapped_column(Text, default="")
    planned_at: Mapped[datetime] = mapped_column(default=clock.now)
    was_planned: Mapped[bool] = mapped_column(default=True)
    sequence: Mapped[int] = mapped_column(default=0)
    recorded_at: Mapped[datetime | None]
    noticed: Mapped[list[str]] = mapped_column(default=list)
    replaced: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))

    volunteer: Mapped[Account] = relationship(foreign_keys=[volunteer_id], lazy="joined")
    referent: Mapped[Account] = relationship(foreign_keys=[referent_id], lazy="joined")


class ContactAttempt(Identified, Model):
    """A try at reaching someone, without an answer."""

    __tablename__ = "contact_attempts"

    volunteer_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    referent_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    on: Mapped[date] = mapped_column(default=clock.today)
    mode: Mapped[str] = mapped_column(String(12))


class Barrier(Addressed, Model):
    """What someone needs for things to be possible, and what is done about it; never a cause."""

    __tablename__ = "barriers"

    volunteer_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    theme: Mapped[str] = mapped_column(String(30))
    need: Mapped[str] = mapped_column(String(200))
    action: Mapped[str] = mapped_column(String(200), default="")
    status: Mapped[str] = mapped_column(String(12), default="open")
    opened_on: Mapped[date] = mapped_column(default=clock.today)
    closed_on: Mapped[date | None]
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))


class Note(Addressed, Model):
    """A few words of the référent to themselves and to who takes over."""

    __tablename__ = "notes"

    volunteer_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    words: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime] = mapped_column(default=clock.now)
    author: Mapped[Account] = relationship(foreign_keys=[author_id], lazy="joined")


class ActivityStart(Addressed, Model):
    """A job, or another activity, that a person starts."""

    __tablename__ = "activity_starts"

    volunteer_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    episode_id: Mapped[int | None] = mapped_column(ForeignKey("episodes.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    started_on: Mapped[date] = mapped_column(index=True)
    noted_at: Mapped[datetime] = mapped_column(default=clock.now)
    noted_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))


class Review(Identified, Model):
    """What one side says at the end of an accompaniment: the person, or the référent."""

    __tablename__ = "reviews"
    __table_args__ = (UniqueConstraint("episode_id", "side"),)

    episode_id: Mapped[int] = mapped_column(ForeignKey("episodes.id"))
    side: Mapped[str] = mapped_column(String(12))
    went_well: Mapped[str] = mapped_column(Text, default="")
    was_hard: Mapped[str] = mapped_column(Text, default="")
    comes_next: Mapped[str] = mapped_column(Text, default="")
    may_quote: Mapped[bool] = mapped_column(default=False)
    written_on: Mapped[date] = mapped_column(default=clock.today)
    written_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))


class FollowUp(Addressed, Model):
    """How someone is, six months after the day the département chose to count from.

    Ratings go from 1, hard, to 5, easy, ``isolation`` too: 5 is feeling surrounded. ``outcome``
    is None while nobody has tried.
    """

    __tablename__ = "follow_ups"

    volunteer_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    episode_id: Mapped[int] = mapped_column(ForeignKey("episodes.id"), unique=True)
    due_on: Mapped[date] = mapped_column(index=True)
    outcome: Mapped[str | None] = mapped_column(String(12))
    done_on: Mapped[date | None]
    situation: Mapped[str | None] = mapped_column(String(20))
    still_volunteering: Mapped[bool | None]
    hours_per_week: Mapped[float | None]
    isolation: Mapped[int | None]
    confidence: Mapped[int | None]
    network: Mapped[int | None]
    french: Mapped[int | None]
    mobility: Mapped[int | None]
    changed: Mapped[str] = mapped_column(Text, default="")
    may_quote: Mapped[bool] = mapped_column(default=False)
    filled_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    noticed: Mapped[list[str]] = mapped_column(default=list)

    volunteer: Mapped[Account] = relationship(foreign_keys=[volunteer_id], lazy="joined")


class ExitMapping(Model):
    """The category the département gives to a type of exit, where it is not the usual one."""

    __tablename__ = "exit_mappings"

    exit_type: Mapped[str] = mapped_column(String(30), primary_key=True)
    category: Mapped[str] = mapped_column(String(20))


class ActivityRule(Model):
    """Whether a kind of activity counts as going back to work, where it differs from the usual."""

    __tablename__ = "activity_rules"

    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    counts: Mapped[bool]
