"""A letter is a row, written in the transaction of the fact it announces; it leaves afterwards."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol

from flask import current_app
from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app import clock
from app.extensions import Addressed, Model, db


class Channel(StrEnum):
    """How a letter reaches someone."""

    EMAIL = "email"
    SMS = "sms"
    PAPER = "paper"


class Recipient(Protocol):
    """Someone a letter is for."""

    id: int
    email: str | None
    phone: str | None

    @property
    def channel(self) -> str:
        """How this person is to be reached."""


class Letter(Addressed, Model):
    """One message to one person.

    ``about`` names the fact (« introductions:12 »): what takes the fact back recalls its letters.
    A paper letter is never sent by the worker: a référent hands it over and says so.
    """

    __tablename__ = "letters"

    kind: Mapped[str] = mapped_column(String(60))
    channel: Mapped[str] = mapped_column(String(10))
    to_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    address: Mapped[str] = mapped_column(String(254), default="")
    subject: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    attachment_name: Mapped[str | None] = mapped_column(String(80))
    attachment: Mapped[str | None] = mapped_column(Text)
    about: Mapped[str] = mapped_column(String(60), default="", index=True)
    written_at: Mapped[datetime] = mapped_column(default=clock.now)
    not_before: Mapped[datetime] = mapped_column(default=clock.now, index=True)
    lease_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None] = mapped_column(index=True)
    failed_at: Mapped[datetime | None]
    failure: Mapped[str] = mapped_column(String(200), default="")
    recalled_at: Mapped[datetime | None]


def after_undo() -> datetime:
    """Give the moment from which an act of now can no longer be taken back."""
    return clock.now() + timedelta(minutes=current_app.config["SETTINGS"].undo_minutes)


def about(thing: Any) -> str:
    """Name a fact, for the letters that announce it."""
    return f"{thing.__tablename__}:{thing.id}"


def write(
    kind: str,
    to: Recipient,
    *,
    not_before: datetime | None = None,
    attachment: tuple[str, str] | None = None,
    **words: Any,
) -> Letter:
    """Write the letter ``templates/letters/<kind>.txt`` for someone, by the way that reaches them.

    The template's first line is « Objet : … ». ``words["about"]``, when given, is the row of the
    fact. ``attachment`` is a (file name, text) pair, for a calendar entry.
    """
    subject, body = render(kind, to=to, **words)
    channel = to.channel
    fact = words.get("about")
    letter = Letter(
        kind=kind,
        channel=channel,
        to_id=to.id,
        address={"email": to.email, "sms": to.phone}.get(channel) or "",
        subject=subject,
        body=body,
        about=about(fact) if fact is not None else "",
        not_before=not_before or clock.now(),
        attachment_name=attachment[0] if attachment else None,
        attachment=attachment[1] if attachment else None,
    )
    db.session.add(letter)
    return letter


def render(kind: str, **words: Any) -> tuple[str, str]:
    """Give the subject and the body of a letter."""
    site = current_app.config["SETTINGS"]
    template = current_app.jinja_env.get_template(f"letters/{kind}.txt")
    text = template.render(site=site, **words)
    first, _, body = text.partition("\n")
    head = "Objet : "
    if not first.startswith(head):
        raise ValueError(f"letters/{kind}.txt must begin with « {head}… »")
    return first.removeprefix(head).strip(), body.strip() + "\n"
