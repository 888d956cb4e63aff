"""Someone who used every corner of the site, and a search for what is left of them."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import JSON, LargeBinary, String, Text, func, select

from app import clock
from app.accompaniments import actions as care
from app.accompaniments import follow_ups
from app.accompaniments.models import Barrier, ContactAttempt, FollowUp, Note, Review
from app.accounts.models import Account, Invitation, Role
from app.caseloads.models import EmergencyAccess
from app.extensions import db
from app.indicators.computing import Reckoning
from app.indicators.models import Testimony
from app.indicators.periods import Period
from app.outreach.models import OpeningNotice, Referral
from app.papers import actions as papers
from app.papers.evidence import Evidence
from app.papers.models import Paper, Signer
from app.passports.models import Booklet
from app.placements.models import CheckIn, OwnEngagement
from app.privacy import leaving
from app.privacy.models import ErasureRequest
from app.suggestions.models import Choice
from app.threads.models import Difficulty, Message
from app.workshops.models import AmbassadorContact, AmbassadorReferral
from tests import accompanying, attesting, contracting, meetings, people, reaching_out
from tests.meetings import Cast

NAMES = {
    "first_name": "Zénobie",
    "last_name": "Quatremer",
    "email": "zenobie.quatremer@example.org",
    "phone": "+33612345987",
    "postal_address": "17 impasse des Lauriers",
}
TYPED = "XYLOPHONE"
SEEN = Evidence("compte personnel", f"{TYPED} identité", ("J’accepte.",), "192.0.2.0/24")


def full_life() -> Cast:
    """Have Zénobie go everywhere: a passport, an accompaniment that ended, a signed contract."""
    cast = Cast()
    zenobie = cast.awa
    for name, value in NAMES.items():
        setattr(zenobie, name, value)
    zenobie.birth_date = clock.today() - timedelta(days=12_000)
    db.session.commit()
    entry = attesting.attested(cast)
    entry.comment = f"{TYPED} comment"
    _say_things(cast)
    _be_followed(cast)
    _sign(cast)
    _meet_others(cast)
    db.session.commit()
    return cast


def _kept(*rows: Any) -> None:
    db.session.add_all(rows)
    db.session.commit()


def _say_things(cast: Cast) -> None:
    from app.placements.models import Placement

    zenobie = cast.awa
    placement = db.session.scalars(select(Placement)).one()
    thread = placement.thread_id
    _kept(
        Message(thread_id=thread, author_id=zenobie.id, body=f"{TYPED} message de Zénobie"),
        Message(thread_id=thread, author_id=cast.jean.id, body=f"{TYPED} réponse à Zénobie"),
        Difficulty(thread_id=thread, volunteer_id=zenobie.id, told_by_id=zenobie.id,
                   theme="other", body=f"{TYPED} difficulté", outcome_words=f"{TYPED} suite"),
        CheckIn(placement_id=placement.id, due_on=clock.today() - timedelta(days=2),
                volunteer_mood="well", volunteer_words=f"{TYPED} bien",
                association_words=f"{TYPED} Zénobie aide"),
        Choice(volunteer_id=zenobie.id, mission_id=people.a_mission(cast.garden.association).id,
               answer="dismissed", reason="too_far"),
        Booklet(volunteer_id=zenobie.id, name="Zénobie Quatremer", contact=NAMES["email"],
                reasons=f"{TYPED} raisons", studies="BEP", jobs=f"{TYPED} métier"),
        OwnEngagement(volunteer_id=zenobie.id, organisation=f"{TYPED} club", state="declared",
                      what=f"{TYPED} chez moi", started_on=clock.today() - timedelta(days=20)),
        Testimony(side="person", words=f"{TYPED} merci", signed_as="Zénobie, Grenoble",
                  author_id=zenobie.id, state="given"),
    )  # fmt: skip


def _be_followed(cast: Cast) -> None:
    zenobie, lea = cast.awa, cast.lea
    episode = accompanying.an_accompaniment(zenobie, lea, since=400)
    accompanying.a_held(zenobie, lea, ago=60, notes=f"{TYPED} Zénobie va mieux")
    accompanying.an_exit(episode, lea, ago=30, detail=f"{TYPED} détail", evidence=f"{TYPED} vu")
    follow_up = db.session.scalars(select(FollowUp)).one_or_none()
    if follow_up is None:
        follow_up = follow_ups.settle(episode)
    _kept(
        Note(volunteer_id=zenobie.id, author_id=lea.id, words=f"{TYPED} note sur Zénobie"),
        Barrier(volunteer_id=zenobie.id, theme="mobility", need=f"{TYPED} besoin",
                action=f"{TYPED} action", opened_by_id=lea.id),
        ContactAttempt(volunteer_id=zenobie.id, referent_id=lea.id, mode="phone"),
        Review(episode_id=episode.id, side="person", went_well=f"{TYPED} bilan",
               written_by_id=zenobie.id),
        EmergencyAccess(referent_id=people.a_referent("Luc").id, volunteer_id=zenobie.id,
                        reason=f"{TYPED} motif, Zénobie", expires_at=clock.now()),
    )  # fmt: skip
    episode.next_step = f"{TYPED} étape"
    db.session.commit()


def _sign(cast: Cast) -> None:
    from app.accompaniments.models import Episode

    episode = db.session.scalars(select(Episode)).one()
    pair = contracting.Pair.__new__(contracting.Pair)
    pair.lea, pair.awa, pair.episode = cast.lea, cast.awa, episode
    first = clock.today() - timedelta(days=300)
    contract = contracting.a_contract(
        pair, first, goals=[f"{TYPED} but"], strengths=f"{TYPED} forces",
        experience=f"{TYPED} expérience", activity=f"{TYPED} activité",
        closed_on=clock.today() - timedelta(days=30), state="ended",
    )  # fmt: skip
    contracting.a_sheet(pair, activity=f"{TYPED} feuille", state="ended")
    paper = Paper("contract", "Contrat de Zénobie", "contrat.pdf", cast.awa.id, contract)
    document = papers.keep(b"%PDF-1.4 Zenobie Quatremer", paper, by=cast.lea)
    db.session.flush()
    papers.sign(document, Signer(cast.awa.id, "Zénobie Quatremer", "la personne"), SEEN)
    papers.queue(
        "plain",
        {"text": f"{TYPED} papier"},
        Paper("my_data", "Zénobie", "zenobie.pdf", cast.awa.id, cast.awa),
        by=cast.awa,
    )
    db.session.commit()


def _meet_others(cast: Cast) -> None:
    zenobie, lea = cast.awa, cast.lea
    ambassador = people.an_account(Role.AMBASSADOR, "Bernard")
    referral = AmbassadorReferral(
        volunteer_id=zenobie.id, referent_id=lea.id, ambassador_id=ambassador.id,
        released=["first_name"], message=f"{TYPED} pour Bernard", answer=f"{TYPED} vu",
        state="ended",
    )  # fmt: skip
    _kept(referral)
    nadia = reaching_out.a_prescriber()
    _kept(
        AmbassadorContact(referral_id=referral.id, means="phone", words=f"{TYPED} appel"),
        Referral(prescriber_id=nadia.id, first_name="Zénobie", last_name="Quatremer",
                 email=NAMES["email"], phone=NAMES["phone"], commune_code="38185",
                 words=f"{TYPED} mots", state="accepted", volunteer_id=zenobie.id),
        OpeningNotice(email=NAMES["email"], commune_code="38421"),
        Invitation(email=NAMES["email"], first_name="Zénobie", role=Role.ASSOCIATION,
                   invited_by_id=cast.jean.id, token_hash="x", expires_at=clock.now()),
    )  # fmt: skip


def erase(person: Account) -> None:
    """Have the person asked for, and the night pass: letters leave, then the rest goes."""
    asked = ErasureRequest(account_id=person.id, due_at=clock.now() - timedelta(hours=8))
    _kept(asked)
    leaving.carry_out()
    asked.ended_at = clock.now() - timedelta(days=3)
    db.session.commit()
    assert leaving.carry_out() == 1
    db.session.expire_all()


def cells() -> Iterator[tuple[str, str]]:
    """Read every text of every table, with where it is."""
    for table in db.metadata.sorted_tables:
        texts = [c for c in table.c if isinstance(c.type, String | Text | JSON)]
        texts += [c for c in table.c if isinstance(c.type, LargeBinary)]
        if not texts:
            continue
        for row in db.session.execute(select(*texts)):
            for column, value in zip(texts, row, strict=True):
                if value not in (None, "", [], {}):
                    yield f"{table.name}.{column.name}", _as_text(value)


def _as_text(value: Any) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


def traces(*words: str) -> set[str]:
    """Name the columns where one of these words is still found."""
    return {
        where
        for where, text in cells()
        for word in words
        if word.casefold() in text.casefold()
    }  # fmt: skip


def figures() -> dict[str, list[tuple[Any, ...]]]:
    """Count every indicator of the year that ends yesterday."""
    db.session.expire_all()
    day = timedelta(days=1)
    period = Period(clock.today() - 366 * day, clock.today() - day)
    from app.indicators.scopes import Scope

    return {
        line.indicator.key: [(f.measure.key, f.state, f.value) for f in line.figures.values()]
        for line in Reckoning(period).sheet(period, Scope())
    }


def count(model: Any) -> int:
    """Count the rows of a table."""
    return int(db.session.scalar(select(func.count()).select_from(model)) or 0)


__all__ = ["Cast", "care", "cells", "count", "erase", "figures", "full_life", "meetings", "traces"]
