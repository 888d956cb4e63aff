"""What an association needs: the mission sheet, its state and its places."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app import clock
from app.associations.models import Association
from app.extensions import Addressed, Model
from app.lifecycle import Living
from app.territories.models import Commune


class Mission(Living, Addressed, Model):
    """A mission as the association wrote it.

    A fact the association did not give is None and never rules anyone out. ``slots`` are codes of
    ``vocabulary.HALF_DAYS``. ``places_left`` only moves by the conditional update of
    ``missions.actions``. ``reference`` is the association's own identifier, for re-imports.
    States: draft, submitted, published, to_correct, refused, paused, filled, ended, cancelled.
    """

    __tablename__ = "missions"
    __table_args__ = (
        CheckConstraint("places_left >= 0", name="places_left_positive"),
        CheckConstraint("places_left <= places", name="places_left_within"),
        UniqueConstraint("association_id", "reference"),
        Index("ix_missions_state_updated", "state", "updated_at"),
    )

    association_id: Mapped[int] = mapped_column(ForeignKey("associations.id"), index=True)
    reference: Mapped[str | None] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(String(120))
    description: Mapped[str] = mapped_column(Text, default="")
    domain: Mapped[str] = mapped_column(String(30), default="")
    skills: Mapped[list[str]] = mapped_column(default=list)
    publics: Mapped[list[str]] = mapped_column(default=list)
    commune_code: Mapped[str | None] = mapped_column(ForeignKey("communes.code"), index=True)
    place_detail: Mapped[str] = mapped_column(String(200), default="")
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    remote: Mapped[bool] = mapped_column(default=False)
    slots: Mapped[list[str]] = mapped_column(default=list)
    flexible: Mapped[bool] = mapped_column(default=False)
    hours_per_week: Mapped[float | None]
    one_off: Mapped[bool] = mapped_column(default=False)
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    places: Mapped[int] = mapped_column(default=1)
    places_left: Mapped[int] = mapped_column(default=1)
    french: Mapped[str | None] = mapped_column(String(2))
    driving_licence: Mapped[bool | None]
    lifting: Mapped[bool | None]
    step_free: Mapped[bool | None]
    beginners: Mapped[bool | None]
    trial: Mapped[bool | None]
    welcome: Mapped[str] = mapped_column(Text, default="")
    expenses: Mapped[str] = mapped_column(String(200), default="")
    transit: Mapped[str] = mapped_column(String(200), default="")
    not_a_job: Mapped[bool] = mapped_column(default=False)
    decision_reason: Mapped[str] = mapped_column(String(40), default="")
    decision: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    updated_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)
    published_at: Mapped[datetime | None]
    confirmed_on: Mapped[date | None]

    association: Mapped[Association] = relationship(lazy="joined")
    commune: Mapped[Commune | None] = relationship(lazy="joined")
