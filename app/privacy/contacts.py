"""When each volunteer was last heard of: kept up each night, before what tells it is purged."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select, update

from app import clock
from app.accompaniments.models import ContactAttempt, Interview, Note
from app.accounts.models import Account, AccountSession, Role
from app.extensions import db
from app.introductions.models import Introduction
from app.placements.models import CheckIn, Placement
from app.privacy.models import LastContact
from app.threads.models import Message
from app.worker import duty
from app.workshops.models import Enrolment, Session

BATCH = 1000


def _signs() -> list[Any]:
    """List what a person’s sign is, as (person, moment or day) selections."""
    return [
        select(AccountSession.account_id, func.max(AccountSession.seen_at)),
        select(Message.author_id, func.max(Message.at)),
        select(Message.on_behalf_of_id, func.max(Message.at)),
        select(Interview.volunteer_id, func.max(Interview.on)).where(Interview.state == "held"),
        select(Note.volunteer_id, func.max(Note.written_at)),
        select(ContactAttempt.volunteer_id, func.max(ContactAttempt.on)),
        select(Introduction.volunteer_id, func.max(Introduction.created_at)),
        select(Placement.volunteer_id, func.max(CheckIn.volunteer_at)).join(
            CheckIn, CheckIn.placement_id == Placement.id
        ),
        select(Enrolment.volunteer_id, func.max(Session.on))
        .join(Session, Session.id == Enrolment.session_id)
        .where(Enrolment.attendance == "present"),
    ]


def heard_of(people: dict[int, date]) -> dict[int, date]:
    """Give the last day each of these was heard of; ``people`` gives the day they came."""
    found = dict(people)
    for wanted in _signs():
        who = wanted.selected_columns[0]
        rows = db.session.execute(wanted.where(who.in_(list(people))).group_by(who))
        for person, at in rows:
            day = _day(at)
            if day is not None and person in found:
                found[person] = max(found[person], day)
    return found


def _day(at: Any) -> date | None:
    if isinstance(at, datetime):
        return clock.in_paris(at).date()
    return at if isinstance(at, date) else None


@duty("privacy contacts", every=6 * 3600)
def refresh() -> int:
    """Write the last sign of everyone with an open volunteer’s account; count those that moved."""
    last, moved = 0, 0
    while batch := _batch(last):
        last = max(batch)
        heard = heard_of(batch)
        rows = db.session.execute(
            select(LastContact.account_id, LastContact.on).where(
                LastContact.account_id.in_(list(batch))
            )
        )
        known: dict[int, date] = {row[0]: row[1] for row in rows}
        for person, day in heard.items():
            moved += _write(person, day, known.get(person))
        db.session.commit()
    return moved


def _batch(after: int) -> dict[int, date]:
    rows = db.session.execute(
        select(Account.id, Account.created_at)
        .where(Account.role == Role.VOLUNTEER, Account.closed_at.is_(None), Account.id > after)
        .order_by(Account.id)
        .limit(BATCH)
    )
    return {id_: clock.in_paris(at).date() for id_, at in rows}


def _write(person: int, day: date, known: date | None) -> bool:
    if known is None:
        db.session.add(LastContact(account_id=person, on=day))
    elif day > known:
        db.session.execute(
            update(LastContact)
            .where(LastContact.account_id == person)
            .values(on=day, warned_on=None, warned_again_on=None)
            .execution_options(synchronize_session=False)
        )
    return known is None or day > known
