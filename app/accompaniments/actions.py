"""Accompanying someone: the waiting list, the start, pauses, the way they are on, the next step."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import Conflict, Forbidden

from app import clock, journal
from app.accompaniments import follow_ups, life, queries
from app.accompaniments.models import Episode, Suspension
from app.accounts.models import Account
from app.caseloads.queries import mediates
from app.extensions import db
from app.lifecycle import AlreadyDone, flush_or_conflict
from app.phrases import day as said


@dataclass(frozen=True)
class Start:
    """From which day, on which way, within which action of the département."""

    on: date
    pathway: str | None = None
    programme_id: int | None = None


def refer(person: Account, by: Any, programme_id: int | None = None) -> Episode:
    """Put someone on the waiting list: not yet in the active caseload."""
    return _open(person, Start(clock.today(), programme_id=programme_id), by)


def _open(person: Account, start: Start, by: Any) -> Episode:
    episode = Episode(
        state="referred",
        volunteer=person,
        referred_on=start.on,
        programme_id=start.programme_id,
    )
    try:
        with db.session.begin_nested():
            db.session.add(episode)
    except IntegrityError as error:
        raise AlreadyDone from error
    journal.record("refer", episode, by=by)
    return episode


def begin(person: Account, start: Start, by: Any) -> Episode:
    """Start accompanying someone, from the waiting list or not."""
    if not mediates(by, person.id):
        raise Forbidden
    if fault := wrong_start(person, start.on):
        raise Conflict(fault)
    episode = queries.open_episode(person) or _open(person, start, by)
    episode.take(life.START, by=by)
    episode.referred_on = min(episode.referred_on, start.on)
    episode.started_on = start.on
    episode.pathway = start.pathway
    episode.programme_id = start.programme_id
    flush_or_conflict()
    follow_ups.settle(episode)
    return episode


def wrong_start(person: Account, on: date) -> str | None:
    """Say why an accompaniment cannot start on a day, or nothing."""
    if on > clock.today():
        return "Cette date est dans le futur. Notez le début le jour venu."
    ended = queries.last_exit(person)
    if ended is not None and on <= ended:
        return f"L’accompagnement d’avant a fini le {said(ended)}. Choisissez un jour après."
    return None


def wrong_pause(episode: Episode, since: date) -> str | None:
    """Say why an accompaniment cannot pause from a day, or nothing."""
    if since > clock.today():
        return "Cette date est dans le futur. Notez la pause le jour venu."
    begun = episode.started_on
    if begun is not None and since < begun:
        return f"L’accompagnement a commencé le {said(begun)} : la pause vient après."
    return None


def suspend(episode: Episode, since: date, reason: str, by: Any) -> Suspension:
    """Pause an accompaniment: no interview is due meanwhile, and the caseload keeps the person."""
    episode.take(life.SUSPEND, by=by)
    if fault := wrong_pause(episode, since):
        raise Conflict(fault)
    pause = Suspension(episode_id=episode.id, since=since, reason=reason)
    db.session.add(pause)
    return pause


def resume(episode: Episode, on: date, by: Any) -> None:
    """Take up again from a day: the pause ends the day before."""
    episode.take(life.RESUME, by=by)
    end_pause(episode, on - timedelta(days=1))


def end_pause(episode: Episode, until: date) -> None:
    """Close the pause under way, if there is one; it lasts one day at least."""
    pause = queries.open_pause(episode)
    if pause is not None:
        pause.until = max(pause.since, until)


def change_way(episode: Episode, pathway: str | None, programme_id: int | None, by: Any) -> None:
    """Say on which way someone is, and within which action."""
    _in_charge(episode, by)
    episode.pathway, episode.programme_id = pathway, programme_id
    journal.record("change_way", episode, by=by)
    flush_or_conflict()


def say_next_step(episode: Episode, words: str, on: date | None, by: Any) -> None:
    """Write what comes next, so that it is always in sight; nothing written, nothing is due."""
    _in_charge(episode, by)
    episode.next_step, episode.next_step_on = words, on if words else None
    journal.record("say_next_step", episode, by=by)
    flush_or_conflict()


def _in_charge(episode: Episode, by: Any) -> None:
    if not life.is_the_referent(by, episode):
        raise Forbidden
    if episode.state == "ended":
        raise Conflict("Cet accompagnement est fini.")
