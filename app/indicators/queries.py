"""Periods, reports, mappings, extractions and testimonies, for who may read them."""

from sqlalchemy import Select, or_, select
from werkzeug.exceptions import NotFound

from app.accounts.models import Account, Role
from app.caseloads.models import Post
from app.extensions import db
from app.indicators.models import (
    ColumnMapping,
    Extraction,
    Report,
    ReportingPeriod,
    ReportVersion,
    Sending,
    Testimony,
)


def reporting_periods() -> list[ReportingPeriod]:
    """List the periods that the département added, the latest first."""
    return list(
        db.session.scalars(
            select(ReportingPeriod).order_by(ReportingPeriod.since.desc(), ReportingPeriod.id)
        )
    )


def _reports(seen_by: Account) -> Select[Report]:
    """Select what one may read: a pilote, theirs and what operators sent; an operator, its own."""
    wanted = select(Report)
    if seen_by.role == Role.PILOT:
        sent = (
            select(ReportVersion.report_id)
            .join(Sending, Sending.version_id == ReportVersion.id)
            .scalar_subquery()
        )
        return wanted.where(or_(Report.operator_id.is_(None), Report.id.in_(sent)))
    own = select(Post.operator_id).where(Post.account_id == seen_by.id).scalar_subquery()
    return wanted.where(Report.operator_id == own)


def reports(seen_by: Account) -> list[Report]:
    """List the reports one may read, the latest period first."""
    ordered = _reports(seen_by).order_by(Report.until.desc(), Report.since, Report.id.desc())
    return list(db.session.scalars(ordered))


def find_report(token: str, seen_by: Account) -> Report:
    """Find a report that one may read."""
    found = db.session.scalar(_reports(seen_by).where(Report.token == token))
    if found is None:
        raise NotFound
    return found


def find_version(report: Report, number: int, seen_by: Account) -> ReportVersion:
    """Find a version of a report; a pilote reads of an operator’s only what was sent."""
    for version in report.versions:
        if version.number == number and may_read(version, seen_by):
            return version
    raise NotFound


def may_read(version: ReportVersion, account: Account) -> bool:
    """Tell whether a version may be read: one’s own, or one that was sent."""
    others = account.role == Role.PILOT and version.report.operator_id is not None
    return bool(version.sendings) if others else True


def mappings() -> list[ColumnMapping]:
    """List the ways the département wants its columns."""
    return list(db.session.scalars(select(ColumnMapping).order_by(ColumnMapping.name)))


def find_mapping(token: str) -> ColumnMapping:
    """Find a mapping."""
    found = db.session.scalar(select(ColumnMapping).where(ColumnMapping.token == token))
    if found is None:
        raise NotFound
    return found


def extractions() -> list[Extraction]:
    """List the latest extractions."""
    return list(db.session.scalars(select(Extraction).order_by(Extraction.id.desc()).limit(20)))


def find_extraction(token: str, asked_by: Account) -> Extraction:
    """Find an extraction by who asked for it: nobody else downloads it."""
    found = db.session.scalar(
        select(Extraction).where(Extraction.token == token, Extraction.asked_by_id == asked_by.id)
    )
    if found is None:
        raise NotFound
    return found


def testimonies() -> list[Testimony]:
    """List every testimony kept, the latest first."""
    return list(db.session.scalars(select(Testimony).order_by(Testimony.id.desc())))


def published() -> list[Testimony]:
    """List the testimonies that everyone may read."""
    shown = select(Testimony).where(
        Testimony.state == "published", Testimony.consented_on.is_not(None)
    )
    return list(db.session.scalars(shown.order_by(Testimony.published_on.desc(), Testimony.id)))


def testimonies_of(account: Account) -> list[Testimony]:
    """List what someone gave, and has not taken back."""
    own = select(Testimony).where(Testimony.author_id == account.id, Testimony.state != "withdrawn")
    return list(db.session.scalars(own.order_by(Testimony.id.desc())))


def find_testimony(token: str) -> Testimony:
    """Find a testimony, for a pilote."""
    found = db.session.scalar(select(Testimony).where(Testimony.token == token))
    if found is None:
        raise NotFound
    return found
