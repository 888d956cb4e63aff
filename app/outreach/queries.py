"""Finding prescribers, referrals, prospects, meetings; who waits for an opening."""

from datetime import timedelta
from typing import Any

from rapidfuzz import fuzz
from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import selectinload
from werkzeug.exceptions import NotFound

from app import clock
from app.accounts.models import Account, Role
from app.caseloads.covers import covered_by, with_cover
from app.caseloads.models import Holding
from app.extensions import db
from app.outreach import life
from app.outreach.links import digest
from app.outreach.models import Encounter, Prescriber, Prospect, ProspectContact, Referral
from app.territories.models import Territory, territory_communes
from app.territories.queries import simplified

ANSWER_WITHIN = timedelta(days=7)
ALIKE, SHOWN = 85, 5


def _held_communes(referent: Account | None = None) -> ColumnElement[bool]:
    held = (
        select(territory_communes.c.commune_code)
        .join(Holding, Holding.territory_id == territory_communes.c.territory_id)
        .join(Account, Account.id == Holding.referent_id)
        .where(Account.closed_at.is_(None))
    )
    if referent is not None:
        covered = Holding.referent_id.in_(covered_by(referent))
        held = held.where(or_(Holding.referent_id == referent.id, covered))
    return Referral.commune_code.in_(held)


def reaches(referent: Account) -> ColumnElement[bool]:
    """Select what comes to a référent: their territories, where nobody is, what they answered."""
    return or_(_held_communes(referent), ~_held_communes(), Referral.answered_by_id == referent.id)


def referrals_to_answer(referent: Account) -> list[Referral]:
    """List the referrals this référent may answer, those with a question pending last."""
    return list(
        db.session.scalars(
            select(Referral)
            .where(Referral.state.in_(life.WAITING), reaches(referent))
            .order_by(case((Referral.state == "received", 0), else_=1), Referral.id)
        )
    )


def referrals_answered(referent: Account, most: int = 30) -> list[Referral]:
    """List the last referrals answered around this référent, newest first."""
    return list(
        db.session.scalars(
            select(Referral)
            .where(Referral.state.not_in(life.WAITING), reaches(referent))
            .order_by(Referral.state_since.desc(), Referral.id.desc())
            .limit(most)
            .options(selectinload(Referral.answered_by))
        )
    )


def find_referral(token: str, seen_by: Account) -> Referral:
    """Find a referral that came to this référent."""
    found = db.session.scalar(select(Referral).where(Referral.token == token, reaches(seen_by)))
    if found is None or seen_by.role != Role.REFERENT:
        raise NotFound
    return found


def is_late(referral: Referral) -> bool:
    """Tell whether a referral has waited a week."""
    return referral.state == "received" and referral.state_since < clock.now() - ANSWER_WITHIN


def readers_of(referral: Referral) -> list[Account]:
    """List the référents who must hear about a referral: those of the place, else all.

    Whoever stands in for one of them today hears too.
    """
    held = (
        select(Holding.referent_id)
        .join(territory_communes, territory_communes.c.territory_id == Holding.territory_id)
        .where(territory_communes.c.commune_code == referral.commune_code)
    )
    everyone = select(Account).where(Account.role == Role.REFERENT, Account.closed_at.is_(None))
    holders = list(db.session.scalars(everyone.where(Account.id.in_(held)).order_by(Account.id)))
    return with_cover(holders or list(db.session.scalars(everyone.order_by(Account.id))))


def namesakes(referral: Referral) -> list[Account]:
    """List who may be the same person already: the same way to reach, or the same name or nearly.

    Accents and a slip of the pen do not hide anyone of the same commune; a human decides.
    """
    exact = and_(
        func.lower(Account.first_name) == referral.first_name.lower(),
        func.lower(Account.last_name) == referral.last_name.lower(),
    )
    ways = [exact, Account.id.in_(_near_names(referral))]
    if referral.email:
        ways.append(Account.email == referral.email)
    if referral.phone:
        ways.append(Account.phone == referral.phone)
    wanted = _real_volunteers(select(Account)).where(or_(*ways)).order_by(Account.id)
    return list(db.session.scalars(wanted.limit(SHOWN)))


def _real_volunteers(statement: Any) -> Any:
    return statement.where(
        Account.role == Role.VOLUNTEER,
        Account.closed_at.is_(None),
        Account.is_practice.is_(False),
    )


