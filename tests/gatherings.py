"""Ateliers and referrals brought, by the real actions, to where a story begins."""

from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import select, update

from app import clock
from app.accounts.models import Account, Role
from app.caseloads.models import Operator, Post
from app.extensions import db
from app.letters.models import Letter
from app.workshops import enrolling, planning
from app.workshops.models import Enrolment, Session, Workshop
from app.workshops.planning import Facts, Slot
from tests import people

PLACE = "Maison des habitants, 12 rue des Arts"


def an_operator(name: str = "Le Relais", *referents: Account) -> Operator:
    """Make an operator where these référents work."""
    made = Operator(name=name)
    db.session.add(made)
    db.session.flush()
    for referent in referents:
        db.session.add(Post(account_id=referent.id, operator_id=made.id))
    db.session.commit()
    return made


def an_ambassador(first_name: str = "Bernard") -> Account:
    """Open an ambassador’s account."""
    return people.an_account(Role.AMBASSADOR, first_name, last_name="Petit")


def a_slot(in_days: int = 7, capacity: int = 12) -> Slot:
    """Give a morning, some days from now."""
    day = clock.today() + timedelta(days=in_days)
    return Slot(planning.at(day, time(9)), planning.at(day, time(11, 30)), PLACE, capacity)


def a_workshop(by: Account, *slots: Slot, **facts: Any) -> Workshop:
    """Organise an atelier, next week unless slots are given."""
    given = {"kind": "workshop", "title": "Découvrir les associations", **facts}
    made = planning.organise(Facts(**given), slots or (a_slot(),), by=by)
    db.session.commit()
    return made


def a_session(by: Account, in_days: int = 7, capacity: int = 12, **facts: Any) -> Session:
    """Organise an atelier with one session."""
    return a_workshop(by, a_slot(in_days, capacity), **facts).sessions[0]


def enrolled(session: Session, *who: Account, by: Account) -> list[Enrolment]:
    """Have people enrolled."""
    made = enrolling.enrol([session], who, by=by)
    db.session.commit()
    return made


def begin(session: Session, hours_ago: int = 2) -> None:
    """Have the session begin some hours ago."""
    starts: datetime = clock.now() - timedelta(hours=hours_ago)
    db.session.execute(
        update(Session).where(Session.id == session.id).values(
            starts_at=starts, ends_at=starts + timedelta(hours=1),
            on=clock.in_paris(starts).date(),
        )
    )  # fmt: skip
    db.session.commit()
    db.session.refresh(session)


def letters_to(account: Account) -> list[Letter]:
    """Give the letters written to someone and not taken back, oldest first."""
    db.session.rollback()
    found = select(Letter).where(Letter.to_id == account.id, Letter.recalled_at.is_(None))
    return list(db.session.scalars(found.order_by(Letter.id)))


def places_of(session: Session) -> list[tuple[str, bool]]:
    """Tell who is in a session, by first name, and whether they wait."""
    db.session.rollback()
    found = db.session.scalars(
        select(Enrolment)
        .where(Enrolment.session_id == session.id, Enrolment.cancelled_at.is_(None))
        .order_by(Enrolment.enrolled_at, Enrolment.id)
    )
    return [(one.volunteer.first_name, one.waiting) for one in found]
