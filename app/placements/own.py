"""« J’ai déjà une mission »: an engagement found without the site, told, confirmed, and counted."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_, select
from werkzeug.exceptions import NotFound

from app import clock, journal
from app.accounts.models import Account, Role
from app.associations import queries as associations
from app.associations.models import Association, Membership, State
from app.caseloads.queries import mediated_by, referents_for
from app.extensions import db
from app.letters.models import write
from app.placements import life
from app.placements.models import OwnEngagement
from app.territories.queries import simplified

SHORTEST, LONGEST = 3, 120
ANSWER_WITHIN = timedelta(days=14)
SHOWN = 6


@dataclass(frozen=True)
class Told:
    """What is told of a mission found without the site."""

    setting: str
    organisation: str
    what: str
    started_on: date
    hours_per_week: float | None = None
    association: Association | None = None
    asks_association: bool = True


def of(person: Account) -> list[OwnEngagement]:
    """List the missions a person found without the site, the latest to start first."""
    return list(
        db.session.scalars(
            select(OwnEngagement)
            .where(OwnEngagement.volunteer_id == person.id, OwnEngagement.state != "taken_back")
            .order_by(OwnEngagement.started_on.desc(), OwnEngagement.id.desc())
        )
    )


def visible_to(account: Any) -> ColumnElement[bool]:
    """Select what this account may read, on whichever side it stands."""
    helped: Account | None = account.acting_for
    if helped is not None:
        return OwnEngagement.volunteer_id.in_([helped.id])
    if account.role == Role.VOLUNTEER:
        return OwnEngagement.volunteer_id.in_([account.id])
    if account.role == Role.REFERENT:
        return OwnEngagement.volunteer_id.in_(select(Account.id).where(mediated_by(account)))
    if account.role == Role.ASSOCIATION:
        ours = select(Membership.association_id).where(Membership.account_id == account.id)
        return and_(
            OwnEngagement.association_id.in_(ours),
            OwnEngagement.asks_association,
            OwnEngagement.state.in_(("declared", "confirmed", "finished")),
        )
    return false()


def find(token: str, seen_by: Any) -> OwnEngagement:
    """Find a mission found without the site, if this account may read it."""
    found = db.session.scalar(
        select(OwnEngagement).where(
            OwnEngagement.token == token,
            OwnEngagement.state != "taken_back",
            visible_to(seen_by),
        )
    )
    if found is None:
        raise NotFound
    return found


def to_confirm(account: Any) -> list[OwnEngagement]:
    """List what waits for a word of this association, or of who mediates, oldest first.

    Who mediates confirms what no association was asked, or has not answered for two weeks.
    """
    late = clock.now() - ANSWER_WITHIN
    for_me = or_(
        account.role == Role.ASSOCIATION,
        OwnEngagement.association_id.is_(None),
        ~OwnEngagement.asks_association,
        OwnEngagement.state_since < late,
    )
    return list(
        db.session.scalars(
            select(OwnEngagement)
            .where(visible_to(account), OwnEngagement.state == "declared", for_me)
            .order_by(OwnEngagement.created_at, OwnEngagement.id)
        )
    )


def registered(words: str) -> list[Association]:
    """List the associations of the site whose name holds these words; an exact one alone."""
    wanted = simplified(words[:LONGEST])
    if len(wanted) < SHORTEST:
        return []
    found = list(
        db.session.scalars(
            select(Association)
            .where(
                Association.state == State.VERIFIED,
                Association.search_name.contains(wanted, autoescape=True),
            )
            .order_by(Association.name, Association.id)
            .limit(SHOWN)
        )
    )
    exact = [one for one in found if one.search_name == wanted]
    return exact if len(exact) == 1 else found


def tell(person: Account, told: Told, by: Any, once: str | None = None) -> OwnEngagement:
    """Say that one has a mission already; the same form twice tells of one."""
    known = (
        db.session.scalar(select(OwnEngagement).where(OwnEngagement.once == once)) if once else None
    )
    if known is not None:
        return known
    own = OwnEngagement(state="declared", volunteer=person, once=once)
    _write(own, told)
    db.session.add(own)
    db.session.flush()
    journal.record("declare", own, by=by)
    _ask(own, by)
    return own


def _write(own: OwnEngagement, told: Told) -> None:
    for name, value in vars(told).items():
        setattr(own, name, value)
    if own.volunteer.is_practice:  # no association hears of someone who is not real
        own.association, own.asks_association = None, False


def correct(own: OwnEngagement, told: Told, by: Any) -> None:
    """Write it otherwise; it is asked again."""
    own.take(life.CORRECT, by=by)
    _write(own, told)
    _ask(own, by)


def confirm(own: OwnEngagement, by: Any) -> None:
    """Say that it is so: it counts from its first day, like the others."""
    own.take(life.CONFIRM, by=by)
    own.confirmed_on = clock.today()
    own.confirmed_by = by
    _tell_person("own_confirmed", own)


def disown(own: OwnEngagement, by: Any) -> None:
    """Say that one does not know the person; they may correct."""
    own.take(life.DISOWN, by=by)
    _tell_person("own_disowned", own)


def finish(own: OwnEngagement, on: date, by: Any) -> None:
    """Say on which day it ended."""
    own.take(life.FINISH, by=by)
    own.ended_on = on


def take_back(own: OwnEngagement, by: Any) -> None:
    """Take back what was told."""
    own.take(life.TAKE_BACK, by=by)


def _ask(own: OwnEngagement, by: Any) -> None:
    """Ask for a word: from the association if the person agreed, else from who mediates."""
    if own.association is not None and own.asks_association:
        readers = [one.account for one in associations.members_of(own.association)]
    else:
        readers = referents_for(own.volunteer)
    for reader in readers:
        if reader.id != by.id:
            _letter("own_to_confirm", reader, own)


def _tell_person(kind: str, own: OwnEngagement) -> None:
    _letter(kind, own.volunteer, own)


def _letter(kind: str, reader: Account, own: OwnEngagement) -> None:
    write(
        f"placements/{kind}",
        to=reader,
        about=own,
        own=own,
        path=f"/autres-missions/{own.token}",
    )
