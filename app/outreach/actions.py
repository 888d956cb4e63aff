"""Prescribers and their links; the people they refer, answered by référents."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app import clock, journal
from app.accompaniments import actions as accompaniments
from app.accompaniments import queries as accompanied
from app.accounts import actions as accounts
from app.accounts.actions import Newcomer
from app.accounts.models import Account, Role
from app.caseloads import actions as caseloads
from app.caseloads import queries as followed
from app.extensions import db
from app.letters.models import Addressee, write
from app.lifecycle import AlreadyDone, TakenMeanwhile, flush_or_conflict
from app.outreach import life, links, queries
from app.outreach.models import Prescriber, Referral
from app.outreach.words import told
from app.territories.models import Territory
from app.worker import duty


@dataclass(frozen=True)
class Card:
    """How a prescriber is called and reached, in the directory."""

    first_name: str
    last_name: str
    body: str
    duty: str
    email: str
    phone: str | None
    territory: Territory | None


@dataclass(frozen=True)
class Sent:
    """What a prescriber writes about the person they refer."""

    first_name: str
    last_name: str
    email: str | None
    phone: str | None
    commune_code: str
    words: str
    once: str | None


def add_prescriber(card: Card, by: Account) -> Prescriber:
    """Put someone in the directory, and write to them with their personal link."""
    prescriber = Prescriber(created_by_id=by.id)
    _write_card(prescriber, card)
    db.session.add(prescriber)
    db.session.flush()
    journal.record("add_prescriber", prescriber, by=by)
    renew_link(prescriber, by=by)
    return prescriber


def change_prescriber(prescriber: Prescriber, card: Card, by: Account) -> None:
    """Change a card; a new address gets a new link, and the old one ends."""
    moved = prescriber.email != card.email
    _write_card(prescriber, card)
    journal.record("change_prescriber", prescriber, by=by)
    if moved and prescriber.is_open:
        renew_link(prescriber, by=by)


def _write_card(prescriber: Prescriber, card: Card) -> None:
    for name in ("first_name", "last_name", "body", "duty", "email", "phone", "territory"):
        setattr(prescriber, name, getattr(card, name))


def renew_link(prescriber: Prescriber, by: Account) -> None:
    """Send a new personal link; the ones before it end."""
    prescriber.generation += 1
    prescriber.revoked_at = None
    prescriber.digest = links.digest(links.secret_of(prescriber))
    prescriber.link_sent_at = clock.now()
    journal.record("renew_link", prescriber, by=by)
    _to_prescriber("link", prescriber, url=links.address_of(prescriber), sender=by)


def revoke_link(prescriber: Prescriber, by: Account) -> None:
    """End a personal link: who left their post refers nobody any more."""
    if prescriber.revoked_at:
        raise AlreadyDone
    prescriber.revoked_at = clock.now()
    journal.record("revoke_link", prescriber, by=by)


def _to_prescriber(kind: str, prescriber: Prescriber, **words: Any) -> None:
    write(f"outreach/{kind}", to=Addressee(prescriber.email, prescriber.first_name), **words)


def refer(prescriber: Prescriber, sent: Sent) -> Referral:
    """Send us a person, who agreed; the référents of their commune hear of it."""
    referral = Referral(
        state="received",
        prescriber=prescriber,
        first_name=sent.first_name,
        last_name=sent.last_name,
        email=sent.email,
        phone=sent.phone,
        commune_code=sent.commune_code,
        words=sent.words,
        once=sent.once[:32] if sent.once else None,
    )
    try:
        with db.session.begin_nested():
            db.session.add(referral)
    except IntegrityError as error:
        raise AlreadyDone from error
    journal.record("refer", referral, by=None)
    _to_readers("referral_received", referral)
    return referral


def _to_readers(kind: str, referral: Referral) -> None:
    for reader in queries.readers_of(referral):
        write(f"outreach/{kind}", to=reader, about=referral, referral=referral)


def ask(referral: Referral, question: str, by: Account) -> None:
    """Ask the prescriber something before deciding."""
    referral.take(life.ASK, by=by)
    referral.question, referral.reply = question, ""
    referral.answered_by_id = by.id
    _answer_back("referral_question", referral)


def reply(referral: Referral, text: str) -> None:
    """Reply to the référent, through the personal link."""
    referral.take(life.REPLY, by=None)
    referral.reply = text
    flush_or_conflict()
    asker = referral.answered_by
    if asker is None or not asker.is_active:
        _to_readers("referral_reply", referral)
    else:
        write("outreach/referral_reply", to=asker, about=referral, referral=referral)


def withdraw(referral: Referral) -> None:
    """Take a referral back, through the personal link."""
    referral.take(life.WITHDRAW, by=None)


def decline(referral: Referral, reason: str, sentence: str, by: Account) -> None:
    """Not follow up: a reason of the closed list, and a sentence if it helps."""
    referral.take(life.DECLINE, by=by)
    referral.reason, referral.sentence = reason, sentence
    _answered(referral, by)
    _answer_back("referral_declined", referral, reason=told(reason))


def accept_new(referral: Referral, by: Account) -> Account:
    """Accept someone who is not on the site: their account opens, and one follows them."""
    referral.take(life.ACCEPT, by=by)
    newcomer = Newcomer(
        Role.VOLUNTEER,
        referral.first_name,
        email=referral.email,
        phone=referral.phone,
        commune_code=referral.commune_code,
    )
    person = accounts.open_account(newcomer, by=by)
    person.last_name = referral.last_name
    caseloads.follow(person, by=by)
    _link(referral, person, by)
    return person


def accept_known(referral: Referral, person: Account, by: Account) -> None:
    """Accept someone who is on the site already; whoever follows them goes on, and is told."""
    if person.id not in {one.id for one in queries.namesakes(referral)}:
        raise TakenMeanwhile
    referral.take(life.ACCEPT, by=by)
    current = followed.referent_of(person.id)
    if current is None:
        caseloads.follow(person, by=by)
    elif current.id != by.id:
        write("outreach/referral_known", to=current, about=referral, referral=referral)
    _link(referral, person, by)


def _link(referral: Referral, person: Account, by: Account) -> None:
    referral.volunteer_id = person.id
    _answered(referral, by)
    if accompanied.open_episode(person) is None:
        accompaniments.refer(person, by=by).referred_on = referral.referred_on
    flush_or_conflict()
    _answer_back("referral_accepted", referral)


def _answered(referral: Referral, by: Account) -> None:
    referral.answered_by_id = by.id
    referral.answered_on = clock.today()
    flush_or_conflict()


def _answer_back(kind: str, referral: Referral, **words: Any) -> None:
    prescriber = referral.prescriber
    url = links.address_of(prescriber) if prescriber.is_open else None
    _to_prescriber(kind, prescriber, about=referral, referral=referral, url=url, **words)


@duty("outreach remind", every=3600)
def remind() -> int:
    """Remind the référents of the place of a referral that waited a week; once."""
    late = db.session.scalars(
        select(Referral)
        .where(
            Referral.state == "received",
            Referral.reminded_at.is_(None),
            Referral.state_since < clock.now() - queries.ANSWER_WITHIN,
        )
        .order_by(Referral.id)
        .with_for_update(skip_locked=True, of=Referral)
    ).all()
    for referral in late:
        referral.reminded_at = clock.now()
        _to_readers("referral_reminder", referral)
    db.session.commit()
    return len(late)
