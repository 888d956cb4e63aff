"""A letter is a row, written in the transaction of the fact it announces; it leaves afterwards."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol

from flask import current_app
from jinja2 import TemplateNotFound
from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app import clock
from app.extensions import Addressed, Model, db
from app.languages import SOURCE, _, speaking, spoken
from app.leases import Leased
from app.letters.text_messages import in_one_go, plain

OPENING: set[str] = set()  # kinds whose link works once: who writes them says so
ADDRESS = re.compile(r"(https?://\S+/)[^/\s]+")
ANSWER = re.compile(r"(https?://\S+/s/)\w+")


class Channel(StrEnum):
    """How a letter reaches someone."""

    EMAIL = "email"
    SMS = "sms"
    PAPER = "paper"


class Recipient(Protocol):
    """Someone a letter is for."""

    @property
    def id(self) -> int | None:
        """The account, if there is one."""

    @property
    def email(self) -> str | None:
        """Where an e-mail goes."""

    @property
    def phone(self) -> str | None:
        """Where a text message goes."""

    @property
    def channel(self) -> str:
        """How this person is to be reached."""

    @property
    def reads(self) -> str:
        """The language of what is written to them."""


@dataclass(frozen=True)
class Addressee:
    """Someone who has no account yet: an address, and perhaps a first name."""

    email: str
    first_name: str = ""
    id: None = None
    phone: None = None
    channel: str = Channel.EMAIL
    reads: str = SOURCE


class Letter(Leased, Addressed, Model):
    """One message to one person.

    ``about`` names the fact (« introductions:12 »): what takes the fact back recalls its letters.
    A paper letter is never sent by the worker: a référent hands it over and says so. ``language``
    is the one it is written in, its reader’s.
    """

    __tablename__ = "letters"

    kind: Mapped[str] = mapped_column(String(60))
    channel: Mapped[str] = mapped_column(String(10))
    language: Mapped[str] = mapped_column(String(3), default=lambda: spoken().code)
    to_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    address: Mapped[str] = mapped_column(String(254), default="")
    subject: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    attachment_name: Mapped[str | None] = mapped_column(String(80))
    attachment: Mapped[str | None] = mapped_column(Text)
    about: Mapped[str] = mapped_column(String(60), default="", index=True)
    unsubscribe: Mapped[str] = mapped_column(String(200), default="")
    written_at: Mapped[datetime] = mapped_column(default=clock.now)
    not_before: Mapped[datetime] = mapped_column(default=clock.now, index=True)
    sent_at: Mapped[datetime | None] = mapped_column(index=True)
    failed_at: Mapped[datetime | None]
    failure: Mapped[str] = mapped_column(String(200), default="")
    recalled_at: Mapped[datetime | None]


def after_undo() -> datetime:
    """Give the moment from which an act of now can no longer be taken back."""
    return clock.now() + timedelta(minutes=current_app.config["SETTINGS"].undo_minutes)


def undo_since() -> datetime:
    """Give the moment since which an act can still be taken back."""
    return clock.now() - timedelta(minutes=current_app.config["SETTINGS"].undo_minutes)


def public_url() -> str:
    """Give the address of the site, as letters write it."""
    return str(current_app.config["SETTINGS"].public_url)


def about(thing: Any) -> str:
    """Name a fact, for the letters that announce it."""
    return f"{thing.__tablename__}:{thing.id}"


def write(
    kind: str,
    to: Recipient,
    *,
    not_before: datetime | None = None,
    attachment: tuple[str, str] | None = None,
    unsubscribe: str = "",
    **words: Any,
) -> Letter:
    """Write the letter ``templates/letters/<kind>.txt`` for someone, by the way that reaches them.

    The template's first line is « Objet : … ». ``words["about"]``, when given, is the row of the
    fact. ``attachment`` is a (file name, text) pair, for a calendar entry. ``unsubscribe`` is where
    a mailbox stops such letters in one press; the letter’s words know it too. The letter is in the
    language of who receives it, whatever the language of who makes it leave.
    """
    channel = to.channel
    language, subject, body = _worded(kind, to, {**words, "unsubscribe": unsubscribe})
    fact = words.get("about")
    letter = Letter(
        kind=kind,
        channel=channel,
        language=language,
        to_id=to.id,
        address={"email": to.email, "sms": to.phone}.get(channel) or "",
        subject=subject,
        body=body,
        about=about(fact) if fact is not None else "",
        not_before=not_before or clock.now(),
        recalled_at=clock.now() if _stays_here(fact, to, channel) else None,
        unsubscribe=unsubscribe,
        attachment_name=attachment[0] if attachment else None,
        attachment=attachment[1] if attachment else None,
    )
    db.session.add(letter)
    return letter


def _worded(kind: str, to: Recipient, words: dict[str, Any]) -> tuple[str, str, str]:
    """Give the language of a letter, its subject and its words."""
    with speaking(to.reads):
        subject, body = render(kind, to=to, **words)
        if to.channel == Channel.SMS:
            body = short(kind, subject, to=to, **words)
        return spoken().code, subject, body


def _stays_here(fact: Any, to: Recipient, channel: str) -> bool:
    """Tell whether a letter may not leave: to someone not real, or to an association about them.

    What someone who is not real would receive on paper is there to print, to learn with.
    """
    if getattr(to, "is_practice", False):
        return channel != Channel.PAPER
    person = getattr(fact, "volunteer", None)
    return getattr(to, "role", None) == "association" and getattr(person, "is_practice", False)


def kept(letter: Letter) -> str:
    """Give what stays written here of a letter that has left: not the links that open something.

    The demonstration keeps them, since its mailbox is read here.
    """
    if current_app.config["SETTINGS"].demo:
        return letter.body
    body = ANSWER.sub(r"\1…", letter.body)
    return ADDRESS.sub(r"\1…", body) if letter.kind in OPENING else body


def link(endpoint: str, **values: Any) -> str:
    """Give the whole address of a page, from the public address of the site, never a request's."""
    public = str(current_app.config["SETTINGS"].public_url).rstrip("/")
    return public + current_app.url_map.bind("").build(endpoint, values)


def render(kind: str, **words: Any) -> tuple[str, str]:
    """Give the subject and the body of a letter; ``link`` is there to write addresses."""
    text = _text(f"letters/{kind}.txt", words)
    first, _, body = text.partition("\n")
    head = "Objet : "
    if not first.startswith(head):
        raise ValueError(f"letters/{kind}.txt must begin with « {head}… »")
    return " ".join(first.removeprefix(head).split())[:200], body.strip() + "\n"


def _text(name: str, words: dict[str, Any]) -> str:
    """Write a template without the page's own words: a letter may be written outside a request."""
    template = current_app.jinja_env.get_template(name)
    return template.render(site=current_app.config["SETTINGS"], link=link, **words)


def short(kind: str, subject: str, **words: Any) -> str:
    """Give the text message of a letter: ``<kind>.sms.txt``, else its subject and whom to call.

    It is sent in one go in every case: words too long give way to the subject, cut.
    """
    site = current_app.config["SETTINGS"]
    try:
        said = " ".join(_text(f"letters/{kind}.sms.txt", words).split())
    except TemplateNotFound:
        said = ""
    if said and in_one_go(said):
        return said
    head = f"{site.name} : "
    foot = f". {_('Une question ? %(phone)s', phone=site.help_phone)}"
    about, cut = plain(subject), len(subject)
    while not in_one_go(head + about + foot):
        cut -= 1
        about = f"{plain(subject)[:cut]}..."
    return head + about + foot
