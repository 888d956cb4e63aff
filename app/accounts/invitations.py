"""Keeping a place for someone, and what happens when they take it.

An account knows nothing of territories held or of associations: concepts above accounts say with
``when_accepted`` what an accepted invitation gives besides the account.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import update

from app import clock, journal
from app.accounts import passwords, queries
from app.accounts.models import Account, Invitation, Role
from app.accounts.sessions import digest
from app.extensions import db, new_token
from app.letters.models import Addressee, write
from app.lifecycle import AlreadyDone, TakenMeanwhile

LIFE = timedelta(days=7)
Consequence = Callable[[Invitation, Account], None]
CONSEQUENCES: list[Consequence] = []


@dataclass(frozen=True)
class Guest:
    """Someone to invite; ``place`` names in words where they will work."""

    email: str
    role: Role
    first_name: str = ""
    place: str = ""
    association_id: int | None = None
    territory_ids: list[str] = field(default_factory=list)


def when_accepted(consequence: Consequence) -> Consequence:
    """Have this run, in the same transaction, each time an invitation is accepted."""
    CONSEQUENCES.append(consequence)
    return consequence


def invite(guest: Guest, by: Account) -> Invitation:
    """Keep a place for someone and write to them; the same whether they have an account or not."""
    invitation = Invitation(
        email=guest.email,
        role=guest.role,
        first_name=guest.first_name,
        place=guest.place,
        association_id=guest.association_id,
        territory_ids=guest.territory_ids,
        invited_by=by,
        token_hash="",
        expires_at=clock.now() + LIFE,
    )
    db.session.add(invitation)
    resend(invitation, by=by)
    return invitation


def resend(invitation: Invitation, by: Account) -> None:
    """Write again, with a new link; the old one ends."""
    if invitation.accepted_at or invitation.withdrawn_at:
        raise TakenMeanwhile
    token = new_token() + new_token()
    invitation.token_hash = digest(token)
    invitation.expires_at = clock.now() + LIFE
    db.session.flush()
    guest = Addressee(invitation.email, invitation.first_name)
    write("accounts/invitation", to=guest, about=invitation, invitation=invitation, token=token)
    journal.record("invite", invitation, by=by)


def withdraw(invitation: Invitation, by: Account) -> None:
    """Take the invitation back; its link ends."""
    if invitation.accepted_at:
        raise TakenMeanwhile
    if invitation.withdrawn_at:
        raise AlreadyDone
    invitation.withdrawn_at = clock.now()
    journal.record("withdraw_invitation", invitation, by=by)


def accept(
    invitation: Invitation, first_name: str, last_name: str, password: str | None
) -> Account:
    """Open the account for which the place was kept: by the letter’s link, or by a provider."""
    if queries.find_confirmed(invitation.email):
        raise TakenMeanwhile
    taken = db.session.scalar(
        update(Invitation)
        .where(Invitation.id == invitation.id, Invitation.accepted_at.is_(None))
        .values(accepted_at=clock.now())
        .returning(Invitation.id)
    )
    if taken is None:
        raise AlreadyDone
    account = Account(
        role=invitation.role,
        first_name=first_name,
        last_name=last_name,
        email=invitation.email,
        email_confirmed_at=clock.now(),
        password_hash=passwords.hashed(password) if password else None,
        opened_by_id=invitation.invited_by_id,
    )
    db.session.add(account)
    db.session.flush()
    journal.record("accept_invitation", invitation, by=account)
    for consequence in CONSEQUENCES:
        consequence(invitation, account)
    return account
