"""The passport of a person: its lines, the papers made of it, and their signed credentials."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app import clock
from app.accounts.models import Account
from app.associations.models import Association
from app.extensions import Addressed, Identified, Model
from app.languages import _
from app.lifecycle import Living, Step
from app.papers.models import Document
from app.passports import catalogue
from app.passports.catalogue import Level
from app.passports.life import STEPS, State
from app.vocabulary import Worded


class Autonomy(Worded):
    """How much one did alone."""

    GUIDED = "1", _("Avec quelqu’un à côté de moi")
    HELPED = "2", _("Seul, et quelqu’un vérifiait")
    ALONE = "3", _("Seul")
    LEADS = "4", _("Seul, et je montrais aux autres")


class Booklet(Identified, Model):
    """What someone says of themselves on the first page, and what they show to others."""

    __tablename__ = "booklets"

    volunteer_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), unique=True)
    name: Mapped[str] = mapped_column(String(120), default="")
    contact: Mapped[str] = mapped_column(String(200), default="")
    reasons: Mapped[str] = mapped_column(Text, default="")
    studies: Mapped[str] = mapped_column(Text, default="")
    jobs: Mapped[str] = mapped_column(Text, default="")
    shares: Mapped[bool] = mapped_column(default=False)

    volunteer: Mapped[Account] = relationship(lazy="joined")

    @property
    def shown_name(self) -> str:
        """The name written on the papers."""
        return self.name or self.volunteer.full_name


class Entry(Living, Addressed, Model):
    """One line: a mission, what was done there, and what it shows.

    What is known of the association is copied, so that the line stays true when its sheet changes.
    ``skills`` are {code, level, example}. ``ask`` is the secret of the link sent to who attests.
    A correction is a new line that ``replaces`` the old one once attested in its turn.
    """

    __tablename__ = "passport_entries"
    __table_args__ = (
        CheckConstraint("hours IS NULL OR hours >= 0", name="hours_positive"),
        UniqueConstraint("placement_id", "number"),
    )
    steps: ClassVar[tuple[Step, ...]] = STEPS

    volunteer_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    placement_id: Mapped[int | None] = mapped_column(ForeignKey("placements.id"), index=True)
    association_id: Mapped[int | None] = mapped_column(ForeignKey("associations.id"), index=True)
    number: Mapped[int] = mapped_column(default=1)
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("passport_entries.id"))
    association_name: Mapped[str] = mapped_column(String(120))
    association_facts: Mapped[str] = mapped_column(String(300), default="")
    association_purpose: Mapped[str] = mapped_column(Text, default="")
    title: Mapped[str] = mapped_column(String(120))
    place: Mapped[str] = mapped_column(String(120), default="")
    started_on: Mapped[date]
    ended_on: Mapped[date | None]
    hours: Mapped[float | None]
    rhythm: Mapped[str] = mapped_column(String(120), default="")
    context: Mapped[str] = mapped_column(Text, default="")
    tasks: Mapped[list[str]] = mapped_column(default=list)
    results: Mapped[str] = mapped_column(Text, default="")
    responsibilities: Mapped[str] = mapped_column(Text, default="")
    autonomy: Mapped[str] = mapped_column(String(1), default="")
    tools: Mapped[list[str]] = mapped_column(default=list)
    trainings: Mapped[list[str]] = mapped_column(default=list)
    skills: Mapped[list[Any]] = mapped_column(JSON, default=list)
    comment: Mapped[str] = mapped_column(Text, default="")
    hidden: Mapped[bool] = mapped_column(default=False)
    remark: Mapped[str] = mapped_column(Text, default="")
    attester_email: Mapped[str] = mapped_column(String(254), default="")
    ask: Mapped[str | None] = mapped_column(String(32))
    asked_at: Mapped[datetime | None]
    agreed_at: Mapped[datetime | None]
    attested_at: Mapped[datetime | None]
    attester_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    attester_name: Mapped[str] = mapped_column(String(120), default="")
    attester_role: Mapped[str] = mapped_column(String(120), default="")
    statement: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    volunteer: Mapped[Account] = relationship(foreign_keys=[volunteer_id], lazy="joined")
    association: Mapped[Association | None] = relationship(lazy="raise_on_sql")
    replaces: Mapped["Entry | None"] = relationship(remote_side="Entry.id", lazy="raise_on_sql")

    @property
    def is_attested(self) -> bool:
        """Whether an association vouches for it today."""
        return self.state == State.ATTESTED

    @property
    def is_open(self) -> bool:
        """Whether the person may still change it."""
        return self.state == State.DRAFT

    @property
    def state_words(self) -> str:
        """Where it is, in words."""
        return State.said(self.state)

    @property
    def autonomy_words(self) -> str:
        """How much was done alone, in words."""
        return Autonomy.said(self.autonomy)

    @property
    def known_skills(self) -> list[dict[str, Any]]:
        """The skills with the words of their lists, in the order chosen."""
        lists = catalogue.every()
        return [
            {**one, "skill": lists[one["code"]], "level_words": Level.said(one.get("level"))}
            for one in self.skills
            if one["code"] in lists
        ]


class Proof(Addressed, Model):
    """A paper that others can check: its token is on it, its fingerprint is its document’s.

    ``entries`` are the tokens of the attested lines it holds: when one is corrected or withdrawn,
    the paper is no longer good. ``words_hash`` tells whether the same paper exists already.
    """

    __tablename__ = "proofs"

    volunteer_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"))
    kind: Mapped[str] = mapped_column(String(30))
    words_hash: Mapped[str] = mapped_column(String(64), index=True)
    entries: Mapped[list[str]] = mapped_column(default=list)
    made_on: Mapped[date] = mapped_column(default=clock.today)
    withdrawn_at: Mapped[datetime | None]

    document: Mapped[Document] = relationship(lazy="joined")
    volunteer: Mapped[Account] = relationship(lazy="joined")


class Credential(Addressed, Model):
    """An Open Badges 3.0 credential for one attested line; its place in the list of revocations."""

    __tablename__ = "credentials"

    entry_id: Mapped[int] = mapped_column(ForeignKey("passport_entries.id"), unique=True)
    status_index: Mapped[int] = mapped_column(unique=True)
    issued_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    jwt: Mapped[str] = mapped_column(Text)

    entry: Mapped[Entry] = relationship(lazy="joined")