def _near_names(referral: Referral) -> list[int]:
    rows = db.session.execute(
        _real_volunteers(select(Account.id, Account.first_name, Account.last_name))
        .where(Account.commune_code == referral.commune_code)
        .order_by(Account.id)
    )
    first, whole = simplified(referral.first_name), simplified(referral.full_name)
    near = [
        row[0]
        for row in rows
        if fuzz.ratio(simplified(f"{row[1]} {row[2]}"), whole) >= ALIKE
        or (not row[2] and simplified(row[1]) == first)
    ]
    return near[:SHOWN]


def prescribers(territory: Territory | None = None) -> list[Prescriber]:
    """List the prescribers by body then name, of one territory or of all."""
    wanted = select(Prescriber).order_by(Prescriber.body, Prescriber.last_name, Prescriber.id)
    if territory is not None:
        wanted = wanted.where(Prescriber.territory_id == territory.id)
    return list(db.session.scalars(wanted))


def find_prescriber(token: str) -> Prescriber:
    """Find a prescriber of the directory."""
    found = db.session.scalar(select(Prescriber).where(Prescriber.token == token))
    if found is None:
        raise NotFound
    return found


def prescriber_of(secret: str) -> Prescriber:
    """Find who a personal link belongs to, while it works."""
    found = db.session.scalar(
        select(Prescriber).where(
            Prescriber.digest == digest(secret), Prescriber.revoked_at.is_(None)
        )
    )
    if found is None:
        raise NotFound
    return found


def referrals_by(prescriber: Prescriber) -> list[Referral]:
    """List whom a prescriber referred, newest first."""
    return list(
        db.session.scalars(
            select(Referral)
            .where(Referral.prescriber_id == prescriber.id)
            .order_by(Referral.id.desc())
        )
    )


def referral_of(prescriber: Prescriber, token: str) -> Referral:
    """Find one of the referrals of this prescriber."""
    found = db.session.scalar(
        select(Referral).where(Referral.token == token, Referral.prescriber_id == prescriber.id)
    )
    if found is None:
        raise NotFound
    return found


def just_referred(once: str | None) -> Referral | None:
    """Find the referral that this very form made already."""
    return db.session.scalar(select(Referral).where(Referral.once == once[:32])) if once else None


def referral_counts() -> dict[int, int]:
    """Count, by prescriber, the people referred."""
    rows = db.session.execute(
        select(Referral.prescriber_id, func.count())
        .group_by(Referral.prescriber_id)
        .order_by(Referral.prescriber_id)
    )
    return dict(rows.all())


def prospects(state: str | None = None) -> list[Prospect]:
    """List the bodies not yet registered, the nearest next step first."""
    wanted = select(Prospect).order_by(
        case((Prospect.state.in_(life.UNDER_WAY), 0), else_=1),
        Prospect.next_step_on.is_(None),
        Prospect.next_step_on,
        Prospect.name,
        Prospect.id,
    )
    if state:
        wanted = wanted.where(Prospect.state == state)
    return list(db.session.scalars(wanted))


def prospects_due(referent: Account) -> list[Prospect]:
    """List the prospects whose next step is due for this référent, the oldest first."""
    return list(
        db.session.scalars(
            select(Prospect)
            .where(
                Prospect.followed_by_id == referent.id,
                Prospect.state.in_(life.UNDER_WAY),
                Prospect.next_step_on <= clock.today(),
            )
            .order_by(Prospect.next_step_on, Prospect.id)
        )
    )


def find_prospect(token: str) -> Prospect:
    """Find a prospect by its token."""
    found = db.session.scalar(
        select(Prospect).where(Prospect.token == token).options(selectinload(Prospect.contacts))
    )
    if found is None:
        raise NotFound
    return found


def find_contact(prospect: Prospect, token: str) -> ProspectContact:
    """Find someone to call in a prospect."""
    found = next((c for c in prospect.contacts if c.token == token), None)
    if found is None:
        raise NotFound
    return found


def encounters(territory: Territory | None = None) -> list[Encounter]:
    """List the meetings, newest first, of one territory or of all."""
    wanted = select(Encounter).order_by(Encounter.on.desc(), Encounter.id.desc())
    if territory is not None:
        wanted = wanted.where(Encounter.territory_id == territory.id)
    return list(db.session.scalars(wanted))


def find_encounter(token: str) -> Encounter:
    """Find a meeting by its token."""
    found = db.session.scalar(select(Encounter).where(Encounter.token == token))
    if found is None:
        raise NotFound
    return found


def territories() -> list[Territory]:
    """List the territories by name."""
    return list(db.session.scalars(select(Territory).order_by(Territory.name)))


def territory(token: str | None) -> Territory | None:
    """Find the territory a list or a form names, or none."""
    return db.session.scalar(select(Territory).where(Territory.token == token)) if token else None
