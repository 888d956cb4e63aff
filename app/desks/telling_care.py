"""What the timeline tells of the accompaniment: interviews, needs, notes, groups, steps, exits."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, lazyload

from app import clock
from app.accompaniments.models import (
    ActivityStart,
    Barrier,
    ContactAttempt,
    Episode,
    FollowUp,
    Interview,
    Note,
    Suspension,
)
from app.accompaniments.words import (
    ActivityKind,
    BarrierStatus,
    BarrierTheme,
    ExitType,
    MeetingMode,
    SuspensionReason,
)
from app.accounts.models import Account
from app.contracts.queries import history
from app.desks.filling import LIVE_BARRIERS
from app.desks.timeline import Happening, Strand
from app.extensions import db
from app.workshops.models import AmbassadorReferral, Attendance, Enrolment

INTERVIEWS = {
    "planned": "Entretien prévu",
    "held": "Entretien",
    "no_show": "Entretien : la personne n’est pas venue",
    "excused": "Entretien : la personne avait prévenu",
    "cancelled": "Entretien annulé",
}
REFERRALS = {
    "referred": "Ambassadeur sollicité",
    "taken": "Un ambassadeur s’en occupe",
    "declined": "L’ambassadeur n’était pas disponible",
    "closed": "Ambassadeur : fini",
}


def _of(table: Any, person: Account, *options: Any) -> Any:
    found = select(table).where(table.volunteer_id == person.id).options(*options)
    return db.session.scalars(found.order_by(table.id)).unique()


def interviews(person: Account) -> Iterator[Happening]:
    """Tell the interviews, with their notes, and the calls that found nobody."""
    alone = (lazyload(Interview.volunteer), lazyload(Interview.referent))
    for one in _of(Interview, person, *alone):
        mode = MeetingMode.said(one.mode)
        title = INTERVIEWS.get(one.state, "Entretien")
        said = (
            f"{title}, {mode[:1].lower()}{mode[1:]}" if one.state in ("planned", "held") else title
        )
        at = one.at or one.on
        yield Happening(at, said, Strand.INTERVIEWS, one.notes or None, private=bool(one.notes))
    for attempt in _of(ContactAttempt, person):
        title = f"Essai de contact sans réponse, {MeetingMode.said(attempt.mode).lower()}"
        yield Happening(attempt.on, title, Strand.INTERVIEWS)


def open_barriers(person: Account) -> list[tuple[Barrier, str, str]]:
    """List what someone needs and is not settled, oldest first, with its theme and its status."""
    found = select(Barrier).where(
        Barrier.volunteer_id == person.id, Barrier.status.in_(LIVE_BARRIERS)
    )  # fmt: skip
    return [
        (one, BarrierTheme.said(one.theme), BarrierStatus.said(one.status))
        for one in db.session.scalars(found.order_by(Barrier.opened_on, Barrier.id))
    ]


def needs(person: Account) -> Iterator[Happening]:
    """Tell the needs opened and closed, and the notes: for who mediates alone."""
    for one in _of(Barrier, person):
        theme = BarrierTheme.said(one.theme)
        yield Happening(one.opened_on, f"Besoin : {theme}", Strand.NEEDS, one.need, private=True)
        if one.closed_on:
            title = f"Besoin {BarrierStatus.said(one.status).lower()} : {theme}"
            yield Happening(one.closed_on, title, Strand.NEEDS, one.action or None, private=True)
    for note in _of(Note, person, joinedload(Note.author).options(lazyload(Account.commune))):
        title = f"Note de {note.author.full_name}"
        yield Happening(note.written_at, title, Strand.NEEDS, note.words, private=True)


def groups(person: Account) -> Iterator[Happening]:
    """Tell the workshops and collective actions, and the ambassadors met."""
    for one in _of(Enrolment, person, lazyload(Enrolment.volunteer)):
        if one.cancelled_at or one.session.cancelled_at:
            continue
        came = Attendance.said(one.attendance)
        text = came or ("Liste d’attente" if one.waiting else None)
        yield Happening(one.session.starts_at, one.session.workshop.title, Strand.GROUPS, text)
    alone = (lazyload(AmbassadorReferral.volunteer), lazyload(AmbassadorReferral.referent))
    for referral in _of(AmbassadorReferral, person, *alone):
        name = referral.ambassador.full_name
        yield Happening(referral.referred_on, f"Ambassadeur sollicité : {name}", Strand.GROUPS)
        if referral.answered_on:
            title = f"{REFERRALS.get(referral.state, 'Réponse de l’ambassadeur')} : {name}"
            yield Happening(referral.answered_on, title, Strand.GROUPS, referral.answer or None)


def path(person: Account) -> Iterator[Happening]:
    """Tell the start, the pauses, the activities found, the exit, and how they are since."""
    for one in _of(Episode, person, lazyload(Episode.volunteer)):
        yield Happening(one.referred_on, "Orientation vers l’accompagnement", Strand.PATH)
        if one.started_on:
            yield Happening(one.started_on, "Début de l’accompagnement", Strand.PATH)
        if one.ended_on:
            said = ExitType.said(one.exit_type)
            text = one.exit_detail or None
            title = f"Fin de l’accompagnement : {said}"
            yield Happening(one.ended_on, title, Strand.PATH, text, private=True)
    yield from _pauses(person)
    for start in _of(ActivityStart, person):
        said = ActivityKind.said(start.kind)
        yield Happening(start.started_on, f"Reprise d’activité : {said}", Strand.PATH, private=True)
    for follow_up in _of(FollowUp, person, lazyload(FollowUp.volunteer)):
        if follow_up.done_on:
            yield Happening(follow_up.done_on, "Nouvelles six mois après", Strand.PATH)


def contracts(person: Account) -> Iterator[Happening]:
    """Tell the contracts and the engagement citoyen sheets."""
    for one in history(person):
        yield Happening(one.at, one.title, Strand.CONTRACT, one.text, private=one.private)


def _pauses(person: Account) -> Iterator[Happening]:
    found = db.session.scalars(
        select(Suspension)
        .join(Episode, Episode.id == Suspension.episode_id)
        .where(Episode.volunteer_id == person.id)
        .order_by(Suspension.since)
    )
    for pause in found:
        reason = SuspensionReason.said(pause.reason)
        yield Happening(pause.since, "Accompagnement suspendu", Strand.PATH, reason, private=True)
        if pause.until and pause.until < clock.today():
            yield Happening(pause.until, "Fin de la pause", Strand.PATH)
