"""What happened in a person's accompaniment, for their file: only their référent reads it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from app.accompaniments import queries
from app.accompaniments.models import Barrier, Episode, Interview
from app.accompaniments.words import (
    ActivityKind,
    BarrierTheme,
    ExitType,
    MeetingMode,
)
from app.accounts.models import Account
from app.extensions import db

SAID = {
    "planned": "Rendez-vous prévu",
    "held": "Entretien",
    "no_show": "Rendez-vous manqué",
    "excused": "Rendez-vous excusé",
    "cancelled": "Rendez-vous annulé",
}


@dataclass(frozen=True)
class Happened:
    """One line of the file; ``private`` is what the person does not see."""

    at: datetime | date
    title: str
    text: str | None = None
    private: bool = False


def happened(person: Account) -> list[Happened]:
    """Tell what happened, in six queries; the reader puts it in order with the rest."""
    episodes = db.session.scalars(select(Episode).where(Episode.volunteer_id == person.id))
    return [
        *_of_episodes(episodes),
        *(_of_interview(i) for i in queries.interviews_of(person)),
        *_of_needs(queries.barriers_of(person)),
        *_of_papers(person),
    ]


def _of_interview(interview: Interview) -> Happened:
    title = f"{SAID[interview.state]}, {MeetingMode.said(interview.mode).lower()}"
    at = interview.at or interview.on
    return Happened(at, title, interview.notes or None, private=bool(interview.notes))


def _of_episodes(episodes: Iterable[Episode]) -> Iterator[Happened]:
    for episode in episodes:
        yield Happened(episode.referred_on, "Accompagnement demandé", private=True)
        if episode.started_on:
            yield Happened(episode.started_on, "Début de l’accompagnement")
        if episode.ended_on:
            reason = ExitType.said(episode.exit_type)
            yield Happened(episode.ended_on, f"Fin de l’accompagnement : {reason}", private=True)


def _of_needs(needs: Iterable[Barrier]) -> Iterator[Happened]:
    for need in needs:
        theme = BarrierTheme.said(need.theme)
        yield Happened(need.opened_on, f"Besoin noté : {theme}", need.need, private=True)
        if need.closed_on:
            yield Happened(need.closed_on, f"Besoin réglé : {theme}", need.action, private=True)


def _of_papers(person: Account) -> Iterator[Happened]:
    for note in queries.notes_of(person):
        title = f"Note de {note.author.first_name}"
        yield Happened(note.written_at, title, note.words, private=True)
    for attempt in queries.attempts_of(person):
        yield Happened(attempt.on, "Essai de contact, sans réponse", private=True)
    for activity in queries.activities_of(person):
        kind = ActivityKind.said(activity.kind)
        yield Happened(activity.started_on, f"Début d’activité : {kind}", private=True)
