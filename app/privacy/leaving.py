"""Whole accounts: those whose owner asked, and those nobody has used for too long, warned twice."""

from datetime import date, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta
from flask import current_app
from sqlalchemy import Select, func, or_, select

from app import clock
from app.accompaniments.models import Episode
from app.accounts.models import Account, Role
from app.extensions import db
from app.introductions.models import Introduction
from app.letters.models import write
from app.placements.models import OwnEngagement, Placement
from app.privacy import contacts, erasing
from app.privacy.models import ErasureRequest, LastContact
from app.workshops.models import Enrolment

FIRST, SECOND = timedelta(days=60), timedelta(days=15)
TOLD_IN, AT_LAST = timedelta(hours=1), timedelta(days=2)
BATCH = 500
HOUR = 2  # of the night, in Paris


def _used() -> list[Any]:
    """Select those who ever asked for something, or were accompanied."""
    return [
        Account.id.in_(select(model.volunteer_id))
        for model in (Introduction, Placement, OwnEngagement, Episode, Enrolment)
    ]


def _silent(before: timedelta) -> Select[Any]:
    """Select accounts so close to their term, or past it; never whom someone accompanies."""
    site = current_app.config["SETTINGS"]
    day = clock.today() + before
    unused = day - relativedelta(months=site.keep_unused_months)
    used = day - relativedelta(months=site.keep_accounts_months)
    followed = select(Episode.volunteer_id).where(Episode.ended_on.is_(None))
    asked = select(ErasureRequest.account_id).where(ErasureRequest.taken_back_at.is_(None))
    return (
        select(LastContact)
        .join(Account, Account.id == LastContact.account_id)
        .where(
            Account.role == Role.VOLUNTEER,
            Account.closed_at.is_(None),
            ~Account.is_practice,
            Account.id.not_in(followed),
            Account.id.not_in(asked),
            or_(LastContact.on < used, (LastContact.on < unused) & ~or_(*_used())),
        )
        .order_by(LastContact.account_id)
    )


def _to_warn() -> Select[Any]:
    return _silent(FIRST).where(LastContact.warned_on.is_(None))


def _to_warn_again() -> Select[Any]:
    early = clock.today() - (FIRST - SECOND)
    return _silent(SECOND).where(
        LastContact.warned_on <= early, LastContact.warned_again_on.is_(None)
    )


def _to_erase() -> Select[Any]:
    return _silent(timedelta(0)).where(LastContact.warned_again_on <= clock.today() - SECOND)


def forgotten_files() -> int:
    """Count accompaniments never ended where nobody was heard of for so long: a référent’s task."""
    months = current_app.config["SETTINGS"].keep_accounts_months
    day = clock.today() - relativedelta(months=months)
    open_now = select(Episode.volunteer_id).where(Episode.ended_on.is_(None))
    return int(
        db.session.scalar(
            select(func.count(LastContact.account_id)).where(
                LastContact.on < day, LastContact.account_id.in_(open_now)
            )
        )
        or 0
    )


def foreseen() -> dict[str, int]:
    """Count what a run would do to whole accounts."""
    due = {"warned": _to_warn(), "warned_again": _to_warn_again(), "accounts": _to_erase()}
    return {
        name: int(db.session.scalar(select(func.count()).select_from(one.subquery())) or 0)
        for name, one in due.items()
    }


def warn() -> dict[str, int]:
    """Warn those whose account will go, twice, then ask for it to go; count each."""
    contacts.refresh()
    return {
        "warned": _each(_to_warn(), _warn_once),
        "warned_again": _each(_to_warn_again(), _warn_again),
        "accounts": _each(_to_erase(), _let_go),
    }


def _each(wanted: Select[Any], act: Any) -> int:
    done = 0
    alone = wanted.limit(BATCH).with_for_update(skip_locked=True, of=LastContact)
    while found := list(db.session.scalars(alone)):
        for one in found:
            act(one, db.session.get_one(Account, one.account_id))
        db.session.commit()
        done += len(found)
    return done


def _warn_once(contact: LastContact, person: Account) -> None:
    contact.warned_on = clock.today()
    write("privacy/going", to=person, person=person, on=clock.today() + FIRST)


def _warn_again(contact: LastContact, person: Account) -> None:
    contact.warned_again_on = clock.today()
    write("privacy/going_again", to=person, person=person, on=clock.today() + SECOND)


def _let_go(_contact: LastContact, person: Account) -> None:
    db.session.add(ErasureRequest(account_id=person.id, due_at=clock.now(), by_the_clock=True))
    db.session.flush()


def carry_out() -> int:
    """End, then erase, what is due; one person a transaction; count those erased."""
    done, last = 0, 0
    while (request := _next_due(last)) is not None:
        last = request.id
        done += _advance(request)
        db.session.commit()
    return done


def _next_due(after: int) -> ErasureRequest | None:
    return db.session.scalar(
        select(ErasureRequest)
        .where(
            ErasureRequest.id > after,
            ErasureRequest.done_at.is_(None),
            ErasureRequest.taken_back_at.is_(None),
            ErasureRequest.due_at <= clock.now(),
        )
        .order_by(ErasureRequest.id)
        .limit(1)
        .with_for_update(skip_locked=True, of=ErasureRequest)
    )


def is_followed(person: Account) -> bool:
    """Tell whether someone accompanies this person: their file is needed until it ends."""
    found = select(Episode.id).where(Episode.volunteer_id == person.id, Episode.ended_on.is_(None))
    return db.session.scalar(found.limit(1)) is not None


def _advance(request: ErasureRequest) -> bool:
    person, now = request.account, clock.now()
    if is_followed(person):
        return False
    if request.ended_at is None:
        erasing.end_all(person)
        request.ended_at = now
        return False
    since = now - request.ended_at
    if since < TOLD_IN or (since < AT_LAST and not erasing.told_everyone(person)):
        return False
    erasing.erase(person, current_app.config["SETTINGS"].keep_archives_months)
    request.done_at = now
    return True


def tonight() -> date:
    """Give the day before whose dawn an erasure asked now is done."""
    return clock.today() + timedelta(days=1)
