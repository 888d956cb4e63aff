"""No longer following someone whose accompaniment is over, and taking it back for a moment."""

from datetime import timedelta

from flask import current_app
from sqlalchemy import exists, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased, joinedload
from werkzeug.exceptions import Conflict, Forbidden

from app import clock, journal
from app.accounts.models import Account, Role
from app.caseloads.assigning import open_assignment
from app.caseloads.models import Assignment
from app.extensions import db
from app.journal import Event
from app.lifecycle import AlreadyDone, TakenMeanwhile, flush_or_conflict

VERB = "let_go"


class TooLate(Conflict):
    """What was done is done: the moment to take it back has passed."""

    description = "Le délai pour annuler est passé. Reprenez la personne depuis son dossier."


def let_go(person: Account, by: Account) -> None:
    """Close today the assignment of a person to this référent."""
    current = open_assignment(person.id)
    if current is None:
        raise AlreadyDone
    if by.role != Role.REFERENT or current.referent_id != by.id:
        raise Forbidden
    current.until = clock.today() - timedelta(days=1)
    journal.record(VERB, current, by=by)
    flush_or_conflict()


def undoable(referent: Account) -> list[Account]:
    """List whom this référent let go a moment ago, and whom nobody has taken on since."""
    minutes = current_app.config["SETTINGS"].undo_minutes
    now = aliased(Assignment)
    taken = exists().where(now.volunteer_id == Assignment.volunteer_id, now.until.is_(None))
    rows = db.session.scalars(
        select(Assignment)
        .join(
            Event,
            (Event.subject_type == Assignment.__tablename__) & (Event.subject_id == Assignment.id),
        )
        .where(
            Event.verb == VERB,
            Event.actor_id == referent.id,
            Event.at > clock.now() - timedelta(minutes=minutes),
            Assignment.until.is_not(None),
            ~taken,
        )
        .options(joinedload(Assignment.volunteer))
        .order_by(Event.at.desc())
    )
    return list({row.volunteer_id: row.volunteer for row in rows}.values())


def undo(person: Account, by: Account) -> None:
    """Follow again, as if it had not stopped, someone let go a moment ago."""
    if person not in undoable(by):
        raise TooLate
    last = db.session.scalars(
        select(Assignment)
        .where(Assignment.volunteer_id == person.id, Assignment.referent_id == by.id)
        .order_by(Assignment.id.desc())
        .limit(1)
    ).one()
    try:
        with db.session.begin_nested():
            last.until = None
    except IntegrityError as error:
        raise TakenMeanwhile from error
    journal.record("undo_let_go", last, by=by)
