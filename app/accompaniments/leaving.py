"""The exit: its day, its reason among the closed list, and taking it back within thirty days."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from werkzeug.exceptions import Conflict

from app import clock
from app.accompaniments import (
    actions,
    follow_ups,
    interviews,
    life,
    notebook,
    queries,
    rules,
    tidings,
)
from app.accompaniments.categories import ACTIVITY_OF, strongest
from app.accompaniments.models import ContactAttempt, Episode, Interview
from app.accompaniments.words import ExitType
from app.extensions import db
from app.letters.actions import overtake
from app.lifecycle import flush_or_conflict
from app.phrases import day as said

TRIES = 2
NEVER_AGAIN = (ExitType.DEATH, ExitType.NEVER_CAME)


@dataclass(frozen=True)
class Leaving:
    """When, for which reasons, what shows it, and whether one may ask for news in six months."""

    on: date
    types: tuple[str, ...]
    may_contact_after: bool = False
    detail: str = ""
    evidence: str = ""
    began_on: date | None = None


def objections(episode: Episode, leaving: Leaving) -> list[tuple[str, str]]:
    """List what forbids this exit: each time the answer that is wrong, and why."""
    return [*_wrong_day(episode, leaving.on), *_wrong_reason(episode, leaving)]


def _wrong_day(episode: Episode, on: date) -> list[tuple[str, str]]:
    if on > clock.today():
        return [("on", "Cette date est dans le futur. Notez la sortie le jour venu.")]
    first = _first_day(episode)
    if on < first:
        begun = "a commencé" if episode.started_on else "a été demandé"
        return [("on", f"L’accompagnement {begun} le {said(first)} : la sortie vient après.")]
    return []


def _wrong_reason(episode: Episode, leaving: Leaving) -> list[tuple[str, str]]:
    found = []
    if ExitType.OTHER in leaving.types and not leaving.detail:
        found.append(("detail", "Précisez en quelques mots."))
    silent = ExitType.NO_FOLLOW_UP in leaving.types
    if silent and (tries := _tries(episode, leaving.on)) < TRIES:
        noted = "aucun n’est noté" if not tries else "un seul est noté"
        rule = f"Il faut deux essais de contact avec leur date : {noted} avant cette sortie."
        found.append(("type", rule))
    if ExitType.NEVER_CAME in leaving.types and _has_come(episode):
        found.append(("type", "Un entretien a eu lieu : choisissez une autre raison."))
    return found


def _first_day(episode: Episode) -> date:
    return episode.started_on or episode.referred_on


def _tries(episode: Episode, until: date) -> int:
    counted = select(func.count()).where(
        ContactAttempt.volunteer_id == episode.volunteer_id,
        ContactAttempt.on.between(_first_day(episode), until),
    )
    return db.session.scalar(counted) or 0


def _has_come(episode: Episode) -> bool:
    held = select(Interview.id).where(
        Interview.volunteer_id == episode.volunteer_id,
        Interview.state == "held",
        Interview.on >= _first_day(episode),
    )
    return db.session.scalar(held.limit(1)) is not None


def end(episode: Episode, leaving: Leaving, by: Any) -> None:
    """Note the exit; of several reasons on one day the strongest counts, the others are kept."""
    episode.take(life.END, by=by)
    if faults := objections(episode, leaving):
        raise Conflict(faults[0][1])
    kind = strongest(leaving.types, rules.exit_categories())
    episode.ended_on = leaving.on
    episode.exit_type = kind
    episode.exit_also = sorted(set(leaving.types) - {kind})
    episode.exit_detail, episode.exit_evidence = leaving.detail, leaving.evidence
    episode.exit_noted_at = clock.now()
    episode.may_contact_after = leaving.may_contact_after and kind not in NEVER_AGAIN
    flush_or_conflict()
    actions.end_pause(episode, leaving.on)
    told = kind != ExitType.DEATH
    interviews.cancel_after(episode, told=told, by=by)
    follow_ups.settle(episode)
    _start_activity(episode, leaving, by)
    if told and kind != ExitType.NEVER_CAME:
        tidings.ended(episode)


def _start_activity(episode: Episode, leaving: Leaving, by: Any) -> None:
    """Write the job or the training that one leaves for, unless it is known already."""
    kind = next((ACTIVITY_OF[t] for t in leaving.types if t in ACTIVITY_OF), None)
    if kind is None or leaving.began_on is None:
        return
    known = queries.activities_of(episode.volunteer)
    if (kind, leaving.began_on) not in {(a.kind, a.started_on) for a in known}:
        notebook.start_activity(episode.volunteer, kind, leaving.began_on, by=by)


def reopen(episode: Episode, by: Any) -> None:
    """Take the exit back, as if it had not been: its letter too, if it waits still."""
    if not queries.may_reopen(episode):
        raise Conflict(
            "Cette sortie date de plus de trente jours, ou un autre opérateur suit la personne. "
            "Commencez un nouvel accompagnement."
        )
    if queries.open_episode(episode.volunteer) is not None:
        raise Conflict("Un autre accompagnement est déjà en cours.")
    episode.take(life.REOPEN, by=by)
    overtake(episode)
    episode.ended_on = episode.exit_type = episode.exit_noted_at = None
    episode.exit_also, episode.exit_detail, episode.exit_evidence = [], "", ""
    episode.may_contact_after = None
    flush_or_conflict()
    follow_ups.settle(episode)
