"""What happens to associations: signed up, described, verified, suspended, closed, handed over."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select
from werkzeug.exceptions import Conflict, NotFound

from app import clock, journal
from app.accounts import invitations
from app.accounts import queries as accounts
from app.accounts.actions import close_account
from app.accounts.models import Account, Invitation, Role
from app.associations import letters, models
from app.associations.models import Association, Membership, State
from app.extensions import db
from app.lifecycle import flush_or_conflict
from app.territories.models import Commune

IDENTITY = ("name", "kind", "rna", "siren", "siret", "tribunal", "volume", "folio", "no_number")


class NotReady(Conflict):
    """The sheet still misses something."""


class LastMember(Conflict):
    """An association always keeps someone who can answer."""


def open_for(account: Account, name: str, kind: str, commune: Commune | None) -> Association:
    """Open the space of an association for its first member."""
    association = Association(
        name=name, kind=kind, state=State.DRAFT, commune_code=commune.code if commune else None
    )
    db.session.add(association)
    db.session.flush()
    join(account, association)
    journal.record("open", association, by=account)
    return association


def join(account: Account, association: Association, duty: str = "") -> Membership:
    """Have this account act for the association."""
    membership = Membership(account_id=account.id, association_id=association.id, duty=duty)
    db.session.add(membership)
    db.session.flush()
    return membership


def describe(association: Association, sheet: Mapping[str, Any], by: Any) -> None:
    """Write the sheet; what was verified stays as it was verified."""
    for name, value in sheet.items():
        if name not in IDENTITY or not association.is_fixed:
            setattr(association, name, value)
    journal.record("describe", association, by=by)
    flush_or_conflict()


def submit(association: Association, by: Any) -> None:
    """Send the sheet to be verified, once it is whole."""
    if association.missing:
        raise NotReady("Il manque encore quelque chose à votre fiche. La liste le dit.")
    association.take(models.SUBMIT, by=by)


def verify(association: Association, by: Any) -> None:
    """Say that this body exists and may welcome volunteers, and tell its members."""
    association.take(models.VERIFY, by=by)
    association.verified_on = association.verified_on or clock.today()
    _decide(association, "", "")
    letters.verified(association)


def refuse(association: Association, reason: str, sentence: str, by: Any) -> None:
    """Say what does not allow the verification, so that it can be put right."""
    association.take(models.REFUSE, by=by)
    _decide(association, reason, sentence)
    letters.refused(association)


def suspend(association: Association, reason: str, sentence: str, by: Any) -> None:
    """Hide the missions of an association, and say why."""
    association.take(models.SUSPEND, by=by)
    _decide(association, reason, sentence)
    letters.suspended(association)


def restore(association: Association, by: Any) -> None:
    """Show the missions of an association again."""
    association.take(models.RESTORE, by=by)
    _decide(association, "", "")
    letters.restored(association)


def close(association: Association, by: Any) -> None:
    """Close the space of an association; nothing is erased."""
    association.take(models.CLOSE, by=by)
    association.closed_on = clock.today()
    letters.closed(association)


def _decide(association: Association, reason: str, sentence: str) -> None:
    association.decision_reason = reason
    association.decision = sentence
    flush_or_conflict()


def leave(membership: Membership, by: Any) -> None:
    """Take someone out of an association, never its last member.

    The association's row is locked first: two members who leave at once wait for each other. An
    account that acts for nobody is closed.
    """
    association_id = membership.association_id
    db.session.execute(
        select(Association.id).where(Association.id == association_id).with_for_update()
    )
    others = select(func.count()).where(Membership.association_id == association_id)
    if db.session.scalar(others) == 1:
        raise LastMember("Vous êtes la seule personne ici. Invitez d’abord quelqu’un.")
    journal.record("leave", membership, by=by)
    close_account(membership.account, by=by)
    db.session.delete(membership)
    flush_or_conflict()


def invite(association: Association, first_name: str, email: str, by: Account) -> Invitation:
    """Keep a place for a colleague, and write to them."""
    guest = invitations.Guest(
        email, Role.ASSOCIATION, first_name, association.name, association_id=association.id
    )
    return invitations.invite(guest, by=by)


def uninvite(association: Association, token: str, by: Account) -> None:
    """Take back an invitation of this association."""
    found = [i for i in accounts.open_invitations(association.id) if i.token == token]
    if not found:
        raise NotFound
    invitations.withdraw(found[0], by=by)


@invitations.when_accepted
def welcome(invitation: Invitation, account: Account) -> None:
    """Have the colleague who takes the place act for the association."""
    if invitation.association_id is not None:
        join(account, db.session.get_one(Association, invitation.association_id))


def remind() -> int:
    """Tell associations that their insurance ends within 30 days, then that it has ended.

    Each notice is written once for a date: a new date on the sheet starts anew.
    """
    sent = 0
    for association in _insured_no_longer_than(days=30):
        notice = f"{'soon' if association.is_insured else 'over'}:{association.insurance_until}"
        if notice in association.noticed:
            continue
        association.noticed = [*association.noticed, notice]
        letters.insurance_ends(association)
        sent += 1
    flush_or_conflict()
    return sent


def _insured_no_longer_than(days: int) -> list[Association]:
    until = clock.today() + timedelta(days=days)
    return list(
        db.session.scalars(
            select(Association)
            .where(Association.state == State.VERIFIED, Association.insurance_until <= until)
            .order_by(Association.id)
            .with_for_update(skip_locked=True, of=Association)
        )
    )
