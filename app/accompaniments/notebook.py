"""What a référent writes down: needs, notes, tries at contact, activities, what was good."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from werkzeug.exceptions import Conflict, Forbidden

from app import clock, journal
from app.accompaniments import life, queries
from app.accompaniments.models import (
    ActivityStart,
    Barrier,
    ContactAttempt,
    Episode,
    Note,
    Review,
)
from app.accompaniments.words import BarrierStatus
from app.accounts.models import Account
from app.caseloads.queries import mediates
from app.extensions import db
from app.lifecycle import flush_or_conflict

SETTLED = (BarrierStatus.LIFTED, BarrierStatus.ABANDONED)


@dataclass(frozen=True)
class Need:
    """What someone needs, within which theme, what is done about it, and where that is."""

    theme: str
    need: str
    action: str = ""
    status: str = BarrierStatus.OPEN


@dataclass(frozen=True)
class Words:
    """What was good, what was hard, what comes next, and whether it may be quoted."""

    went_well: str = ""
    was_hard: str = ""
    comes_next: str = ""
    may_quote: bool = False


def add_need(person: Account, need: Need, by: Any) -> Barrier:
    """Write what someone needs for things to be possible."""
    _must_mediate(person.id, by)
    row = Barrier(volunteer_id=person.id, opened_by_id=by.id, theme=need.theme, need=need.need)
    _settle(row, need)
    db.session.add(row)
    journal.record("add_need", row, by=by)
    return row


def change_need(row: Barrier, need: Need, by: Any) -> None:
    """Write where the action on a need is."""
    _must_mediate(row.volunteer_id, by)
    row.theme, row.need = need.theme, need.need
    _settle(row, need)
    journal.record("change_need", row, by=by)
    flush_or_conflict()


def _settle(row: Barrier, need: Need) -> None:
    row.action, row.status = need.action, need.status
    if need.status not in SETTLED:
        row.closed_on = None
    elif row.closed_on is None:
        row.closed_on = clock.today()


def write_note(person: Account, words: str, by: Any) -> Note:
    """Write a few words for oneself and whoever takes over."""
    _must_mediate(person.id, by)
    note = Note(volunteer_id=person.id, author=by, words=words)
    db.session.add(note)
    journal.record("write_note", note, by=by)
    return note


def may_change(note: Note, by: Any) -> bool:
    """Tell whether a note is one's own and of today."""
    same_day = clock.in_paris(note.written_at).date() == clock.today()
    return note.author_id == by.id and same_day


def rewrite_note(note: Note, words: str, by: Any) -> None:
    """Correct one's own note, on its day."""
    _must_be_own(note, by)
    note.words = words
    journal.record("rewrite_note", note, by=by)
    flush_or_conflict()


def erase_note(note: Note, by: Any) -> None:
    """Take one's own note away, on its day."""
    _must_be_own(note, by)
    journal.record("erase_note", note, by=by)
    db.session.delete(note)


def _must_be_own(note: Note, by: Any) -> None:
    if not may_change(note, by):
        raise Conflict("Une note se change le jour même, par qui l’a écrite.")


def note_attempt(person: Account, on: date, mode: str, by: Any) -> ContactAttempt:
    """Write that one tried to reach someone, without an answer."""
    _must_mediate(person.id, by)
    row = ContactAttempt(volunteer_id=person.id, referent_id=by.id, on=on, mode=mode)
    db.session.add(row)
    journal.record("note_attempt", row, by=by)
    return row


def start_activity(person: Account, kind: str, on: date, by: Any) -> ActivityStart:
    """Write that someone starts a job or another activity."""
    _must_mediate(person.id, by)
    known = [a for a in queries.activities_of(person) if (a.kind, a.started_on) == (kind, on)]
    if known:
        raise Conflict("Ce début est déjà noté.")
    episode = queries.episode_of(person)
    row = ActivityStart(
        volunteer_id=person.id,
        episode_id=episode.id if episode else None,
        kind=kind,
        started_on=on,
        noted_by_id=by.id,
    )
    db.session.add(row)
    journal.record("start_activity", row, by=by)
    return row


def erase_activity(row: ActivityStart, by: Any) -> None:
    """Take away an activity noted by mistake."""
    _must_mediate(row.volunteer_id, by)
    journal.record("erase_activity", row, by=by)
    db.session.delete(row)


def review(episode: Episode, words: Words, by: Any) -> Review:
    """Write what one side says of the accompaniment, or change it."""
    if life.is_the_person(by, episode):
        side = "person"
    elif life.is_the_referent(by, episode):
        side = "referent"
    else:
        raise Forbidden
    row = queries.reviews_of(episode).get(side)
    if row is None:
        row = Review(episode_id=episode.id, side=side)
        db.session.add(row)
    row.went_well, row.was_hard, row.comes_next = words.went_well, words.was_hard, words.comes_next
    row.may_quote = words.may_quote and side == "person"
    row.written_on, row.written_by_id = clock.today(), by.id
    journal.record("review", row, by=by)
    return row


def _must_mediate(person_id: int, by: Any) -> None:
    if not mediates(by, person_id):
        raise Forbidden
