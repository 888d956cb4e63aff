"""CER or contrat d'engagement, and the separate, optional engagement citoyen sheet."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Account
from app.contracts import life
from app.extensions import Addressed, Identified, Model
from app.lifecycle import Living
from app.vocabulary import Worded


class ContractType(Worded):
    """The contract in force in the département: a setting."""

    CER = "cer", "Contrat d’engagements réciproques"
    CE = "ce", "Contrat d’engagement"


class Party(Worded):
    """Who commits to something."""

    PERSON = "person", "La personne"
    REFERENT = "referent", "Le référent"


class Setting(Worded):
    """Where a civic activity takes place."""

    ASSOCIATION = "association", "Dans une association"
    PUBLIC_BODY = "public_body", "Dans un service public"
    INFORMAL = "informal", "Entre voisins, en famille, au quartier"
    COLLECTIVE_ACTION = "collective_action", "Dans une action collective"


class Contract(Living, Addressed, Model):
    """One term of a contract; all its days are inclusive civil days.

    ``anchor_on`` is the first day from which every term is computed, ``number`` its rank from
    there. ``ends_on`` is planned; ``closed_on`` is the last day when it ended otherwise.
    """

    __tablename__ = "contracts"
    steps = life.STEPS
    __table_args__ = (CheckConstraint("ends_on >= effective_on", name="ends_after_its_start"),)

    episode_id: Mapped[int] = mapped_column(ForeignKey("episodes.id"), index=True)
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    referent_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("contracts.id"), unique=True)
    kind: Mapped[str] = mapped_column(String(10))
    number: Mapped[int] = mapped_column(default=1)
    pathway: Mapped[str | None] = mapped_column(String(20))
    anchor_on: Mapped[date | None]
    effective_on: Mapped[date | None] = mapped_column(index=True)
    ends_on: Mapped[date | None] = mapped_column(index=True)
    proposed_on: Mapped[date | None]
    signed_on: Mapped[date | None]
    decided_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    closing_reason: Mapped[str] = mapped_column(String(300), default="")
    backdating_reason: Mapped[str] = mapped_column(String(300), default="")
    in_error: Mapped[bool] = mapped_column(default=False)
    assessed_on: Mapped[date | None]
    strengths: Mapped[str] = mapped_column(Text, default="")
    goals: Mapped[list[str]] = mapped_column(default=list)
    experience: Mapped[str] = mapped_column(Text, default="")
    counts_toward_weekly_hours: Mapped[bool | None]
    review_on: Mapped[date | None]
    copy_given_on: Mapped[date | None]
    copy_medium: Mapped[str] = mapped_column(String(12), default="")
    noticed: Mapped[list[str]] = mapped_column(default=list)

    volunteer: Mapped[Account] = relationship(foreign_keys=[volunteer_id], lazy="joined")
    referent: Mapped[Account] = relationship(foreign_keys=[referent_id], lazy="joined")
    commitments: Mapped[list["Commitment"]] = relationship(
        cascade="all, delete-orphan", order_by="Commitment.position", lazy="select"
    )
    activities: Mapped[list["PlannedActivity"]] = relationship(
        cascade="all, delete-orphan", order_by="PlannedActivity.id", lazy="select"
    )


class Commitment(Identified, Model):
    """One thing that one side commits to."""

    __tablename__ = "commitments"

    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"), index=True)
    party: Mapped[str] = mapped_column(String(10))
    words: Mapped[str] = mapped_column(String(300))
    position: Mapped[int] = mapped_column(default=0)


class PlannedActivity(Identified, Model):
    """A volunteer or civic activity that a contract mentions, from its signature or added since."""

    __tablename__ = "planned_activities"

    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"), index=True)
    setting: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(200))
    mission_id: Mapped[int | None] = mapped_column(ForeignKey("missions.id"))
    hours_per_week: Mapped[float | None]
    since: Mapped[date | None]
    until: Mapped[date | None]
    place: Mapped[str] = mapped_column(String(200), default="")
    added_on: Mapped[date]


class SharingConsent(Identified, Model):
    """One recipient to whom the person lets something be told, until they change their mind."""

    __tablename__ = "sharing_consents"

    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"), index=True)
    recipient: Mapped[str] = mapped_column(String(120))
    agreed_on: Mapped[date]
    withdrawn_on: Mapped[date | None]


class CivicCommitment(Living, Addressed, Model):
    """The engagement citoyen sheet: apart from the contract, optional, refused without a reason."""

    __tablename__ = "civic_commitments"
    steps = life.CIVIC_STEPS

    episode_id: Mapped[int] = mapped_column(ForeignKey("episodes.id"), index=True)
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    referent_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    contract_id: Mapped[int | None] = mapped_column(ForeignKey("contracts.id"), index=True)
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("civic_commitments.id"), unique=True)
    pathway: Mapped[str | None] = mapped_column(String(20))
    setting: Mapped[str] = mapped_column(String(20))
    activity: Mapped[str] = mapped_column(Text)
    mission_id: Mapped[int | None] = mapped_column(ForeignKey("missions.id"))
    hours_per_week: Mapped[float | None]
    job_link: Mapped[str] = mapped_column(Text, default="")
    since: Mapped[date | None]
    until: Mapped[date | None]
    proposed_on: Mapped[date | None]
    decided_on: Mapped[date | None] = mapped_column(index=True)
    closed_on: Mapped[date | None]

    volunteer: Mapped[Account] = relationship(foreign_keys=[volunteer_id], lazy="joined")
    referent: Mapped[Account] = relationship(foreign_keys=[referent_id], lazy="joined")
