"""Referrals to an ambassador: finding them, and what happens to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, exists, select
from werkzeug.exceptions import Conflict, NotFound

from app import clock, journal
from app.accounts.models import Account, Role
from app.caseloads.models import Holding
from app.extensions import db
from app.letters.models import write
from app.missions.models import Mission
from app.territories.models import territory_communes
from app.workshops import life
from app.workshops.models import AmbassadorContact, AmbassadorReferral, Means

DESK = "/ambassadeur"


class AlreadyReferred(Conflict):
    """One ambassador at a time."""

    description = "Cette personne est déjà en contact avec un ambassadeur."


@dataclass(frozen=True)
class Ending:
    """What came of a referral: an outcome of the closed list, and a few words."""

    outcome: str
    words: str = ""


def referrals_of(person: Account) -> list[AmbassadorReferral]:
    """List the times a person was put in touch with an ambassador, the latest first."""
    return list(
        db.session.scalars(
            select(AmbassadorReferral)
            .where(AmbassadorReferral.volunteer_id == person.id)
            .order_by(AmbassadorReferral.referred_on.desc(), AmbassadorReferral.id.desc())
        )
    )


def open_for(person: Account) -> list[AmbassadorReferral]:
    """List the ambassadors a person is in touch with today."""
    return [one for one in referrals_of(person) if one.state in life.OPEN]


def _is_real() -> ColumnElement[bool]:
    return AmbassadorReferral.volunteer.has(Account.is_practice.is_(False))


def of_ambassador(ambassador: Account) -> list[AmbassadorReferral]:
    """List whom an ambassador has to meet or is in touch with: new ones first, then the oldest."""
    return list(
        db.session.scalars(
            select(AmbassadorReferral)
            .where(
                AmbassadorReferral.ambassador_id == ambassador.id,
                AmbassadorReferral.state.in_(life.OPEN),
                _is_real(),
            )
            .order_by(AmbassadorReferral.state, AmbassadorReferral.referred_on)
        )
    )


def find_for_ambassador(token: str, ambassador: Account) -> AmbassadorReferral:
    """Find a referral of this ambassador that is not over: then nothing is left to read."""
    found = db.session.scalar(
        select(AmbassadorReferral).where(
            AmbassadorReferral.token == token,
            AmbassadorReferral.ambassador_id == ambassador.id,
            AmbassadorReferral.state.in_(life.OPEN),
            _is_real(),
        )
    )
    if found is None:
        raise NotFound
    return found


def find_of(token: str, person: Account) -> AmbassadorReferral:
    """Find a referral of this person."""
    found = db.session.scalar(
        select(AmbassadorReferral).where(
            AmbassadorReferral.token == token, AmbassadorReferral.volunteer_id == person.id
        )
    )
    if found is None:
        raise NotFound
    return found


def ambassadors_for(person: Account) -> list[Account]:
    """List the ambassadors of a person’s territory, and those who have none of their own."""
    around = (
        select(Holding.referent_id)
        .join(territory_communes, territory_communes.c.territory_id == Holding.territory_id)
        .where(territory_communes.c.commune_code == person.commune_code)
    )
    anywhere = ~exists().where(Holding.referent_id == Account.id)
    return list(
        db.session.scalars(
            select(Account)
            .where(
                Account.role == Role.AMBASSADOR,
                Account.closed_at.is_(None),
                Account.id.in_(around) | anywhere,
            )
            .order_by(Account.first_name, Account.id)
        )
    )


def contacts_of(referrals: Iterable[AmbassadorReferral]) -> dict[int, list[AmbassadorContact]]:
    """List, by referral, the times the ambassador was in touch, the latest first."""
    ids = [one.id for one in referrals]
    found: dict[int, list[AmbassadorContact]] = {key: [] for key in ids}
    for contact in db.session.scalars(
        select(AmbassadorContact)
        .where(AmbassadorContact.referral_id.in_(ids))
        .order_by(AmbassadorContact.on.desc(), AmbassadorContact.id.desc())
    ):
        found[contact.referral_id].append(contact)
    return found


def refer(referral: AmbassadorReferral, by: Any) -> AmbassadorReferral:
    """Put a person in touch with an ambassador, with the person’s agreement."""
    if open_for(referral.volunteer):
        raise AlreadyReferred
    referral.state = "referred"
    referral.referent = by
    db.session.add(referral)
    db.session.flush()
    journal.record("refer", referral, by=by)
    if not referral.volunteer.is_practice:  # nobody is to meet someone who is not real
        write("workshops/to_meet", to=referral.ambassador, about=referral, path=DESK)
    write("workshops/ambassador", to=referral.volunteer, about=referral, referral=referral,
          path="/ateliers")  # fmt: skip
    return referral


def take(referral: AmbassadorReferral, by: Any) -> None:
    """Say that one looks after it."""
    referral.take(life.TAKE, by=by)
    referral.answered_on = clock.today()
    _tell_referent(referral)


def decline(referral: AmbassadorReferral, words: str, by: Any) -> None:
    """Say that one cannot; the référent finds someone else."""
    referral.take(life.DECLINE, by=by)
    referral.answered_on = clock.today()
    referral.answer = words
    _tell_referent(referral)


def close(referral: AmbassadorReferral, ending: Ending, by: Any) -> None:
    """Say what came of it; from then on the ambassador reads nothing more."""
    referral.take(life.CLOSE, by=by)
    referral.outcome, referral.answer = ending.outcome, ending.words
    referral.answered_on = referral.answered_on or clock.today()
    _tell_referent(referral)


def stop(referral: AmbassadorReferral, by: Any) -> None:
    """Stop at once, for the person or with them: no reason is asked."""
    referral.take(life.STOP, by=by)
    referral.outcome = "not_wanted"
    if not referral.volunteer.is_practice:
        write("workshops/stopped", to=referral.ambassador, about=referral, path=DESK)
    if by.id != referral.referent_id:
        _tell_referent(referral)


def note_contact(
    referral: AmbassadorReferral, contact: AmbassadorContact, by: Any
) -> AmbassadorContact:
    """Note that one was in touch; who takes care of someone has taken the referral."""
    if referral.state == "referred":
        take(referral, by=by)
    contact.referral_id = referral.id
    db.session.add(contact)
    db.session.flush()
    journal.record("note_contact", contact, by=by)
    return contact


def propose(referral: AmbassadorReferral, mission: Mission, words: str, by: Any) -> None:
    """Send the person the address of a mission: they ask for it, or not."""
    note_contact(
        referral,
        AmbassadorContact(means=Means.PROPOSED.value, words=words, mission=mission),
        by=by,
    )
    write(
        "workshops/mission_for_you",
        to=referral.volunteer,
        about=referral,
        referral=referral,
        mission=mission,
        words=words,
        path=f"/missions/{mission.token}",
    )


def _tell_referent(referral: AmbassadorReferral) -> None:
    """Tell the référent, without a name: the page says who."""
    write(
        "workshops/referral_moved",
        to=referral.referent,
        about=referral,
        referral=referral,
        path=f"/referent/personnes/{referral.volunteer.token}/ambassadeur",
    )
