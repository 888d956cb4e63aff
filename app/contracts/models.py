"""CER or contrat d'engagement, and the separate, optional engagement citoyen sheet."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from app import clock
from app.accounts.models import Account
from app.contracts import life
from app.contracts.words import ContractType as ContractType
from app.contracts.words import CopyMedium as CopyMedium
from app.contracts.words import Party as Party
from app.contracts.words import Setting as Setting
from app.contracts.words import State as State
from app.extensions import Addressed, Identified, Model
from app.lifecycle import Living

BEING_WRITTEN = text("state IN ('draft', 'proposed')")
ALIVE = text("state NOT IN ('refused', 'withdrawn', 'cancelled')")


class SignedByBoth:
    """What a contract and a sheet share: who they bind, and the day each signed.

    ``decided_on`` is the day of the outcome: of the last signature, or of the refusal.
    """

    episode_id: Mapped[int] = mapped_column(ForeignKey("episodes.id"), index=True)
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    referent_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    pathway: Mapped[str | None] = mapped_column(String(20))
    proposed_on: Mapped[date | None]
    person_signed_on: Mapped[date | None]
    referent_signed_on: Mapped[date | None]
    decided_on: Mapped[date | None] = mapped_column(index=True)
    closed_on: Mapped[date | None]
    closing_reason: Mapped[str] = mapped_column(String(300), default="")
    backdating_reason: Mapped[str] = mapped_column(String(300), default="")
    in_error: Mapped[bool] = mapped_column(default=False)
    noticed: Mapped[list[str]] = mapped_column(default=list)
    code_hash: Mapped[str | None] = mapped_column(String(64))
    code_sent_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    state: Any

    @declared_attr
    def volunteer(cls: Any) -> Mapped[Account]:  # noqa: N805 - SQLAlchemy calls it on the class
        """The person."""
        return relationship(Account, foreign_keys=[cls.volunteer_id], lazy="joined")

    @declared_attr
    def referent(cls: Any) -> Mapped[Account]:  # noqa: N805 - SQLAlchemy calls it on the class
        """The référent who wrote it."""
        return relationship(Account, foreign_keys=[cls.referent_id], lazy="joined")

    @property
    def state_words(self) -> str:
        """Where it is, in words."""
        if self.state == State.PROPOSED and self.person_signed_on:
            return "Signé par la personne"
        return State.said(self.state)

    @property
    def is_decided(self) -> bool:
        """Whether both have signed, whatever happened since."""
        return self.state in life.DECIDED


class Contract(SignedByBoth, Living, Addressed, Model):
    """One term of a contract; all its days are inclusive civil days.

    ``anchor_on`` is the first day from which every term is computed, ``number`` its rank from
    there. ``wanted_on`` is the first day asked for, when it is not that of the last signature.
    ``ends_on`` is planned; ``closed_on`` is the last day when it ended otherwise. ``settled_on``
    says that nothing follows it, so that nobody is asked again.
    """

    __tablename__ = "contracts"
    steps = life.STEPS
    __table_args__ = (
        CheckConstraint("ends_on >= effective_on", name="ends_after_its_start"),
        Index("uq_contracts_being_written", "volunteer_id", unique=True,
              sqlite_where=BEING_WRITTEN, postgresql_where=BEING_WRITTEN),
        Index("uq_contracts_follows", "follows_id", unique=True,
              sqlite_where=ALIVE, postgresql_where=ALIVE),
    )  # fmt: skip

    follows_id: Mapped[int | None] = mapped_column(ForeignKey("contracts.id"))
    kind: Mapped[str] = mapped_column(String(10))
    number: Mapped[int] = mapped_column(default=1)
    wanted_on: Mapped[date | None]
    anchor_on: Mapped[date | None]
    effective_on: Mapped[date | None] = mapped_column(index=True)
    ends_on: Mapped[date | None] = mapped_column(index=True)
    signed_on: Mapped[date | None]
    settled_on: Mapped[date | None]
    assessed_on: Mapped[date | None]
    strengths: Mapped[str] = mapped_column(Text, default="")
    goals: Mapped[list[str]] = mapped_column(default=list)
    experience: Mapped[str] = mapped_column(Text, default="")
    review_on: Mapped[date | None]
    done: Mapped[list[str]] = mapped_column(default=list)
    copy_given_on: Mapped[date | None]
    copy_medium: Mapped[str] = mapped_column(String(12), default="")

    commitments: Mapped[list["Commitment"]] = relationship(
        cascade="all, delete-orphan", order_by="Commitment.position", lazy="select"
    )
    activities: Mapped[list["PlannedActivity"]] = relationship(
        cascade="all, delete-orphan", order_by="PlannedActivity.id", lazy="select"
    )
    consents: Mapped[list["SharingConsent"]] = relationship(
        cascade="all, delete-orphan", order_by="SharingConsent.id", lazy="select"
    )
    amendments: Mapped[list["Amendment"]] = relationship(
        cascade="all, delete-orphan", order_by="Amendment.id", lazy="select"
    )

    @property
    def kind_words(self) -> str:
        """What it is called here."""
        return ContractType.said(self.kind)

    @property
    def last_on(self) -> date | None:
        """The last day, planned or not."""
        return self.closed_on or self.ends_on

    @property
    def missing(self) -> dict[str, str]:
        """What is left to write before it can be proposed, by part."""
        wanted = {
            "souhaits": (any(self.goals), "un but, avec les mots de la personne"),
            "personne": (bool(self.lines_of(Party.PERSON)), "ce que fait la personne"),
            "referent": (bool(self.lines_of(Party.REFERENT)), "ce que fait le référent"),
        }
        return {part: words for part, (there, words) in wanted.items() if not there}

    def lines_of(self, party: str) -> list[str]:
        """List what one side commits to."""
        return [c.words for c in self.commitments if c.party == party]


class Commitment(Identified, Model):
    """One thing that one side commits to."""

    __tablename__ = "commitments"

    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"), index=True)
    party: Mapped[str] = mapped_column(String(10))
    words: Mapped[str] = mapped_column(String(300))
    position: Mapped[int] = mapped_column(default=0)


class PlannedActivity(Addressed, Model):
    """A volunteer or civic activity that a contract mentions, from its signature or added since.

    ``counts_toward_weekly_hours`` is the référent’s to say, and None until then: nobody computes
    it, and no total of it exists.
    """

    __tablename__ = "planned_activities"

    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"), index=True)
    setting: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(200))
    mission_id: Mapped[int | None] = mapped_column(ForeignKey("missions.id"))
    hours_per_week: Mapped[float | None]
    since: Mapped[date | None]
    until: Mapped[date | None]
    place: Mapped[str] = mapped_column(String(200), default="")
    counts_toward_weekly_hours: Mapped[bool | None]
    added_on: Mapped[date] = mapped_column(default=clock.today)

    @property
    def setting_words(self) -> str:
        """Where it takes place."""
        return Setting.said(self.setting)


class Amendment(Living, Addressed, Model):
    """An activity to add to a signed contract, which both sign again as it becomes with it."""

    __tablename__ = "amendments"
    steps = life.AMENDMENT_STEPS

    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"), index=True)
    activity: Mapped[dict[str, Any]]
    proposed_on: Mapped[date] = mapped_column(default=clock.today)
    person_signed_on: Mapped[date | None]
    referent_signed_on: Mapped[date | None]
    answered_on: Mapped[date | None]
    backdating_reason: Mapped[str] = mapped_column(String(300), default="")
    code_hash: Mapped[str | None] = mapped_column(String(64))
    code_sent_at: Mapped[datetime | None]

    contract: Mapped[Contract] = relationship(lazy="joined", viewonly=True)

    @property
    def volunteer(self) -> Account:
        """The person."""
        return self.contract.volunteer

    @property
    def volunteer_id(self) -> int:
        """Who the contract binds."""
        return self.contract.volunteer_id

    @property
    def title(self) -> str:
        """What is added."""
        return str(self.activity["title"])

    @property
    def is_decided(self) -> bool:
        """Whether both have signed."""
        return self.state == State.SIGNED


class SharingConsent(Addressed, Model):
    """One recipient to whom the person lets something be told, until they change their mind.

    ``agreed_on`` is None while the person has not said yes.
    """

    __tablename__ = "sharing_consents"

    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"), index=True)
    recipient: Mapped[str] = mapped_column(String(120))
    agreed_on: Mapped[date | None]
    withdrawn_on: Mapped[date | None]

    @property
    def is_given(self) -> bool:
        """Whether it holds today."""
        return self.agreed_on is not None and self.withdrawn_on is None


class CivicCommitment(SignedByBoth, Living, Addressed, Model):
    """The engagement citoyen sheet: apart from the contract, optional, refused without a reason."""

    __tablename__ = "civic_commitments"
    steps = life.CIVIC_STEPS
    __table_args__ = (
        Index("uq_civic_commitments_being_written", "volunteer_id", unique=True,
              sqlite_where=BEING_WRITTEN, postgresql_where=BEING_WRITTEN),
        Index("uq_civic_commitments_follows", "follows_id", unique=True,
              sqlite_where=ALIVE, postgresql_where=ALIVE),
    )  # fmt: skip

    contract_id: Mapped[int | None] = mapped_column(ForeignKey("contracts.id"), index=True)
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("civic_commitments.id"))
    setting: Mapped[str] = mapped_column(String(20))
    activity: Mapped[str] = mapped_column(Text)
    place: Mapped[str] = mapped_column(String(200), default="")
    mission_id: Mapped[int | None] = mapped_column(ForeignKey("missions.id"))
    hours_per_week: Mapped[float | None]
    job_link: Mapped[str] = mapped_column(Text, default="")
    leaves_time: Mapped[bool] = mapped_column(default=False)
    counts_toward_weekly_hours: Mapped[bool | None]
    since: Mapped[date | None]
    until: Mapped[date | None]

    @property
    def last_on(self) -> date | None:
        """The last day, planned or not."""
        return self.closed_on or self.until

    @property
    def setting_words(self) -> str:
        """Where it takes place."""
        return Setting.said(self.setting)
