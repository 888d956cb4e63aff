"""A thread between the three sides of an introduction, kept by its placement, and what is hard."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app import clock
from app.accounts.models import Account
from app.extensions import Addressed, Identified, Model


class Thread(Identified, Model):
    """A conversation; whoever holds it says who takes part."""

    __tablename__ = "threads"

    messages: Mapped[list["Message"]] = relationship(
        order_by="Message.id", lazy="raise_on_sql", cascade="all, delete-orphan"
    )


class Message(Identified, Model):
    """What someone wrote, read by the three sides; no address is ever shown with it."""

    __tablename__ = "messages"

    thread_id: Mapped[int] = mapped_column(ForeignKey("threads.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    on_behalf_of_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    body: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    author: Mapped[Account] = relationship(foreign_keys=[author_id], lazy="raise_on_sql")


class Difficulty(Addressed, Model):
    """Something that is not going well, told by anyone: it opens a mediation.

    Only who told it and who mediates read it: the référent decides what to share, in the thread.
    """

    __tablename__ = "difficulties"

    thread_id: Mapped[int] = mapped_column(ForeignKey("threads.id"), index=True)
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    told_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    theme: Mapped[str] = mapped_column(String(20))
    body: Mapped[str] = mapped_column(Text)
    opened_at: Mapped[datetime] = mapped_column(default=clock.now)
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    outcome: Mapped[str | None] = mapped_column(String(20))
    outcome_words: Mapped[str] = mapped_column(Text, default="")
    told_by: Mapped[Account] = relationship(foreign_keys=[told_by_id], lazy="joined")
    volunteer: Mapped[Account] = relationship(foreign_keys=[volunteer_id], lazy="joined")
