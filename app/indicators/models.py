"""Periods to report on, reports and their versions that never change, exports, testimonies."""

import hashlib
import json
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy import event as listening
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app import clock
from app.accounts.models import Account
from app.caseloads.models import Operator, Programme
from app.extensions import Addressed, Identified, Model
from app.indicators import life
from app.indicators.periods import Period
from app.lifecycle import Living
from app.vocabulary import Worded


class Altered(Exception):  # noqa: N818 - said as it happens
    """Somebody tried to change, or changed, what was frozen."""


class ReportingPeriod(Addressed, Model):
    """A period that the département reports on, besides civil half-years and years."""

    __tablename__ = "reporting_periods"
    __table_args__ = (
        CheckConstraint("until >= since", name="ends_after_its_start"),
        UniqueConstraint("since", "until"),
    )

    label: Mapped[str] = mapped_column(String(80))
    since: Mapped[date]
    until: Mapped[date]

    @property
    def period(self) -> Period:
        """The days it covers, under its name."""
        return Period(self.since, self.until, self.label)


class Tally(Model):
    """The figures of a period as the worker last counted them, for everyone or for one operator.

    ``figures`` gives, by indicator and measure, its state and its exact top and bottom; ``before``
    the main figure of each in the period before. Only pages read it, never a report.
    """

    __tablename__ = "tallies"

    since: Mapped[date] = mapped_column(primary_key=True)
    until: Mapped[date] = mapped_column(primary_key=True)
    operator_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    as_of: Mapped[date]
    rules: Mapped[str] = mapped_column(String(40))
    counted_at: Mapped[datetime]
    seconds: Mapped[float]
    figures: Mapped[dict[str, Any]]
    before: Mapped[dict[str, Any]]


class Report(Living, Addressed, Model):
    """The report of a period, of an operator or of the whole département."""

    __tablename__ = "reports"
    steps = life.STEPS
    __table_args__ = (CheckConstraint("until >= since", name="ends_after_its_start"),)

    label: Mapped[str] = mapped_column(String(120))
    since: Mapped[date]
    until: Mapped[date]
    operator_id: Mapped[int | None] = mapped_column(ForeignKey("operators.id"), index=True)
    programme_id: Mapped[int | None] = mapped_column(ForeignKey("programmes.id"), index=True)
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    opened_at: Mapped[datetime] = mapped_column(default=clock.now)

    operator: Mapped[Operator | None] = relationship(lazy="joined")
    programme: Mapped[Programme | None] = relationship(lazy="joined")
    versions: Mapped[list["ReportVersion"]] = relationship(
        back_populates="report", order_by="ReportVersion.number", lazy="select"
    )

    @property
    def period(self) -> Period:
        """The days it covers."""
        return Period(self.since, self.until, self.label)

    @property
    def place(self) -> str:
        """Whose figures it holds, in words."""
        told = [row.name for row in (self.operator, self.programme) if row is not None]
        return " · ".join(told) or "Tout le Département"


class ReportVersion(Addressed, Model):
    """What a report said on the day it was frozen: figures, and the rows that made them.

    ``keys`` is compressed JSON: for each indicator, its rows under their pseudonyms. ``seal`` is
    the fingerprint of all that was frozen; nothing here ever changes.
    """

    __tablename__ = "report_versions"
    __table_args__ = (UniqueConstraint("report_id", "number"),)

    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id"), index=True)
    number: Mapped[int]
    rules: Mapped[str] = mapped_column(String(20))
    as_of: Mapped[date]
    generated_at: Mapped[datetime] = mapped_column(default=clock.now)
    frozen_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    figures: Mapped[dict[str, Any]]
    keys: Mapped[bytes] = mapped_column(LargeBinary)
    seal: Mapped[str] = mapped_column(String(64))

    report: Mapped[Report] = relationship(back_populates="versions", lazy="joined")
    frozen_by: Mapped[Account] = relationship(lazy="joined")
    sendings: Mapped[list["Sending"]] = relationship(order_by="Sending.id", lazy="select")

    @property
    def fingerprint(self) -> str:
        """What the seal must be."""
        told = [self.report_id, self.number, self.rules, self.as_of.isoformat(), self.figures]
        canonical = json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(canonical.encode() + self.keys).hexdigest()

    @property
    def is_intact(self) -> bool:
        """Whether it is still what was frozen."""
        return self.seal == self.fingerprint


class Sending(Identified, Model):
    """A version was sent: to whom, on which day, by whom."""

    __tablename__ = "report_sendings"

    version_id: Mapped[int] = mapped_column(ForeignKey("report_versions.id"), index=True)
    recipient: Mapped[str] = mapped_column(String(200))
    sent_on: Mapped[date]
    noted_at: Mapped[datetime] = mapped_column(default=clock.now)
    noted_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))


@listening.listens_for(ReportVersion, "before_update")
@listening.listens_for(ReportVersion, "before_delete")
@listening.listens_for(Sending, "before_update")
@listening.listens_for(Sending, "before_delete")
def _keep(_mapper: Any, _connection: Any, frozen: Any) -> None:
    raise Altered(f"{frozen.__tablename__} {frozen.id}")


class ColumnMapping(Addressed, Model):
    """The columns that the département’s own information system wants: which, named how, in order.

    ``columns`` lists [field, name] pairs in order; ``codes`` gives, by field, the code that
    stands for each value. People are their pseudonym, or the identifier that their file has here.
    """

    __tablename__ = "column_mappings"

    name: Mapped[str] = mapped_column(String(80), unique=True)
    columns: Mapped[list[Any]] = mapped_column(JSON, default=list)
    codes: Mapped[dict[str, Any]] = mapped_column(default=dict)
    separator: Mapped[str] = mapped_column(String(3), default=";")
    identifier: Mapped[str] = mapped_column(String(12), default="key")
    changed_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)


class Extraction(Addressed, Model):
    """Rows taken out by someone, once: which, when, how many; its number is on every row."""

    __tablename__ = "extractions"

    mapping_id: Mapped[int] = mapped_column(ForeignKey("column_mappings.id"), index=True)
    indicator: Mapped[str] = mapped_column(String(20))
    since: Mapped[date]
    until: Mapped[date]
    kind: Mapped[str] = mapped_column(String(5))
    rows: Mapped[int]
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)

    mapping: Mapped[ColumnMapping] = relationship(lazy="joined")
    asked_by: Mapped[Account] = relationship(lazy="joined")


class Side(Worded):
    """Who a testimony comes from."""

    PERSON = "person", "Bénévole"
    ASSOCIATION = "association", "Association"
    REFERENT = "referent", "Service bénévolat"


class Testimony(Living, Addressed, Model):
    """What someone says of what was done together; public by their consent, until they change."""

    __tablename__ = "testimonies"
    steps = life.TESTIMONY_STEPS

    side: Mapped[str] = mapped_column(String(12))
    words: Mapped[str] = mapped_column(Text)
    signed_as: Mapped[str] = mapped_column(String(80))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    gathered_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    consented_on: Mapped[date | None]
    published_on: Mapped[date | None]
    withdrawn_on: Mapped[date | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    @property
    def side_words(self) -> str:
        """Who it comes from, in words."""
        return Side.said(self.side)
