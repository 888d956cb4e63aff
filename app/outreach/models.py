"""Prescribers and whom they refer, bodies not yet registered, meetings, openings to come."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app import clock
from app.accounts.models import Account
from app.associations.models import Association
from app.associations.words import Kind
from app.extensions import Addressed, Identified, Model
from app.lifecycle import Living
from app.outreach import life
from app.territories.models import Commune, Territory


class Prescriber(Addressed, Model):
    """A professional elsewhere who sends us people, by a personal link and without account.

    The link’s secret is derived from ``token`` and ``generation`` (see ``links``); only its digest
    is kept. A new generation ends the links before it; none opens once ``revoked_at`` is set.
    """

    __tablename__ = "prescribers"

    first_name: Mapped[str] = mapped_column(String(60))
    last_name: Mapped[str] = mapped_column(String(80))
    body: Mapped[str] = mapped_column(String(120))
    duty: Mapped[str] = mapped_column(String(80), default="")
    email: Mapped[str] = mapped_column(String(254), index=True)
    phone: Mapped[str | None] = mapped_column(String(16))
    territory_id: Mapped[int | None] = mapped_column(
        ForeignKey("territories.id", ondelete="SET NULL"), index=True
    )
    generation: Mapped[int] = mapped_column(default=0)
    digest: Mapped[str | None] = mapped_column(String(64), unique=True)
    link_sent_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    created_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))

    territory: Mapped[Territory | None] = relationship(lazy="joined")

    @property
    def full_name(self) -> str:
        """The whole name."""
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def is_open(self) -> bool:
        """Whether the personal link may be used."""
        return self.revoked_at is None


class Referral(Living, Addressed, Model):
    """A person whom a prescriber sends us, with the person’s agreement.

    ``volunteer_id`` is who they are here, once accepted. ``once`` comes from the form: the same
    form sent twice refers once. What the référent asks and the prescriber replies are kept in
    ``question`` and ``reply``; ``sentence`` is what a refusal adds to its closed reason.
    """

    __tablename__ = "referrals"
    steps = life.STEPS

    prescriber_id: Mapped[int] = mapped_column(ForeignKey("prescribers.id"), index=True)
    first_name: Mapped[str] = mapped_column(String(60))
    last_name: Mapped[str] = mapped_column(String(80))
    email: Mapped[str | None] = mapped_column(String(254))
    phone: Mapped[str | None] = mapped_column(String(16))
    commune_code: Mapped[str] = mapped_column(ForeignKey("communes.code"), index=True)
    words: Mapped[str] = mapped_column(Text, default="")
    agreed_on: Mapped[date] = mapped_column(default=clock.today)
    referred_on: Mapped[date] = mapped_column(default=clock.today, index=True)
    once: Mapped[str | None] = mapped_column(String(32), unique=True)
    question: Mapped[str] = mapped_column(Text, default="")
    reply: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str | None] = mapped_column(String(20))
    sentence: Mapped[str] = mapped_column(Text, default="")
    answered_on: Mapped[date | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    volunteer_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    reminded_at: Mapped[datetime | None]

    prescriber: Mapped[Prescriber] = relationship(lazy="joined")
    commune: Mapped[Commune] = relationship(lazy="joined")
    answered_by: Mapped[Account | None] = relationship(foreign_keys=[answered_by_id], lazy="select")
    volunteer: Mapped[Account | None] = relationship(foreign_keys=[volunteer_id], lazy="select")

    @property
    def full_name(self) -> str:
        """The whole name of the person referred."""
        return f"{self.first_name} {self.last_name}".strip()


class Prospect(Living, Addressed, Model):
    """A body that could welcome volunteers and is not registered yet."""

    __tablename__ = "prospects"
    steps = life.PROSPECT_STEPS

    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(12), default=Kind.ASSOCIATION)
    commune_code: Mapped[str | None] = mapped_column(ForeignKey("communes.code"), index=True)
    notes: Mapped[str] = mapped_column(Text, default="")
    next_step: Mapped[str] = mapped_column(String(200), default="")
    next_step_on: Mapped[date | None] = mapped_column(index=True)
    followed_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    association_id: Mapped[int | None] = mapped_column(ForeignKey("associations.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    commune: Mapped[Commune | None] = relationship(lazy="joined")
    followed_by: Mapped[Account] = relationship(lazy="joined")
    association: Mapped[Association | None] = relationship(lazy="select")
    contacts: Mapped[list["ProspectContact"]] = relationship(
        back_populates="prospect", order_by="ProspectContact.id", lazy="select"
    )


class ProspectContact(Addressed, Model):
    """Someone to call in a body not yet registered."""

    __tablename__ = "prospect_contacts"

    prospect_id: Mapped[int] = mapped_column(ForeignKey("prospects.id"), index=True)
    first_name: Mapped[str] = mapped_column(String(60))
    last_name: Mapped[str] = mapped_column(String(80), default="")
    duty: Mapped[str] = mapped_column(String(80), default="")
    email: Mapped[str | None] = mapped_column(String(254))
    phone: Mapped[str | None] = mapped_column(String(16))

    prospect: Mapped[Prospect] = relationship(back_populates="contacts", lazy="joined")


class Encounter(Addressed, Model):
    """A meeting where the scheme was presented or talked about."""

    __tablename__ = "encounters"
    __table_args__ = (CheckConstraint("people >= 0", name="people_are_counted"),)

    on: Mapped[date] = mapped_column(index=True)
    with_whom: Mapped[str] = mapped_column(String(160))
    territory_id: Mapped[int | None] = mapped_column(
        ForeignKey("territories.id", ondelete="SET NULL"), index=True
    )
    subject: Mapped[str] = mapped_column(String(200))
    people: Mapped[int]
    follow_up: Mapped[str] = mapped_column(Text, default="")
    noted_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)

    territory: Mapped[Territory | None] = relationship(lazy="joined")
    noted_by: Mapped[Account] = relationship(lazy="joined")


class OpeningNotice(Identified, Model):
    """An address to tell, on the day the site opens where its owner lives; then it is forgotten."""

    __tablename__ = "opening_notices"
    __table_args__ = (UniqueConstraint("email", "commune_code"),)

    email: Mapped[str] = mapped_column(String(254))
    commune_code: Mapped[str] = mapped_column(ForeignKey("communes.code"), index=True)
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)

    commune: Mapped[Commune] = relationship(lazy="joined")
