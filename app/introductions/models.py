"""A request to meet, and what the person lets the association see."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app import clock
from app.accounts.models import Account
from app.extensions import Addressed, Model
from app.introductions import life
from app.languages import _
from app.lifecycle import Living
from app.missions.models import Mission
from app.threads.models import Thread
from app.vocabulary import Worded

LIVE = (*life.OPEN, "placed")
_LIVE = text(
    "state IN ('" + "','".join(life.OPEN) + "') OR (state = 'placed' AND holds_place)"
)  # fmt: skip


class SetAside(Worded):
    """Why a référent does not follow up; the words are for the référent, not for the person."""

    NO_PLACE = "no_place", "Il n’y a plus de place"
    ANOTHER_MISSION = "another_mission", "Une autre mission convient mieux"
    NOT_NOW = "not_now", "Ce n’est pas le bon moment"
    TALKED = "talked", "Nous en avons parlé : la personne préfère attendre"
    TOO_HARD_NOW = "too_hard_now", "Un point pratique n’est pas réglé"
    MISSION_CLOSED = "mission_closed", "La mission n’est plus proposée"


class Refusal(Worded):
    """Why an association says no: a closed list, never about who the person is."""

    FULL = "full", _("Nous n’avons plus de place")
    DATES = "dates", _("Les jours ou les horaires ne vont pas ensemble")
    NEEDS = "needs", _("La mission demande autre chose")
    ENDED = "ended", _("La mission est finie")
    OTHER = "other", _("Une autre raison")


class Introduction(Living, Addressed, Model):
    """One person and one mission, on the way to each other.

    ``proposal`` is what the référent wrote to the person; ``words`` what the person says to the
    association. ``released`` lists the items of ``introductions.release`` that the person lets it
    see. ``holds_place`` is true while this introduction holds one of the mission's places, which
    lasts as long as the placement it leads to. ``sentence`` is what the person reads of a no.
    ``rank`` is the place the mission had in the person's list when the request began, if any.
    """

    __tablename__ = "introductions"
    __table_args__ = (
        Index(
            "uq_introductions_live", "volunteer_id", "mission_id", unique=True,
            sqlite_where=_LIVE, postgresql_where=_LIVE,
        ),
    )  # fmt: skip
    steps = life.STEPS

    volunteer_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    mission_id: Mapped[int] = mapped_column(ForeignKey("missions.id"), index=True)
    referent_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("threads.id"), index=True)
    origin: Mapped[str] = mapped_column(String(10))
    rank: Mapped[int | None]
    proposal: Mapped[str] = mapped_column(Text, default="")
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
    meeting_confirmed_at: Mapped[datetime | None]
    meeting_wish: Mapped[str] = mapped_column(Text, default="")

    volunteer: Mapped[Account] = relationship(foreign_keys=[volunteer_id], lazy="joined")
    referent: Mapped[Account | None] = relationship(foreign_keys=[referent_id], lazy="joined")
    mission: Mapped[Mission] = relationship(lazy="joined")
    thread: Mapped[Thread] = relationship(lazy="raise_on_sql", cascade="all")
