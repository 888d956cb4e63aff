"""What a person finds of their own contracts and sheets: all that was proposed to them."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, select
from werkzeug.exceptions import NotFound

from app.accounts.models import Account
from app.contracts.models import CivicCommitment, Contract
from app.contracts.queries import of_person, sheets_of
from app.extensions import db


def is_shown(table: Any) -> ColumnElement[bool]:
    """Select what the person may read: all that was proposed, but not while it is rewritten."""
    return and_(table.state != "draft", table.proposed_on.is_not(None))


def find_contract(token: str, person: Account) -> Contract:
    """Find a contract for the person it binds, once it was proposed."""
    found = db.session.scalar(
        select(Contract).where(
            Contract.token == token,
            Contract.volunteer_id == person.id,
            is_shown(Contract),
        )
    )
    if found is None:
        raise NotFound
    return found


def find_sheet(token: str, person: Account) -> CivicCommitment:
    """Find a sheet for the person it is about, once it was proposed."""
    found = db.session.scalar(
        select(CivicCommitment).where(
            CivicCommitment.token == token,
            CivicCommitment.volunteer_id == person.id,
            is_shown(CivicCommitment),
        )
    )
    if found is None:
        raise NotFound
    return found


def shown_to(person: Account) -> tuple[list[Contract], list[CivicCommitment]]:
    """Give the person what was proposed to them or signed with them, the latest first."""
    return (
        [c for c in of_person(person) if c.state != "draft" and c.proposed_on],
        [s for s in sheets_of(person) if s.state != "draft" and s.proposed_on],
    )


@dataclass(frozen=True)
class Desk:
    """What a person’s first screen says of their contracts: what waits for them, and if any."""

    to_sign: list[Contract | CivicCommitment]
    amended: list[Contract]
    has_any: bool


def desk_of(person: Account) -> Desk:
    """Give what waits for this person’s word, and whether there is anything to read."""
    contracts, sheets = shown_to(person)
    everything: list[Contract | CivicCommitment] = [*contracts, *sheets]
    return Desk(
        to_sign=[t for t in everything if t.state == "proposed" and not t.person_signed_on],
        amended=[
            c
            for c in contracts
            if c.state == "signed"
            and any(a.state == "proposed" and not a.person_signed_on for a in c.amendments)
        ],
        has_any=bool(everything),
    )
