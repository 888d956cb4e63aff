"""A thread between the three sides of an introduction, kept by its placement, and what is hard."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app import clock
from app.accounts.models import Account
from app.extensions import Addressed, Identified, Model
from app.languages import _
from app.vocabulary import Worded


class Theme(Worded):
    """What is hard, in the words all three sides read."""

    SCHEDULE = "schedule", _("Les jours ou les horaires")
    TRAVEL = "travel", _("Le trajet")
    TASKS = "tasks", _("Ce qu’il y a à faire")
    EFFORT = "effort", _("La fatigue, l’effort")
    RELATIONS = "relations", _("L’accueil, les relations")
    LANGUAGE = "language", _("Se comprendre, la langue")
    NO_NEWS = "no_news", _("Plus de nouvelles")
    OTHER = "other", _("Autre chose")


class Outcome(Worded):
    """How a mediation ends."""

    SOLVED = "solved", _("C’est réglé")
    ARRANGED = "arranged", _("On a changé quelque chose ensemble")
    TALKED = "talked", _("On en a parlé, rien à changer")
    STOPPED = "stopped", _("La mission s’arrête")


class Thread(Identified, Model):
    """A conversation; whoever holds it says who takes part."""

    __tablename__ = "threads"

    messages: Mapped[list["Message"]] = relationship(
        order_by=_("Message.id"), lazy="raise_on_sql", cascade="all, delete-orphan"
    )


class Message(Identified, Model):
    """What someone wrote; no address is ever shown with it.

    ``aside`` keeps it between the person and who mediates: the association does not read it.
    """

    __tablename__ = "messages"

    thread_id: Mapped[int] = mapped_column(ForeignKey("threads.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    on_behalf_of_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    aside: Mapped[bool] = mapped_column(default=False)
    body: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    author: Mapped[Account] = relationship(foreign_keys=[author_id], lazy="raise_on_sql")
    on_behalf_of: Mapped[Account | None] = relationship(
        foreign_keys=[on_behalf_of_id], lazy="raise_on_sql"
    )


class Difficulty(Addressed, Model):
    """Something that is not going well, told by anyone: it opens a mediation.

    Only who told it and who mediates read it: the référent decides what to share, in the thread.
    """

    __tablename__ = "difficulties"

    thread_id: Mapped[int] = mapped_column(ForeignKey("threads.id"), index=True)
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    told_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    on_behalf_of_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    theme: Mapped[str] = mapped_column(String(20))
    body: Mapped[str] = mapped_column(Text)
    opened_at: Mapped[datetime] = mapped_column(default=clock.now)
    closed_at: Mapped[datetime | None] = mapped_column(index=True)
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    outcome: Mapped[str | None] = mapped_column(String(20))
    outcome_words: Mapped[str] = mapped_column(Text, default="")
    told_by: Mapped[Account] = relationship(foreign_keys=[told_by_id], lazy="joined")
    volunteer: Mapped[Account] = relationship(foreign_keys=[volunteer_id], lazy="joined")
