"""An association or a public host, what identifies it, and its members."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app import clock
from app.accounts.models import Account
from app.extensions import Addressed, Identified, Model
from app.lifecycle import Living
from app.territories.models import Commune
from app.vocabulary import Worded


class Kind(Worded):
    """What sort of body welcomes volunteers."""

    ASSOCIATION = "association", "Une association"
    PUBLIC_HOST = "public_host", "Une commune, une école, un musée, un établissement public"


class Association(Living, Addressed, Model):
    """A body that welcomes volunteers; at least one of RNA, SIREN/SIRET or folio identifies it.

    In Alsace-Moselle the register of the tribunal (``tribunal``, ``volume``, ``folio``) stands for
    the RNA. States: draft, submitted, verified, refused, suspended, closed.
    """

    __tablename__ = "associations"

    name: Mapped[str] = mapped_column(String(120), index=True)
    kind: Mapped[str] = mapped_column(String(12), default=Kind.ASSOCIATION)
    rna: Mapped[str | None] = mapped_column(String(10), index=True)
    siren: Mapped[str | None] = mapped_column(String(9), index=True)
    siret: Mapped[str | None] = mapped_column(String(14), index=True)
    tribunal: Mapped[str] = mapped_column(String(80), default="")
    volume: Mapped[str] = mapped_column(String(10), default="")
    folio: Mapped[str] = mapped_column(String(10), default="")
    description: Mapped[str] = mapped_column(Text, default="")
    website: Mapped[str] = mapped_column(String(200), default="")
    phone: Mapped[str] = mapped_column(String(16), default="")
    address: Mapped[str] = mapped_column(String(200), default="")
    commune_code: Mapped[str | None] = mapped_column(ForeignKey("communes.code"), index=True)
    insurer: Mapped[str] = mapped_column(String(120), default="")
    insurance_until: Mapped[date | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    decision: Mapped[str] = mapped_column(Text, default="")
    commune: Mapped[Commune | None] = relationship(lazy="joined")
    members: Mapped[list["Membership"]] = relationship(
        back_populates="association", order_by="Membership.id", lazy="raise_on_sql"
    )


class Membership(Identified, Model):
    """Someone who acts for an association; an association account has one."""

    __tablename__ = "memberships"
    __table_args__ = (UniqueConstraint("account_id"),)

    association_id: Mapped[int] = mapped_column(ForeignKey("associations.id"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    duty: Mapped[str] = mapped_column(String(80), default="")
    since: Mapped[datetime] = mapped_column(default=clock.now)
    association: Mapped[Association] = relationship(back_populates="members", lazy="joined")
    account: Mapped[Account] = relationship(lazy="joined")
