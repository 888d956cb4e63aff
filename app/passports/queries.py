"""Finding the lines of a passport, and what others may check."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload
from werkzeug.exceptions import NotFound

from app.accounts.models import Account
from app.associations.models import Association
from app.extensions import db
from app.passports.life import ALIVE, State
from app.passports.models import Booklet, Credential, Entry, Proof
from app.placements.models import Placement


def booklet_of(volunteer: Account) -> Booklet:
    """Give what someone says of themselves; an empty first page when they said nothing yet."""
    found = db.session.scalar(select(Booklet).where(Booklet.volunteer_id == volunteer.id))
    if found is not None:
        return found
    return Booklet(
        volunteer=volunteer, name="", contact="", reasons="", studies="", jobs="", shares=False
    )


def entries_of(volunteer: Account) -> list[Entry]:
    """List the lines of a passport that are still there, the latest mission first."""
    found = select(Entry).where(Entry.volunteer_id == volunteer.id, Entry.state.in_(ALIVE))
    return list(db.session.scalars(found.order_by(Entry.started_on.desc(), Entry.id.desc())))


@dataclass(frozen=True)
class Standing:
    """How many lines of a passport are attested, wait for an association, or are being written."""

    attested: int
    waiting: int
    begun: int
    asked_at: datetime | None


def standing(volunteer: Account) -> Standing:
    """Count the lines of a passport, and say since when the oldest waits."""
    rows = db.session.execute(
        select(Entry.state, func.count(), func.min(Entry.asked_at))
        .where(Entry.volunteer_id == volunteer.id, Entry.state.in_(ALIVE))
        .group_by(Entry.state)
    )
    found = {state: (count, asked) for state, count, asked in rows}
    attested, waiting, begun = (
        found.get(state.value, (0, None)) for state in (State.ATTESTED, State.AGREED, State.DRAFT)
    )
    return Standing(attested[0], waiting[0], begun[0], waiting[1])


def find(token: str, seen_by: Account) -> Entry:
    """Find a line by the token of its address, for the person it is about."""
    found = db.session.scalar(
        select(Entry)
        .where(Entry.token == token, Entry.volunteer_id == seen_by.id, Entry.state.in_(ALIVE))
        .options(joinedload(Entry.association))
    )
    if found is None:
        raise NotFound
    return found


def to_add(volunteer: Account) -> list[Placement]:
    """List the missions that are not in the passport yet, the latest first."""
    there = select(Entry.placement_id).where(
        Entry.volunteer_id == volunteer.id,
        Entry.placement_id.is_not(None),
        Entry.state.in_(ALIVE),
    )
    found = select(Placement).where(
        Placement.volunteer_id == volunteer.id, Placement.id.not_in(there)
    )
    return list(db.session.scalars(found.order_by(Placement.started_on.desc(), Placement.id)))


def find_placement(token: str, volunteer: Account) -> Placement:
    """Find a mission of this person by its token."""
    found = db.session.scalar(
        select(Placement).where(Placement.token == token, Placement.volunteer_id == volunteer.id)
    )
    if found is None:
        raise NotFound
    return found


def hints_of(entry: Entry) -> list[str]:
    """Gather the words that hint at skills: the mission’s own, and the person’s."""
    placement = db.session.get(Placement, entry.placement_id) if entry.placement_id else None
    wanted = placement.mission.skills if placement else []
    return [entry.title, entry.context, *wanted, *entry.tasks, *entry.tools, entry.results]


def started_already(volunteer: Account, facts: Mapping[str, Any]) -> Entry | None:
    """Find the same line begun a moment ago: a form sent twice."""
    names = ("title", "association_name", "started_on")
    same = (getattr(Entry, name) == facts[name] for name in names)
    return db.session.scalar(
        select(Entry).where(
            Entry.volunteer_id == volunteer.id, Entry.state == State.DRAFT.value, *same
        )
    )


def last_number(placement_id: int | None) -> int:
    """Give the number of the latest version written for a mission."""
    numbers = db.session.scalars(select(Entry.number).where(Entry.placement_id == placement_id))
    return max(numbers, default=0)


def correction_of(entry: Entry) -> Entry | None:
    """Find the new version being written of an attested line."""
    return db.session.scalar(
        select(Entry).where(Entry.replaces_id == entry.id, Entry.state.in_(ALIVE))
    )


def asked_by(token: str, secret: str) -> Entry | None:
    """Find the line that a personal link is about, if it is still the link last sent."""
    return db.session.scalar(
        select(Entry)
        .where(Entry.token == token, Entry.ask == secret)
        .options(joinedload(Entry.association), joinedload(Entry.replaces))
    )


def to_attest(association: Association | None) -> list[Entry]:
    """List the lines that wait for this association’s word, the oldest first."""
    if association is None:
        return []
    found = select(Entry).where(
        Entry.association_id == association.id, Entry.state == State.AGREED.value
    )
    return list(db.session.scalars(found.order_by(Entry.asked_at, Entry.id)))


def waiting_since(before: datetime, after: datetime) -> list[int]:
    """List the lines that were asked for between two moments and wait still, the oldest first."""
    found = select(Entry.id).where(
        Entry.state == State.AGREED.value, Entry.asked_at <= before, Entry.asked_at > after
    )
    return list(db.session.scalars(found.order_by(Entry.asked_at, Entry.id)))


def locked(entry_id: int) -> Entry | None:
    """Read a line that waits, so that nobody moves it meanwhile."""
    return db.session.scalar(
        select(Entry)
        .where(Entry.id == entry_id, Entry.state == State.AGREED.value)
        .options(joinedload(Entry.association))
        .with_for_update(of=Entry)
        .execution_options(populate_existing=True)
    )


def credential_of(entry: Entry) -> Credential | None:
    """Find the credential of an attested line."""
    return db.session.scalar(select(Credential).where(Credential.entry_id == entry.id))


def proof_of(entry: Entry) -> Proof | None:
    """Find the attestation of a line."""
    found = select(Proof).where(
        Proof.volunteer_id == entry.volunteer_id, Proof.kind == "attestation"
    )
    return next((p for p in db.session.scalars(found) if p.entries == [entry.token]), None)


def proof(token: str) -> Proof:
    """Find what a code printed on a paper stands for."""
    found = db.session.scalar(select(Proof).where(Proof.token == token))
    if found is None:
        raise NotFound
    return found


def lines_of(proof: Proof) -> list[Entry]:
    """List the attested lines that a paper holds, as they are today."""
    found = list(db.session.scalars(select(Entry).where(Entry.token.in_(proof.entries))))
    return sorted(found, key=lambda entry: proof.entries.index(entry.token))


def is_good(proof: Proof, lines: list[Entry]) -> bool:
    """Tell whether a paper is still good: not withdrawn, and every line still attested."""
    attested = [entry for entry in lines if entry.is_attested]
    return proof.withdrawn_at is None and len(attested) == len(proof.entries)
