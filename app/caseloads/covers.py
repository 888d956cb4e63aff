"""A colleague stands in while a référent is away: writing it, and who it brings in."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import joinedload
from werkzeug.exceptions import Conflict, Forbidden, NotFound

from app import clock, journal
from app.accounts.models import Account, Role
from app.caseloads.models import Cover, Post
from app.extensions import db
from app.letters.models import write


class AwayToo(Conflict):
    """The colleague is away on one of these days: people would reach nobody."""

    description = "Ce collègue est absent lui aussi à ces dates. Choisissez quelqu’un d’autre."


@dataclass(frozen=True)
class Days:
    """From a day to a day, both inclusive."""

    since: date
    until: date


def _on(day: date) -> ColumnElement[bool]:
    return and_(Cover.since <= day, Cover.until >= day)


def covered_by(colleague: Account) -> Select[int]:
    """Select the référents for whom this colleague stands in today."""
    return select(Cover.absent_id).where(Cover.colleague_id == colleague.id, _on(clock.today()))


def with_cover(referents: Collection[Account]) -> list[Account]:
    """Give these référents, and the colleagues who stand in for them today."""
    ids = [one.id for one in referents]
    standing_in = (
        select(Account)
        .join(Cover, Cover.colleague_id == Account.id)
        .where(Cover.absent_id.in_(ids), _on(clock.today()), Account.closed_at.is_(None))
        .order_by(Account.id)
    )
    found = {one.id: one for one in [*referents, *db.session.scalars(standing_in)]}
    return list(found.values())


def _read(*where: ColumnElement[bool]) -> list[Cover]:
    return list(
        db.session.scalars(
            select(Cover)
            .where(Cover.until >= clock.today(), *where)
            .options(joinedload(Cover.absent), joinedload(Cover.colleague))
            .order_by(Cover.since, Cover.id)
        )
    )


def about(account: Account) -> list[Cover]:
    """List the absences, under way and to come, of this référent and of those they cover."""
    return _read(or_(Cover.absent_id == account.id, Cover.colleague_id == account.id))


def today(account: Account) -> list[Cover]:
    """List the absences of today that this référent must have in mind: theirs and covered."""
    return [cover for cover in about(account) if cover.since <= clock.today()]


def arranged_in(account: Account) -> list[Cover]:
    """List the absences, under way and to come, that this account may arrange."""
    if account.role == Role.PILOT:
        return _read()
    same = select(Post.operator_id).where(Post.account_id == account.id).scalar_subquery()
    return _read(
        Cover.absent_id.in_(select(Post.account_id).where(Post.operator_id == same))
    )  # fmt: skip


def find(token: str, seen_by: Account) -> Cover:
    """Find an absence that this account may change."""
    known = arranged_in(seen_by) if seen_by.role != Role.REFERENT else about(seen_by)
    found = next((one for one in known if one.token == token), None)
    if found is None:
        raise NotFound
    return found


def arrange(absent: Account, colleague: Account, days: Days, by: Account) -> Cover:
    """Have a colleague stand in for someone, and tell both."""
    if by.role == Role.REFERENT and by.id != absent.id:
        raise Forbidden
    if _away(colleague.id, days):
        raise AwayToo
    cover = Cover(
        absent_id=absent.id,
        colleague_id=colleague.id,
        arranged_by_id=by.id,
        since=days.since,
        until=days.until,
    )
    db.session.add(cover)
    journal.record("cover", cover, by=by)
    words: dict[str, Any] = {
        "absent": absent,
        "colleague": colleague,
        "since": days.since,
        "until": days.until,
    }
    write("caseloads/cover", to=colleague, about=cover, **words)
    if by.id != absent.id:
        write("caseloads/covered", to=absent, about=cover, **words)
    return cover


def _away(account_id: int, days: Days) -> Sequence[int]:
    return db.session.scalars(
        select(Cover.id).where(
            Cover.absent_id == account_id, Cover.since <= days.until, Cover.until >= days.since
        )
    ).all()


def end(cover: Cover, by: Account) -> None:
    """Stop an absence: from today when it is under way, as if never written when it is to come."""
    journal.record("end_cover", cover, by=by)
    if cover.since >= clock.today():
        db.session.delete(cover)
    else:
        cover.until = clock.today() - timedelta(days=1)
    db.session.flush()
