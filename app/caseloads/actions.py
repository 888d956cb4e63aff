"""Following someone, opening their account with them, and who works on which territory."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from werkzeug.exceptions import Conflict, Forbidden

from app import journal
from app.accounts import actions as accounts
from app.accounts import invitations, sessions
from app.accounts.actions import Contact, Newcomer
from app.accounts.models import Account, Invitation, Role
from app.caseloads import assigning, queries
from app.caseloads.models import Assignment, Holding, Operator, Post
from app.extensions import db
from app.lifecycle import AlreadyDone, TakenMeanwhile
from app.territories.models import Territory


class StillFollowed(Conflict):
    """Someone who follows people cannot leave before they are handed over."""

    description = "Cette personne suit encore quelqu’un. Confiez d’abord ses suivis à un collègue."


@dataclass(frozen=True)
class Details:
    """What only the référent keeps about someone."""

    last_name: str
    postal_address: str
    commune_code: str | None
    language: str | None = None


def open_for(newcomer: Newcomer, by: Account) -> tuple[Account, str]:
    """Open an account with the person in front of one, follow them, and give their new code."""
    person = accounts.open_account(newcomer, by=by)
    follow(person, by=by)
    return person, accounts.issue_code(person, by=by)


def follow(person: Account, by: Account) -> Assignment:
    """Follow someone who waits in the queue; of two référents at once, one does."""
    if by.role != Role.REFERENT:
        raise Forbidden
    current = queries.referent_of(person.id)
    if current is not None:
        raise AlreadyDone if current.id == by.id else TakenMeanwhile
    assignment = assigning.begin(person, by.id)
    journal.record("follow", assignment, by=by)
    return assignment


def change_details(person: Account, contact: Contact, details: Details, by: Account) -> None:
    """Change how someone is called and reached, and what only the référent keeps."""
    accounts.change_contact(person, contact, by=by)
    person.last_name = details.last_name
    person.postal_address = details.postal_address
    person.commune_code = details.commune_code
    person.language = details.language or person.language
    assigning.settle(person)


def fill_with(person: Account, by: Account) -> None:
    """Fill in with the person in front of one, until one says it is done."""
    if by.session is None or not queries.mediates(by, person.id):
        raise Forbidden
    by.session.acting_for_id = person.id
    journal.record("fill_with", person, by=by)


def stop_acting(by: Account) -> Account | None:
    """Stop filling in; give the person one was with."""
    person = by.acting_for
    if by.session is not None:
        by.session.acting_for_id = None
    if isinstance(person, Account):
        journal.record("stop_filling", person, by=by)
        return person
    return None


def hold(referent: Account, tokens: Iterable[str], by: Account) -> None:
    """Say which territories a référent holds."""
    wanted = set(db.session.scalars(select(Territory.id).where(Territory.token.in_(list(tokens)))))
    held = {h.territory_id: h for h in queries.holdings_of(referent)}
    for territory_id in wanted - held.keys():
        db.session.add(Holding(referent_id=referent.id, territory_id=territory_id))
    for territory_id in held.keys() - wanted:
        db.session.delete(held[territory_id])
    journal.record("hold_territories", referent, by=by)


def close_colleague(colleague: Account, by: Account) -> None:
    """Close the account of someone who leaves, once nobody depends on them."""
    if colleague.id == by.id:
        raise Forbidden
    if queries.count_followed(colleague):
        raise StillFollowed
    for holding in queries.holdings_of(colleague):
        db.session.delete(holding)
    accounts.close_account(colleague, by=by)


@invitations.when_accepted
def settle_in(invitation: Invitation, account: Account) -> None:
    """Give a new colleague the territories and the operator their invitation named."""
    if not account.is_professional:
        return
    if account.role == Role.REFERENT and invitation.territory_ids:
        hold(account, invitation.territory_ids, by=account)
    if invitation.place:
        operator = queries.operator_named(invitation.place) or Operator(name=invitation.place)
        db.session.add(Post(account=account, operator=operator))


def may_fill_with(account: Account, person: Account) -> bool:
    """Tell whether a référent still mediates for the person they fill in with."""
    return person.is_active and queries.mediates(account, person.id)


sessions.MAY_FILL_WITH.append(may_fill_with)
