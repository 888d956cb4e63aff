"""Bodies that could welcome volunteers, from spotted to registered; the log of meetings."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from werkzeug.exceptions import Conflict

from app import journal
from app.accounts.models import Account
from app.associations import actions as associations
from app.associations.models import Association, State
from app.extensions import db
from app.lifecycle import AlreadyDone, Step, flush_or_conflict
from app.missions import actions as missions
from app.missions.models import Mission
from app.outreach import life
from app.outreach.models import Encounter, Prospect, ProspectContact
from app.territories.queries import simplified


class NotRegistered(Conflict):
    """A mission needs a space to be kept in."""

    description = "Ouvrez d’abord l’espace de cette structure, puis préparez sa mission."


def spot(facts: Mapping[str, Any], by: Account) -> Prospect:
    """Note a body that could welcome volunteers; who notes it follows it."""
    prospect = Prospect(state="spotted", followed_by_id=by.id, **facts)
    db.session.add(prospect)
    db.session.flush()
    journal.record("spot", prospect, by=by)
    return prospect


def describe(prospect: Prospect, facts: Mapping[str, Any], by: Account) -> None:
    """Write what is known of a prospect, and its next step."""
    for name, value in facts.items():
        setattr(prospect, name, value)
    journal.record("describe", prospect, by=by)
    flush_or_conflict()


def move(prospect: Prospect, step: Step, by: Account) -> None:
    """Say where we are with a prospect; what it is next is settled with it."""
    prospect.take(step, by=by)


def take_over(prospect: Prospect, by: Account) -> None:
    """Follow a prospect in place of a colleague."""
    if prospect.followed_by_id == by.id:
        raise AlreadyDone
    prospect.followed_by_id = by.id
    journal.record("take_over", prospect, by=by)
    flush_or_conflict()


def add_contact(prospect: Prospect, facts: Mapping[str, Any], by: Account) -> ProspectContact:
    """Add someone to call."""
    contact = ProspectContact(prospect_id=prospect.id, **facts)
    db.session.add(contact)
    journal.record("add_contact", prospect, by=by)
    return contact


def remove_contact(contact: ProspectContact, by: Account) -> None:
    """Take someone off the list."""
    journal.record("remove_contact", contact.prospect, by=by)
    db.session.delete(contact)


def lookalike(prospect: Prospect) -> Association | None:
    """Find a body of the same name that has a space already."""
    return db.session.scalar(
        select(Association)
        .where(
            Association.search_name == simplified(prospect.name)[:200],
            Association.state != State.CLOSED,
        )
        .order_by(Association.commune_code != prospect.commune_code, Association.id)
        .limit(1)
    )


def register(prospect: Prospect, first_name: str, email: str, by: Account) -> Association:
    """Open the space of a body, filled with what we know, and invite who will hold it."""
    prospect.take(life.REGISTER, by=by)
    association = Association(
        name=prospect.name,
        kind=prospect.kind,
        state=State.DRAFT,
        commune_code=prospect.commune_code,
    )
    db.session.add(association)
    db.session.flush()
    journal.record("open", association, by=by)
    _link(prospect, association)
    associations.invite(association, first_name, email, by=by)
    return association


def recognise(prospect: Prospect, association: Association, by: Account) -> None:
    """Say that a body has a space already."""
    prospect.take(life.REGISTER, by=by)
    _link(prospect, association)


def _link(prospect: Prospect, association: Association) -> None:
    prospect.association_id = association.id
    prospect.next_step, prospect.next_step_on = "", None
    flush_or_conflict()


def prepare_mission(prospect: Prospect, facts: Mapping[str, Any], by: Account) -> Mission:
    """Draft a first mission with a body: it finds it in its space, to finish and send."""
    association = prospect.association
    if association is None:
        raise NotRegistered
    return missions.draft(association, facts, by=by)


def note_encounter(facts: Mapping[str, Any], by: Account) -> Encounter:
    """Write a meeting in the log."""
    encounter = Encounter(noted_by_id=by.id, **facts)
    db.session.add(encounter)
    db.session.flush()
    journal.record("note", encounter, by=by)
    return encounter


def correct_encounter(encounter: Encounter, facts: Mapping[str, Any], by: Account) -> None:
    """Correct a line of the log."""
    for name, value in facts.items():
        setattr(encounter, name, value)
    journal.record("correct", encounter, by=by)
