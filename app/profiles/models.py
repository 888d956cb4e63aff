"""What a volunteer offers, wishes and can manage: needs, never causes."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app import clock
from app.accounts.models import Account
from app.extensions import Identified, Model
from app.profiles.questions import KEYS, QUESTIONS, Question


class Profile(Identified, Model):
    """A volunteer's answers; None or empty means « not said », and rules nothing out.

    ``answered`` lists the questions already met, so that one resumes where one stopped. The home
    commune is the account's.
    """

    __tablename__ = "profiles"

    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), unique=True)
    skills: Mapped[list[str]] = mapped_column(default=list)
    interests: Mapped[list[str]] = mapped_column(default=list)
    wishes: Mapped[str] = mapped_column(Text, default="")
    modes: Mapped[list[str]] = mapped_column(default=list)
    max_minutes: Mapped[int | None]
    slots: Mapped[list[str]] = mapped_column(default=list)
    hours_per_week: Mapped[float | None]
    french: Mapped[str | None]
    driving_licence: Mapped[bool | None]
    no_lifting: Mapped[bool | None]
    wheelchair: Mapped[bool | None]
    remote_ok: Mapped[bool | None]
    answered: Mapped[list[str]] = mapped_column(default=list)
    confirmed_at: Mapped[datetime | None]
    updated_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)

    account: Mapped[Account] = relationship(lazy="joined")

    @property
    def is_begun(self) -> bool:
        """Whether at least one question was met."""
        return bool(self.answered or self.confirmed_at)

    @property
    def is_seen_through(self) -> bool:
        """Whether every question was met, answered or passed."""
        return bool(self.confirmed_at) or set(KEYS) <= set(self.answered)

    @property
    def next_question(self) -> Question | None:
        """The first question not met yet."""
        if self.is_seen_through:
            return None
        return next(q for q in QUESTIONS if q.key not in self.answered)
