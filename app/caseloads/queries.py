"""Which people a référent mediates for, today; who works where; what to hand over."""

from collections.abc import Iterable

from sqlalchemy import func, or_, select
from sqlalchemy.sql import ColumnElement
from werkzeug.exceptions import NotFound

from app.accounts.models import PROFESSIONALS, Account, Invitation, Role
from app.caseloads.covers import with_cover
from app.caseloads.models import Assignment, Holding, Operator, Post
from app.caseloads.reach import followed_ids as followed_ids
from app.caseloads.reach import is_current, is_mediated, queue_ids
from app.caseloads.reach import mediated_by as mediated_by
from app.extensions import db
from app.letters import queries as letters
from app.letters.models import Channel, Letter
from app.territories.models import Territory, territory_communes


def people_of(referent: Account) -> list[Account]:
    """List the people this référent follows or covers, without the queue, by first name."""
    return list(
        db.session.scalars(
            select(Account)
            .where(Account.id.in_(followed_ids(referent)), Account.closed_at.is_(None))
            .order_by(Account.first_name, Account.id)
        )
    )


def queue_of(referent: Account) -> list[Account]:
    """List the people without référent who come to this référent's queue, oldest first."""
    return list(
        db.session.scalars(
            select(Account)
            .where(
                Account.role == Role.VOLUNTEER,
                Account.closed_at.is_(None),
                Account.id.in_(queue_ids(referent)),
            )
            .order_by(Account.created_at, Account.id)
        )
    )


def mediates(account: Account | None, volunteer_id: int) -> bool:
    """Tell whether this account is a référent who mediates for this person today."""
    if account is None or account.role != Role.REFERENT:
        return False
    return is_mediated(account, volunteer_id)


def referent_of(volunteer_id: int) -> Account | None:
    """Give the référent who follows this person today, if there is one."""
    return db.session.scalar(
        select(Account)
        .join(Assignment, Assignment.referent_id == Account.id)
        .where(Assignment.volunteer_id == volunteer_id, is_current())
        .order_by(Assignment.since.desc(), Assignment.id.desc())
        .limit(1)
    )


def referents_for(volunteer: Account) -> list[Account]:
    """List who must hear about this person: their référent, or those who hold their territory.

    Whoever stands in for one of them today hears too.
    """
    own = referent_of(volunteer.id)
    if own:
        return with_cover([own])
    held = (
        select(Holding.referent_id)
        .join(territory_communes, territory_communes.c.territory_id == Holding.territory_id)
        .where(territory_communes.c.commune_code == volunteer.commune_code)
    )
    holders = db.session.scalars(
        select(Account)
        .where(Account.id.in_(held), Account.closed_at.is_(None), Account.role == Role.REFERENT)
        .order_by(Account.id)
    ).all()
    if holders:
        return with_cover(holders)
    everyone = select(Account).where(Account.role == Role.REFERENT, Account.closed_at.is_(None))
    return list(db.session.scalars(everyone.order_by(Account.id)))


def find_person(token: str, seen_by: Account) -> Account:
    """Find a volunteer by the token of their page, if this référent mediates for them."""
    person: Account | None = db.session.scalar(select(Account).where(Account.token == token))
    if person is None or not is_mediated(seen_by, person.id):
        raise NotFound
    return person


def holdings_of(referent: Account) -> list[Holding]:
    """List the territories a référent holds."""
    return list(
        db.session.scalars(
            select(Holding).where(Holding.referent_id == referent.id).order_by(Holding.territory_id)
        )
    )


def count_followed(referent: Account) -> int:
    """Count the people whom this account follows today; one to practise with is not counted."""
    followed = (
        select(func.count())
        .select_from(Assignment)
        .join(Account, Account.id == Assignment.volunteer_id)
        .where(is_current(), Assignment.referent_id == referent.id)
        .where(Account.is_practice.is_(False))
    )
    return db.session.scalar(followed) or 0


def loads() -> dict[int, int]:
    """Count, by référent, the people followed today; one to practise with is not counted."""
    rows = db.session.execute(
        select(Assignment.referent_id, func.count())
        .join(Account, Account.id == Assignment.volunteer_id)
        .where(is_current(), Account.is_practice.is_(False))
        .group_by(Assignment.referent_id)
        .order_by(Assignment.referent_id)
    )
    return dict(rows.all())


