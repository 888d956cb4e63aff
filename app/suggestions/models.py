"""What a person said of a mission that was proposed: kept for later, or not for them."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app import clock
from app.extensions import Identified, Model
from app.missions.models import Mission
from app.vocabulary import Worded


class Answer(StrEnum):
    """Kept for later, or not for me."""

    SAVED = "saved"
    DISMISSED = "dismissed"


class Reason(Worded):
    """Why not, if the person cares to say; it improves the next list and is never a score."""

    TOO_FAR = "too_far", "C’est trop loin"
    WRONG_DAYS = "wrong_days", "Ce ne sont pas mes jours"
    NOT_THIS_WORK = "not_this_work", "Je n’aime pas ce genre de chose"
    NOT_THESE_PEOPLE = "not_these_people", "Pas avec ces personnes"
    TOO_HARD = "too_hard", "Cela me semble trop difficile"
    OTHER = "other", "Autre chose"


class Choice(Identified, Model):
    """One person's word on one mission."""

    __tablename__ = "choices"
    __table_args__ = (UniqueConstraint("volunteer_id", "mission_id"),)

    volunteer_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    mission_id: Mapped[int] = mapped_column(ForeignKey("missions.id"), index=True)
    answer: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str | None] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(default=clock.now)
    mission: Mapped[Mission] = relationship(lazy="joined")
