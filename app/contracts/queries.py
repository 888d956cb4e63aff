"""Finding contracts: what each may see, what runs today, what ends soon, what happened."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import aliased
from werkzeug.exceptions import NotFound

from app import clock
from app.accompaniments.models import Episode
from app.accounts.models import Account
from app.caseloads.queries import mediated_by
from app.contracts import life, rules
from app.contracts.models import (
    Amendment,
    CivicCommitment,
    Contract,
    PlannedActivity,
    SharingConsent,
)
from app.contracts.policy import policy
from app.extensions import db

Row = TypeVar("Row", Amendment, PlannedActivity, SharingConsent)
SOON = timedelta(days=rules.NOTICES[0] + 7)


def is_counted() -> ColumnElement[bool]:
    """Select the contracts signed by both, whatever happened since, but not those made in error."""
    return and_(Contract.state.in_(life.DECIDED), Contract.in_error.is_(False))


def is_in_force(day: date) -> ColumnElement[bool]:
    """Select the contracts that run on a day."""
    last = func.coalesce(Contract.closed_on, Contract.ends_on)
    return and_(is_counted(), Contract.effective_on <= day, last >= day)


def find(token: str, seen_by: Account) -> Contract:
    """Find a contract of someone whom this référent follows, covers, or holds in their queue."""
    found = db.session.scalar(
        select(Contract).where(Contract.token == token, _is_of_theirs(Contract, seen_by))
    )
    if found is None:
        raise NotFound
    return found


def find_sheet(token: str, seen_by: Account) -> CivicCommitment:
    """Find a sheet of someone whom this référent follows, covers, or holds in their queue."""
    found = db.session.scalar(
        select(CivicCommitment).where(
            CivicCommitment.token == token, _is_of_theirs(CivicCommitment, seen_by)
        )
    )
    if found is None:
        raise NotFound
    return found


def _is_of_theirs(table: Any, referent: Account) -> ColumnElement[bool]:
    """Ask of each row found whether it is of theirs: few rows are found, many people exist."""
    return exists().where(Account.id == table.volunteer_id, mediated_by(referent))


def find_consent(token: str, contract: Contract) -> SharingConsent:
    """Find one line of sharing of a contract."""
    return _among(contract.consents, token)


def find_amendment(token: str, contract: Contract) -> Amendment:
    """Find an activity that waits to be added to a contract."""
    return _among([a for a in contract.amendments if a.state == "proposed"], token)


def find_amended(token: str, seen_by: Account) -> Amendment:
    """Find an amendment of a contract of someone whom this référent follows or covers."""
    amendment = db.session.scalar(select(Amendment).where(Amendment.token == token))
    if amendment is None:
        raise NotFound
    find(amendment.contract.token, seen_by)
    return amendment


def find_activity(token: str, contract: Contract) -> PlannedActivity:
    """Find one activity of a contract."""
    return _among(contract.activities, token)


def _among(rows: Iterable[Row], token: str) -> Row:
    for row in rows:
        if row.token == token:
            return row
    raise NotFound


def of_person(person: Account) -> list[Contract]:
    """List the contracts of a person, the latest first."""
    return list(
        db.session.scalars(
            select(Contract).where(Contract.volunteer_id == person.id).order_by(Contract.id.desc())
        )
    )


def sheets_of(person: Account) -> list[CivicCommitment]:
    """List the engagement citoyen sheets of a person, the latest first."""
    return list(
        db.session.scalars(
            select(CivicCommitment)
            .where(CivicCommitment.volunteer_id == person.id)
            .order_by(CivicCommitment.id.desc())
        )
    )


def current_of(volunteer_ids: Iterable[int]) -> dict[int, Contract]:
    """Give, by person, the latest contract signed by both, still running, over or to come.

    One statement, however many people; a person without any signed contract is left out.
    """
    rows = db.session.scalars(
        select(Contract)
        .where(Contract.volunteer_id.in_(list(volunteer_ids)), is_counted())
        .order_by(Contract.effective_on, Contract.id)
    )
    return {contract.volunteer_id: contract for contract in rows}


def ending(referent: Account, today: date | None = None) -> list[Contract]:
    """List the contracts that end soon and those over that nothing follows, the oldest first.

    « Soon » is from the first reminder, 45 days before, moved to the working day before.
    """
    day = today or clock.today()
    later = aliased(Contract)
    followed = exists().where(
        later.volunteer_id == Contract.volunteer_id,
        later.effective_on > Contract.effective_on,
        later.state.in_(life.DECIDED),
    )
    running = and_(Contract.state == "signed", Contract.ends_on <= day + SOON)
    over = and_(
        Contract.state == "ended",
        Contract.settled_on.is_(None),
        Episode.ended_on.is_(None),
        ~followed,
    )
    found = db.session.scalars(
        select(Contract)
        .join(Episode, Episode.id == Contract.episode_id)
        .where(
            or_(running, over),
            Contract.in_error.is_(False),
            _is_of_theirs(Contract, referent),
        )
        .order_by(Contract.ends_on, Contract.id)
    )
    return [contract for contract in found if is_due(contract, day)]


def is_due(contract: Contract, day: date) -> bool:
    """Tell whether it is time to speak of the end of a contract."""
    if contract.ends_on is None:
        return False
    return rules.reminders(contract.ends_on, policy())[0][1] <= day


def is_overdue(contract: Contract, day: date) -> bool:
    """Tell whether a contract is over: from the day after its last."""
    return contract.last_on is not None and contract.last_on < day


def waiting(referent: Account) -> list[Contract | CivicCommitment]:
    """List what the person has signed and that waits for the référent’s signature."""
    found: list[Contract | CivicCommitment] = []
    for table in (Contract, CivicCommitment):
        found += db.session.scalars(
            select(table)
            .where(
                table.state == "proposed",
                table.person_signed_on.is_not(None),
                table.referent_signed_on.is_(None),
                _is_of_theirs(table, referent),
            )
            .order_by(table.id)
        )
    return found


def open_episode(person: Account) -> Episode | None:
    """Give the accompaniment under way of a person, if there is one."""
    return db.session.scalar(
        select(Episode).where(Episode.volunteer_id == person.id, Episode.ended_on.is_(None))
    )


def being_written(person: Account) -> Contract | None:
    """Give the contract that is being written for a person, if there is one."""
    return db.session.scalar(
        select(Contract).where(Contract.volunteer_id == person.id, Contract.state.in_(life.TO_SIGN))
    )


def signed_or_over(person: Account) -> Contract | None:
    """Give the latest contract of a person that a next one would follow."""
    return current_of([person.id]).get(person.id)


@dataclass(frozen=True)
class Happening:
    """One line of a person’s history, as the timeline shows it."""

    at: date
    title: str
    text: str | None = None
    private: bool = True


def history(person: Account) -> list[Happening]:
    """Tell what happened to the contracts and sheets of a person, newest first."""
    told: list[Happening] = []
    for contract in of_person(person):
        told += _of(contract, contract.kind_words)
        told += [
            Happening(a.answered_on, f"Avenant : {a.activity['title']}")
            for a in contract.amendments
            if a.is_decided and a.answered_on
        ]
    for sheet in sheets_of(person):
        told += _of(sheet, "Engagement citoyen")
    return sorted(told, key=lambda h: h.at, reverse=True)


def _of(thing: Contract | CivicCommitment, name: str) -> list[Happening]:
    first = thing.effective_on if isinstance(thing, Contract) else thing.since
    happened = [
        (thing.proposed_on, f"{name} : proposé", None),
        (thing.decided_on if thing.state in life.DECIDED else None, f"{name} : signé", None),
        (first if thing.state in life.DECIDED else None, f"{name} : premier jour", None),
        (thing.decided_on if thing.state == "refused" else None, f"{name} : refusé", None),
        (thing.decided_on if thing.in_error else None, f"{name} : annulé, par erreur", None),
        (thing.last_on if thing.state == "ended" else None, f"{name} : fini", None),
        (
            thing.closed_on if thing.state == "terminated" else None,
            f"{name} : arrêté",
            thing.closing_reason or None,
        ),
    ]
    return [Happening(on, title, text) for on, title, text in happened if on is not None]
