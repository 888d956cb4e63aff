"""A search that someone wants to hear of."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app import clock
from app.accounts.models import Account
from app.extensions import Addressed, Model
from app.languages import _
from app.vocabulary import Worded


class Rhythm(Worded):
    """How often one hears of it, at most."""

    WEEK = "week", _("Une fois par semaine")
    DAY = "day", _("Une fois par jour")


class Alert(Addressed, Model):
    """A search kept: for an account, or for an address confirmed from its mailbox.

    ``query`` is the address of the search, as people share it. ``told`` are the keys of the last
    missions told, so that none is told twice. ``next_at`` is when to look again.
    """

    __tablename__ = "alerts"

    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    email: Mapped[str] = mapped_column(String(254), default="", index=True)
    language: Mapped[str] = mapped_column(String(8), default="fr")
    query: Mapped[dict[str, Any]] = mapped_column(default=dict)
    title: Mapped[str] = mapped_column(String(300))
    rhythm: Mapped[str] = mapped_column(String(5), default=Rhythm.WEEK.value)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    confirmed_at: Mapped[datetime | None] = mapped_column(index=True)
    looked_at: Mapped[datetime] = mapped_column(default=clock.now)
    next_at: Mapped[datetime | None] = mapped_column(index=True)
    told: Mapped[list[int]] = mapped_column(JSON, default=list)

    account: Mapped[Account | None] = relationship(lazy="joined")
