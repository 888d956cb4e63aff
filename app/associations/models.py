"""An association or a public host, what identifies it, its life, and its members."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, and_, select
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates
from sqlalchemy.sql import ColumnElement

from app import clock
from app.accounts.models import Account, Role
from app.associations.words import Decision as Decision
from app.associations.words import Described, Kind, State
from app.extensions import Addressed, Identified, Model, db
from app.lifecycle import Living, Step
from app.territories.models import Commune
from app.territories.queries import simplified


def is_member(account: Any, association_id: int) -> bool:
    """Tell whether this account acts for this association."""
    if account is None or getattr(account, "role", None) != Role.ASSOCIATION:
        return False
    found = select(Membership.id).where(
        Membership.account_id == account.id, Membership.association_id == association_id
    )
    return db.session.scalar(found) is not None


def is_own(account: Any, association: "Association") -> bool:
    """Tell whether this account is a member of the association."""
    return is_member(account, association.id)


def pilots(account: Any, _thing: Any) -> bool:
    """Tell whether this account pilots the département."""
    return account is not None and account.role == Role.PILOT


def is_own_or_pilots(account: Any, association: "Association") -> bool:
    """Tell whether this account is a member, or pilots."""
    return pilots(account, association) or is_own(account, association)


SUBMIT = Step(
    "submit", {State.DRAFT, State.REFUSED}, State.SUBMITTED, is_own,
    "Envoyer pour vérification", "C’est envoyé. Nous vérifions votre fiche sous deux jours ouvrés.",
)  # fmt: skip
VERIFY = Step(
    "verify", {State.SUBMITTED}, State.VERIFIED, pilots,
    "Vérifier", "L’association est vérifiée. Ses membres reçoivent une lettre.",
)  # fmt: skip
REFUSE = Step(
    "refuse", {State.SUBMITTED}, State.REFUSED, pilots,
    "Refuser", "La fiche est refusée. Les membres reçoivent la raison et peuvent corriger.",
)  # fmt: skip
SUSPEND = Step(
    "suspend", {State.VERIFIED}, State.SUSPENDED, pilots,
    "Suspendre", "L’association est suspendue. Ses missions ne sont plus visibles.",
)  # fmt: skip
RESTORE = Step(
    "restore", {State.SUSPENDED}, State.VERIFIED, pilots,
    "Rétablir", "L’association est rétablie. Ses missions sont de nouveau visibles.",
)  # fmt: skip
CLOSE = Step(
    "close",
    {State.DRAFT, State.SUBMITTED, State.VERIFIED, State.REFUSED, State.SUSPENDED},
    State.CLOSED, is_own_or_pilots,
    "Fermer l’espace", "L’espace est fermé. Ses missions ne sont plus visibles.",
)  # fmt: skip


class Association(Described, Living, Addressed, Model):
    """A body that welcomes volunteers; at least one of RNA, SIREN/SIRET or folio identifies it.

    In Alsace-Moselle the register of the tribunal (``tribunal``, ``volume``, ``folio``) stands for
    the RNA; a public host without number says in ``no_number`` what it is. ``noticed`` lists the
    insurance notices already sent, each with the date it was about. ``verified_on`` is the day it
    was first verified, ``closed_on`` the day its space was closed: figures count between the two.
    """

    __tablename__ = "associations"
    steps: ClassVar[tuple[Step, ...]] = (SUBMIT, VERIFY, REFUSE, SUSPEND, RESTORE, CLOSE)

    name: Mapped[str] = mapped_column(String(120), index=True)
    search_name: Mapped[str] = mapped_column(String(200), default="")
    kind: Mapped[str] = mapped_column(String(12), default=Kind.ASSOCIATION)
    rna: Mapped[str | None] = mapped_column(String(10), index=True)
    siren: Mapped[str | None] = mapped_column(String(9), index=True)
    siret: Mapped[str | None] = mapped_column(String(14), index=True)
    tribunal: Mapped[str] = mapped_column(String(80), default="")
    volume: Mapped[str] = mapped_column(String(10), default="")
    folio: Mapped[str] = mapped_column(String(10), default="")
    no_number: Mapped[str] = mapped_column(String(200), default="")
    description: Mapped[str] = mapped_column(Text, default="")
    website: Mapped[str] = mapped_column(String(200), default="")
    phone: Mapped[str] = mapped_column(String(16), default="")
    address: Mapped[str] = mapped_column(String(200), default="")
    commune_code: Mapped[str | None] = mapped_column(ForeignKey("communes.code"), index=True)
    insurer: Mapped[str] = mapped_column(String(120), default="")
    insurance_until: Mapped[date | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    decision_reason: Mapped[str] = mapped_column(String(40), default="")
    decision: Mapped[str] = mapped_column(Text, default="")
    noticed: Mapped[list[str]] = mapped_column(default=list)
    verified_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    commune: Mapped[Commune | None] = relationship(lazy="joined")
    members: Mapped[list["Membership"]] = relationship(
        back_populates="association", order_by="Membership.id", lazy="raise_on_sql"
    )

    @validates("name")
    def _keep_name_to_search(self, _key: str, name: str) -> str:
        self.search_name = simplified(name)[:200]
        return name

    @hybrid_property
    def is_shown(self) -> bool:
        """Whether its missions are seen: verified and insured."""
        return self.state == State.VERIFIED and self.is_insured

    @is_shown.inplace.expression
    @classmethod
    def _is_shown(cls) -> ColumnElement[bool]:
        return and_(cls.state == State.VERIFIED, cls.insurance_until >= clock.today())

    @property
    def is_fixed(self) -> bool:
        """Whether what identifies it was checked, and no longer changes."""
        return self.state in {State.VERIFIED, State.SUSPENDED, State.CLOSED}

    @property
    def missing(self) -> Sequence[str]:
        """The tasks left before the sheet can be sent, as names of its parts."""
        return [part for part, is_done in self.tasks.items() if not is_done]

    @property
    def tasks(self) -> dict[str, bool]:
        """The parts of the sheet, each with whether it is done."""
        return {
            "identity": self.is_identified,
            "commune": bool(self.commune_code),
            "insurance": bool(self.insurer) and self.is_insured,
        }

    @property
    def is_identified(self) -> bool:
        """Whether a number, a register or an explanation says what body this is."""
        folio = self.tribunal and self.volume and self.folio
        explained = self.kind == Kind.PUBLIC_HOST and self.no_number
        return bool(self.rna or self.siren or folio or explained)


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