def territories_held() -> dict[int, list[str]]:
    """Name, by référent, the territories held."""
    held: dict[int, list[str]] = {}
    rows = db.session.execute(
        select(Holding.referent_id, Territory.name)
        .join(Territory, Territory.id == Holding.territory_id)
        .order_by(Territory.name)
    )
    for referent_id, name in rows:
        held.setdefault(referent_id, []).append(name)
    return held


def territories() -> list[Territory]:
    """List every territory, by name."""
    return list(db.session.scalars(select(Territory).order_by(Territory.name)))


def operator_named(name: str) -> Operator | None:
    """Find an operator by its name, whatever its letter case."""
    return db.session.scalar(select(Operator).where(func.lower(Operator.name) == name.lower()))


def operators() -> list[Operator]:
    """List the operators, by name."""
    return list(db.session.scalars(select(Operator).order_by(Operator.name)))


def places() -> dict[int, str]:
    """Name, by account, the operator people work for."""
    rows = db.session.execute(
        select(Post.account_id, Operator.name)
        .join(Operator, Operator.id == Post.operator_id)
        .order_by(Post.account_id)
    )
    return dict(rows.all())


def find_colleague(token: str) -> Account:
    """Find the open account of someone who works for the scheme."""
    found: Account | None = db.session.scalar(
        select(Account).where(
            Account.token == token, Account.role.in_(PROFESSIONALS), Account.closed_at.is_(None)
        )
    )
    if found is None:
        raise NotFound
    return found


def find_invitation(token: str) -> Invitation:
    """Find a professional’s invitation by its token."""
    found = db.session.scalar(
        select(Invitation).where(Invitation.token == token, Invitation.association_id.is_(None))
    )
    if found is None:
        raise NotFound
    return found


def _to_people_of(referent: Account) -> ColumnElement[bool]:
    return Letter.to_id.in_(select(Account.id).where(mediated_by(referent)))


def letters_to_hand_over(referent: Account) -> list[Letter]:
    """List the paper letters of this référent’s people, oldest first."""
    return list(db.session.scalars(letters.to_hand_over().where(_to_people_of(referent))))


def letters_just_handed_over(referent: Account) -> list[Letter]:
    """List the letters of this référent’s people that were just noted as handed over."""
    return list(db.session.scalars(letters.just_handed_over().where(_to_people_of(referent))))


def letters_failed(referent: Account) -> list[Letter]:
    """List the letters that never reached this référent’s people, newest first."""
    return list(db.session.scalars(letters.failed().where(_to_people_of(referent))))


def letters_failed_elsewhere() -> list[Letter]:
    """List the letters that never reached an association or a colleague, newest first."""
    volunteers = select(Account.id).where(Account.role == Role.VOLUNTEER)
    elsewhere = or_(Letter.to_id.is_(None), Letter.to_id.not_in(volunteers))
    return list(db.session.scalars(letters.failed().where(elsewhere)))


def find_letter(token: str, seen_by: Account) -> Letter:
    """Find a letter that this référent may hand over."""
    found = db.session.scalar(
        select(Letter).where(
            Letter.token == token, Letter.recalled_at.is_(None), _to_people_of(seen_by)
        )
    )
    if found is None or (found.channel != Channel.PAPER and not found.failed_at):
        raise NotFound
    return found


def readers_of(written: list[Letter]) -> dict[int, Account]:
    """Give the people these letters are for, by their key."""
    ids = {letter.to_id for letter in written}
    found = db.session.scalars(select(Account).where(Account.id.in_(ids)).order_by(Account.id))
    return {account.id: account for account in found}


def colleagues_of(account: Account) -> list[Account]:
    """List the référents of the operator where this account has its post, by first name."""
    operator = select(Post.operator_id).where(Post.account_id == account.id).scalar_subquery()
    return list(
        db.session.scalars(
            select(Account)
            .join(Post, Post.account_id == Account.id)
            .where(Post.operator_id == operator, Account.role == Role.REFERENT)
            .where(Account.closed_at.is_(None))
            .order_by(Account.first_name, Account.id)
        )
    )


def referents_by_person(volunteer_ids: Iterable[int]) -> dict[int, Account]:
    """Give, by person, the référent who follows them today."""
    rows = db.session.execute(
        select(Assignment.volunteer_id, Account)
        .join(Account, Account.id == Assignment.referent_id)
        .where(Assignment.volunteer_id.in_(set(volunteer_ids)), is_current())
    )
    return dict(rows.all())
