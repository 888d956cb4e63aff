"""Opening, freezing and sending reports; adding periods; setting columns; publishing words."""

from datetime import date
from typing import Any

from app import clock, journal
from app.extensions import db
from app.indicators import freezing, life
from app.indicators.models import (
    Altered,
    ColumnMapping,
    Extraction,
    Report,
    ReportingPeriod,
    ReportVersion,
    Sending,
    Testimony,
)
from app.indicators.periods import Period


def add_period(period: Period, by: Any) -> ReportingPeriod:
    """Add a period that the département reports on."""
    added = ReportingPeriod(label=period.label, since=period.since, until=period.until)
    db.session.add(added)
    journal.record("add_period", added, by=by)
    return added


def open_report(
    period: Period, operator_id: int | None, programme_id: int | None, by: Any
) -> Report:
    """Begin the report of a period."""
    report = Report(
        state="open", label=period.name, since=period.since, until=period.until,
        operator_id=operator_id, programme_id=programme_id, opened_by_id=by.id,
    )  # fmt: skip
    db.session.add(report)
    journal.record("open_report", report, by=by)
    return report


def freeze(report: Report, by: Any) -> ReportVersion:
    """Keep the figures as they are now, for good, under the next number."""
    report.take(life.FREEZE, by=by)
    taken = freezing.snapshot(report)
    version = ReportVersion(
        report_id=report.id,
        number=len(report.versions) + 1,
        rules=taken.figures["rules"],
        as_of=taken.reckoning.ledger.as_of,
        frozen_by_id=by.id,
        figures=taken.figures,
        keys=taken.keys,
    )
    version.seal = version.fingerprint
    db.session.add(version)
    db.session.flush()
    return version


def send(report: Report, recipient: str, on: date, by: Any) -> Sending:
    """Note that the last version was sent: to whom, and when."""
    report.take(life.SEND, by=by)
    version = report.versions[-1]
    if not version.is_intact:
        raise Altered(f"version {version.id}")
    sending = Sending(version_id=version.id, recipient=recipient, sent_on=on, noted_by_id=by.id)
    db.session.add(sending)
    return sending


def set_columns(mapping: ColumnMapping, by: Any) -> ColumnMapping:
    """Keep the columns that the département’s own system wants."""
    db.session.add(mapping)
    journal.record("set_columns", mapping, by=by)
    return mapping


def extract(mapping: ColumnMapping, wanted: Any, count: int, by: Any) -> Extraction:
    """Note that rows are taken out: which, how many, by whom; the number goes on every row."""
    extraction = Extraction(
        mapping=mapping, indicator=wanted.indicator, since=wanted.period.since,
        until=wanted.period.until, kind=wanted.kind, rows=count, asked_by_id=by.id,
    )  # fmt: skip
    db.session.add(extraction)
    journal.record("extract", extraction, by=by)
    return extraction


def give_words(testimony: Testimony, by: Any) -> Testimony:
    """Keep someone’s words; they are public only by their consent, and a pilote’s act."""
    testimony.state = "given"
    db.session.add(testimony)
    journal.record("give_words", testimony, by=by)
    return testimony


def publish(testimony: Testimony, by: Any) -> None:
    """Show a testimony to everyone; without consent there is nothing to show."""
    testimony.take(life.PUBLISH, by=by)
    testimony.published_on = clock.today()


def hide(testimony: Testimony, by: Any) -> None:
    """Stop showing a testimony."""
    testimony.take(life.HIDE, by=by)


def withdraw(testimony: Testimony, by: Any) -> None:
    """Take a testimony back: its words are forgotten."""
    testimony.take(life.WITHDRAW, by=by)
    testimony.withdrawn_on = clock.today()
    testimony.words = ""
    testimony.signed_as = ""
