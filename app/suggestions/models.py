"""What a person said of a mission that was proposed; how much each criterion counts, by version."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app import clock
from app.extensions import Addressed, Identified, Model
from app.languages import _
from app.missions.models import Mission
from app.vocabulary import Worded


class Answer(StrEnum):
    """Kept for later, or not for me."""

    SAVED = "saved"
    DISMISSED = "dismissed"


class Reason(Worded):
    """Why not, if the person cares to say; it improves the next list and is never a score."""

    TOO_FAR = "too_far", _("C’est trop loin")
    WRONG_DAYS = "wrong_days", _("Ce ne sont pas mes jours")
    NOT_THIS_WORK = "not_this_work", _("Je n’aime pas ce genre de chose")
    NOT_THESE_PEOPLE = "not_these_people", _("Pas avec ces personnes")
    TOO_HARD = "too_hard", _("Cela me semble trop difficile")
    OTHER = "other", _("Autre chose")


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


class WeightVersion(Addressed, Model):
    """How much each criterion counts, as learned one night; it changes nothing until used.

    ``report`` says from how many decisions, how well it foretells others, and how many people’s
    lists would change.
    """

    __tablename__ = "weight_versions"

    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    weights: Mapped[dict[str, Any]]
    report: Mapped[dict[str, Any]]


class WeightUse(Identified, Model):
    """A pilote’s word on which version ranks from then on; no version means the hand weights.

    Nothing is ever changed here: the last row is in force, and the one before is the way back.
    """

    __tablename__ = "weight_uses"

    version_id: Mapped[int | None] = mapped_column(ForeignKey("weight_versions.id"), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    version: Mapped[WeightVersion | None] = relationship(lazy="joined")


class Evaluation(Identified, Model):
    """What everyone’s lists looked like at one moment; asked for, then worked out by the worker.

    ``figures`` names no one: counts only, and none below five people.
    """

    __tablename__ = "evaluations"

    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    started_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None] = mapped_column(index=True)
    figures: Mapped[dict[str, Any]] = mapped_column(default=dict)
