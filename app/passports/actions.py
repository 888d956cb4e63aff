"""Writing the passport: adding a line, saying what one did, agreeing, hiding, withdrawing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import inspect
from werkzeug.exceptions import Conflict

from app import clock, journal, phrases
from app.accounts.models import Account
from app.associations.models import Association
from app.extensions import db, new_token
from app.lifecycle import AlreadyDone, flush_or_conflict
from app.passports import badges, catalogue, life, queries, tidings
from app.passports.models import Booklet, Entry
from app.placements.models import Placement
from app.placements.queries import hours_of

COPIED = (
    "volunteer_id", "placement_id", "association_id", "association_name", "association_facts",
    "association_purpose", "title", "place", "started_on", "ended_on", "hours", "rhythm", "context",
    "tasks", "results", "responsibilities", "autonomy", "tools", "trainings", "skills", "comment",
    "attester_email",
)  # fmt: skip
UNFINISHED = "Écrivez au moins une chose que vous avez faite. Ensuite, demandez à l’association."
NO_ONE = "Nous ne savons pas à qui demander. Écrivez l’adresse e-mail de l’association."


@dataclass(frozen=True)
class Whom:
    """To whom an attestation is asked, when the association has no account here."""

    email: str = ""


def describe_oneself(booklet: Booklet, facts: Mapping[str, Any], by: Any) -> None:
    """Write the first page."""
    for name, value in facts.items():
        setattr(booklet, name, value)
    db.session.add(booklet)
    journal.record("write_booklet", booklet, by=by)


def add(placement: Placement, by: Any) -> Entry:
    """Start a line from a mission, with all that is known of it."""
    if any(p.id == placement.id for p in queries.to_add(placement.volunteer)) is False:
        raise AlreadyDone
    mission = placement.mission
    counted = [row.hours for row in hours_of(placement) if row.confirmed_at]
    entry = Entry(
        state=life.State.DRAFT.value,
        volunteer=placement.volunteer,
        placement_id=placement.id,
        number=queries.last_number(placement.id) + 1,
        title=mission.title,
        place=mission.place,
        started_on=placement.confirmed_on or placement.started_on,
        ended_on=placement.ended_on,
        hours=sum(counted) if counted else None,
        rhythm=phrases.half_days(mission.slots)[:120],
        context=mission.description,
        **_known(mission.association),
    )
    return _started(entry, by)


def _known(association: Association) -> dict[str, Any]:
    facts = [association.address, association.commune.name if association.commune else ""]
    number = association.rna or association.siret or association.siren
    return {
        "association_id": association.id,
        "association_name": association.name,
        "association_facts": " · ".join(f for f in (*facts, number) if f)[:300],
        "association_purpose": association.description,
    }


def declare(volunteer: Account, facts: Mapping[str, Any], by: Any) -> Entry:
    """Start a line for something done before, or elsewhere."""
    if (begun := queries.started_already(volunteer, facts)) is not None:
        return begun
    return _started(Entry(state=life.State.DRAFT.value, volunteer=volunteer, **facts), by)


def _started(entry: Entry, by: Any) -> Entry:
    db.session.add(entry)
    db.session.flush()
    journal.record("start_line", entry, by=by)
    return entry


def change(entry: Entry, facts: Mapping[str, Any], by: Any) -> None:
    """Write what was done; only while the line is being written."""
    _check_open(entry, by)
    for name, value in facts.items():
        setattr(entry, name, value)
    journal.record("change_line", entry, by=by)
    flush_or_conflict()


def choose_skills(entry: Entry, codes: Sequence[str], by: Any) -> None:
    """Choose the skills a line shows; what was already said of one is kept."""
    _check_open(entry, by)
    said = {one["code"]: one for one in entry.skills}
    entry.skills = [
        said.get(code, {"code": code, "level": None, "example": ""})
        for code in codes
        if code in catalogue.every()
    ]
    journal.record("choose_skills", entry, by=by)
    flush_or_conflict()


def say_skill(entry: Entry, code: str, level: str | None, example: str, by: Any) -> None:
    """Say how far one is on one’s own, with an example."""
    _check_open(entry, by)
    entry.skills = [
        {"code": code, "level": level, "example": example} if one["code"] == code else one
        for one in entry.skills
    ]
    journal.record("say_skill", entry, by=by)
    flush_or_conflict()


def _check_open(entry: Entry, by: Any) -> None:
    if not (entry.is_open and life.is_the_person(by, entry)):
        raise Conflict("Cette ligne ne se change plus. Faites une nouvelle version.")


def agree(entry: Entry, whom: Whom, by: Any) -> None:
    """Say that the line is right, and ask the association to attest it."""
    if not entry.tasks:
        raise Conflict(UNFINISHED)
    if entry.association_id is None and not whom.email:
        raise Conflict(NO_ONE)
    entry.attester_email = whom.email
    entry.remark = ""
    entry.ask = new_token()
    entry.asked_at = entry.agreed_at = clock.now()
    entry.take(life.AGREE, by=by)
    tidings.ask_for(entry)


def reopen(entry: Entry, by: Any) -> None:
    """Take a line back before the association has answered; its link ends."""
    entry.ask = None
    entry.take(life.REOPEN, by=by)
    tidings.forget(entry)


def show(entry: Entry, hidden: bool, by: Any) -> None:
    """Hide a line from every paper, or show it again."""
    if not life.is_the_person(by, entry):
        raise Conflict
    entry.hidden = hidden
    journal.record("hide_line" if hidden else "show_line", entry, by=by)
    flush_or_conflict()


def withdraw(entry: Entry, by: Any) -> None:
    """Take a line out for good: papers and credentials made of it are no longer good."""
    entry.ask = None
    entry.take(life.WITHDRAW, by=by)
    badges.revoke(entry)
    tidings.forget(entry)


def correct(entry: Entry, by: Any) -> Entry:
    """Start a new version of an attested line; the old one stays good until it is replaced."""
    if not (entry.is_attested and life.is_the_person(by, entry)):
        raise Conflict("Seule une ligne attestée se corrige.")
    if (started := queries.correction_of(entry)) is not None:
        return started
    copied = {name: getattr(entry, name) for name in COPIED if name in inspect(Entry).attrs}
    last = queries.last_number(entry.placement_id) if entry.placement_id else entry.number
    fresh = Entry(state=life.State.DRAFT.value, number=last + 1, replaces_id=entry.id, **copied)
    return _started(fresh, by)
