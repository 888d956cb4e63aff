"""What the timeline tells of missions, messages, and who follows someone."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import joinedload, lazyload

from app.accounts.models import Account
from app.caseloads.models import Assignment, EmergencyAccess
from app.desks.filling import mission_alone
from app.desks.timeline import Happening, Strand
from app.extensions import db
from app.introductions.life import Side
from app.introductions.models import Introduction
from app.introductions.words import state_of
from app.letters.models import Channel, Letter
from app.placements.models import OwnEngagement, Placement
from app.threads.models import Difficulty, Outcome, Theme

CLOSED = (
    "declined_by_person", "expired", "set_aside", "declined", "unanswered", "not_pursued",
    "withdrawn",
)  # fmt: skip
WAYS: dict[str, str] = {
    Channel.EMAIL: "Par e-mail",
    Channel.SMS: "Par message court",
    Channel.PAPER: "Sur papier",
}
ENDINGS = {"completed": "Mission finie", "stopped": "Mission arrêtée"}


def missions(person: Account) -> Iterator[Happening]:
    """Tell the requests, the missions, those found elsewhere, and what was hard."""
    yield from _introductions(person)
    yield from _placements(person)
    yield from _own(person)
    yield from _difficulties(person)


def _mission(at: datetime | date | None, title: str, **more: Any) -> Iterable[Happening]:
    return [Happening(at, title, Strand.MISSIONS, **more)] if at else []


def _introductions(person: Account) -> Iterator[Happening]:
    found = db.session.scalars(
        select(Introduction)
        .where(Introduction.volunteer_id == person.id)
        .options(
            lazyload(Introduction.volunteer),
            lazyload(Introduction.referent),
            mission_alone(Introduction.mission),
        )
        .order_by(Introduction.id)
    )
    for one in found:
        url = url_for("introductions.show", token=one.token)
        title, host = one.mission.title, one.mission.association.name
        began = "Mission proposée" if one.origin == "suggested" else "Demande de la personne"
        yield from _mission(one.created_at, f"{began} : {title}", text=host, url=url)
        yield from _mission(one.sent_at, f"Demande donnée à l’association : {title}", url=url)
        yield from _mission(
            one.meeting_at, f"Rendez-vous : {title}", text=one.meeting_place or None, url=url
        )
        if one.state in CLOSED:
            said = state_of(one, Side.REFERENT)[0]
            yield from _mission(one.state_since, f"{said} : {title}", url=url)


def _placements(person: Account) -> Iterator[Happening]:
    found = db.session.scalars(
        select(Placement)
        .where(Placement.volunteer_id == person.id)
        .options(lazyload(Placement.volunteer), mission_alone(Placement.mission))
        .order_by(Placement.id)
    )
    for one in found:
        url = url_for("placements.show", token=one.token)
        title, host = one.mission.title, one.mission.association.name
        yield from _mission(one.started_on, f"Début de la mission : {title}", text=host, url=url)
        ending = ENDINGS.get(one.state, "Fin de la mission")
        yield from _mission(one.ended_on, f"{ending} : {title}", text=one.ending or None, url=url)


def _own(person: Account) -> Iterator[Happening]:
    found = db.session.scalars(
        select(OwnEngagement)
        .where(OwnEngagement.volunteer_id == person.id, OwnEngagement.state != "taken_back")
        .options(lazyload(OwnEngagement.volunteer))
        .order_by(OwnEngagement.id)
    )
    for one in found:
        where = one.organisation
        yield from _mission(one.started_on, f"Mission trouvée ailleurs : {where}", text=one.what)
        yield from _mission(one.confirmed_on, f"Mission confirmée : {where}")
        yield from _mission(one.ended_on, f"Fin de la mission : {where}")


def _difficulties(person: Account) -> Iterator[Happening]:
    found = db.session.scalars(
        select(Difficulty)
        .where(Difficulty.volunteer_id == person.id)
        .options(lazyload(Difficulty.told_by), lazyload(Difficulty.volunteer))
        .order_by(Difficulty.id)
    )
    for one in found:
        theme = Theme.said(one.theme)
        yield from _mission(one.opened_at, f"Difficulté dite : {theme}", private=True)
        outcome = Outcome.said(one.outcome)
        yield from _mission(one.closed_at, f"Difficulté fermée : {outcome}", private=True)


def letters(person: Account) -> Iterator[Happening]:
    """Tell what was written to the person: the subject, and by which way."""
    found = db.session.execute(
        select(Letter.written_at, Letter.subject, Letter.channel, Letter.failed_at)
        .where(Letter.to_id == person.id, Letter.recalled_at.is_(None))
        .order_by(Letter.id)
    )
    for at, subject, channel, failed_at in found:
        way = WAYS.get(channel, "")
        text = f"{way}, pas arrivé" if failed_at else way
        yield Happening(at, f"Message : {subject}", Strand.LETTERS, text)


def followings(person: Account) -> Iterator[Happening]:
    """Tell who followed someone, and who opened this file exceptionally."""
    yield Happening(person.created_at, "Inscription sur le site", Strand.PATH)
    rows = db.session.scalars(
        select(Assignment)
        .where(Assignment.volunteer_id == person.id)
        .options(joinedload(Assignment.referent).options(lazyload(Account.commune)))
        .order_by(Assignment.since, Assignment.id)
    )
    before = None
    for row in rows:
        if row.referent_id != before:
            yield Happening(row.since, f"Suivi par {row.referent.full_name}", Strand.PATH)
        before = row.referent_id
    opened = select(EmergencyAccess).where(EmergencyAccess.volunteer_id == person.id)
    for access in db.session.scalars(opened.options(lazyload(EmergencyAccess.volunteer))):
        title = f"Accès exceptionnel : {access.referent.full_name} a lu ce dossier"
        yield Happening(access.opened_at, title, Strand.PATH, access.reason, private=True)
