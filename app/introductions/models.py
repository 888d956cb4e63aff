"""A request to meet, and what the person lets the association see."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app import clock
from app.accounts.models import Account
from app.extensions import Addressed, Model
from app.lifecycle import Living
from app.missions.models import Mission
from app.threads.models import Thread

LIVE = ("suggested", "asked", "approved", "sent", "accepted", "meeting_planned", "met", "placed")


class Introduction(Living, Addressed, Model):
    """One person and one mission, on the way to each other.

    ``released`` lists the items of ``introductions.release`` that the person lets the association
    see. ``holds_place`` is true while this introduction holds one of the mission's places.
    """

    __tablename__ = "introductions"
    __table_args__ = (
        Index(
            "uq_introductions_live",
            "volunteer_id",
            "mission_id",
            unique=True,
            sqlite_where=text("state IN ('" + "','".join(LIVE) + "')"),
            postgresql_where=text("state IN ('" + "','".join(LIVE) + "')"),
        ),
    )

    volunteer_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    mission_id: Mapped[int] = mapped_column(ForeignKey("missions.id"), index=True)
    referent_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("threads.id"))
    origin: Mapped[str] = mapped_column(String(10))
    words: Mapped[str] = mapped_column(Text, default="")
    released: Mapped[list[str]] = mapped_column(default=list)
    accompanied: Mapped[bool] = mapped_column(default=False)
    holds_place: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(String(40), default="")
    sentence: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    approved_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    noticed: Mapped[list[str]] = mapped_column(default=list)
    meeting_at: Mapped[datetime | None] = mapped_column(index=True)
    meeting_place: Mapped[str] = mapped_column(String(200), default="")
    meeting_with: Mapped[str] = mapped_column(String(80), default="")
    meeting_note: Mapped[str] = mapped_column(Text, default="")
    meeting_sequence: Mapped[int] = mapped_column(default=0)

    volunteer: Mapped[Account] = relationship(foreign_keys=[volunteer_id], lazy="joined")
    referent: Mapped[Account | None] = relationship(foreign_keys=[referent_id], lazy="joined")
    mission: Mapped[Mission] = relationship(lazy="joined")
    thread: Mapped[Thread] = relationship(lazy="raise_on_sql", cascade="all")
