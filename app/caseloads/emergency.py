"""Exceptional access: reading the file of someone followed elsewhere, by name, for a reason."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import lazyload
from werkzeug.exceptions import Forbidden, NotFound

from app import clock, journal
from app.accounts.models import Account, Role
from app.caseloads import queries
from app.caseloads.models import EmergencyAccess
from app.extensions import db
from app.letters.models import write
from app.territories.names import simplified

LASTS = timedelta(hours=2)


def named(first_name: str, last_name: str, commune_code: str | None = None) -> Account | None:
    """Find the one person of exactly this name, in this town if it is given; two are nobody."""
    rows = db.session.execute(
        select(Account.id, Account.first_name, Account.last_name, Account.commune_code).where(
            Account.role == Role.VOLUNTEER,
            Account.closed_at.is_(None),
            Account.is_practice.is_(False),
            Account.last_name != "",
        )
    )
    wanted = (simplified(first_name), simplified(last_name))
    found = [
        account_id
        for account_id, first, last, code in rows
        if (simplified(first), simplified(last)) == wanted and commune_code in (None, code)
    ]
    return db.session.get(Account, found[0]) if len(found) == 1 and all(wanted) else None


def start(person: Account, reason: str, by: Account) -> EmergencyAccess:
    """Open someone’s file for two hours, to read, and tell who is in charge at once."""
    if by.role != Role.REFERENT:
        raise Forbidden
    access = EmergencyAccess(
        referent_id=by.id,
        volunteer_id=person.id,
        reason=reason,
        expires_at=clock.now() + LASTS,
    )
    db.session.add(access)
    journal.record("open_file_exceptionally", access, by=by)
    for reader in queries.referents_for(person):
        write("caseloads/file_opened", to=reader, about=access, person=person, reader=by)
    return access


def find_open(token: str, by: Account) -> EmergencyAccess:
    """Find an access of this référent while it lasts."""
    found = db.session.scalar(
        select(EmergencyAccess).where(
            EmergencyAccess.token == token,
            EmergencyAccess.referent_id == by.id,
            EmergencyAccess.expires_at > clock.now(),
        )
    )
    if found is None:
        raise NotFound
    return found


def open_now(by: Account) -> list[EmergencyAccess]:
    """List the files this référent may read exceptionally now."""
    found = select(EmergencyAccess).where(
        EmergencyAccess.referent_id == by.id, EmergencyAccess.expires_at > clock.now()
    )
    return list(db.session.scalars(found.order_by(EmergencyAccess.opened_at.desc())))


def latest(limit: int = 200) -> list[tuple[EmergencyAccess, Account | None]]:
    """List the last accesses for a pilote, with who was in charge; the person is not named."""
    found = db.session.scalars(
        select(EmergencyAccess)
        .options(lazyload(EmergencyAccess.volunteer))
        .order_by(EmergencyAccess.opened_at.desc(), EmergencyAccess.id.desc())
        .limit(limit)
    ).all()
    in_charge = queries.referents_by_person([one.volunteer_id for one in found])
    return [(one, in_charge.get(one.volunteer_id)) for one in found]
