"""When someone was last heard of, what they ask, what is archived, who opened what, what went."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app import clock
from app.accounts.models import Account
from app.extensions import Addressed, Identified, Model
from app.papers.models import Document
from app.vocabulary import Worded

WAITING = text("done_at IS NULL AND taken_back_at IS NULL")


class LastContact(Model):
    """The last day someone was heard of, and the two warnings that their account will go.

    An interview, a message, a login, a phone note: never what the clock does alone.
    """

    __tablename__ = "last_contacts"

    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    on: Mapped[date] = mapped_column(index=True)
    warned_on: Mapped[date | None]
    warned_again_on: Mapped[date | None]


class ErasureRequest(Addressed, Model):
    """What is kept of someone must go; the person may undo it by one click until ``due_at``.

    ``ended_at`` is when what was under way was ended: the rest goes once those concerned were told.
    ``by_the_clock`` when nobody asked, and nothing was heard of the person for too long.
    """

    __tablename__ = "erasure_requests"
    __table_args__ = (
        Index("uq_erasure_requests_waiting", "account_id", unique=True,
              sqlite_where=WAITING, postgresql_where=WAITING),
    )  # fmt: skip

    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    due_at: Mapped[datetime] = mapped_column(index=True)
    by_the_clock: Mapped[bool] = mapped_column(default=False)
    taken_back_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship(lazy="joined")


class Archive(Addressed, Model):
    """A signed paper set apart: no page shows it, a command gives it, for a reason it writes."""

    __tablename__ = "archives"

    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), unique=True)
    archived_on: Mapped[date] = mapped_column(default=clock.today)
    keep_until: Mapped[date] = mapped_column(index=True)

    document: Mapped[Document] = relationship(lazy="joined")


class What(Worded):
    """What of someone was opened."""

    FILE = "file", "La fiche"
    NOTES = "notes", "Les rendez-vous et les notes"
    CONTRACT = "contract", "Le contrat"
    REQUEST = "request", "Une demande ou une mission"
    EXPORT = "export", "Un export de chiffres"
    EXCEPTION = "exception", "La fiche, par accès exceptionnel"
    PAPER = "paper", "Un document"
    COPY = "copy", "Une copie de toutes les données"
    ARCHIVE = "archive", "Une archive"


class Access(Identified, Model):
    """Someone opened something: pseudonyms only, chained by the worker a moment later.

    ``reader`` and ``person`` are keyed digests of account numbers: with the site’s key one checks a
    name against them, without it nobody finds one. ``rank``, ``previous`` and ``seal`` are empty
    until sealed; each seal holds the one before, under the same key.
    """

    __tablename__ = "accesses"
    __table_args__ = (Index("ix_accesses_person", "person", "at"),)

    at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
    reader: Mapped[str] = mapped_column(String(32))
    role: Mapped[str] = mapped_column(String(12))
    person: Mapped[str] = mapped_column(String(32), default="")
    what: Mapped[str] = mapped_column(String(12))
    number: Mapped[str] = mapped_column(String(40), default="")
    rank: Mapped[int | None] = mapped_column(unique=True)
    previous: Mapped[str | None] = mapped_column(String(64))
    seal: Mapped[str | None] = mapped_column(String(64))


class Anchor(Identified, Model):
    """Where the chain of accesses begins, once what is older was purged."""

    __tablename__ = "access_anchors"

    rank: Mapped[int]
    seal: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(default=clock.now)


class Purge(Identified, Model):
    """What one run of the purge removed, by category: numbers that name nobody."""

    __tablename__ = "purges"

    started_at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
    ended_at: Mapped[datetime | None]
    figures: Mapped[dict[str, Any]] = mapped_column(default=dict)
