"""Handing people over to a colleague, one or many, and taking it back within ten minutes."""

from collections.abc import Callable, Collection, Sequence
from datetime import timedelta

from flask import current_app
from sqlalchemy import select
from werkzeug.exceptions import Conflict, Forbidden, NotFound

from app import clock, journal
from app.accounts.models import Account, Role
from app.caseloads import assigning
from app.caseloads.models import Assignment, HandOver, Move, Post
from app.extensions import db
from app.letters.actions import recall
from app.letters.models import after_undo, write
from app.lifecycle import AlreadyDone, TakenMeanwhile

Listener = Callable[[Collection[int], int, int], None]
LISTENERS: list[Listener] = []


class NobodyLeft(Conflict):
    """Nobody was chosen, or they are followed by someone else by now."""

    description = "Choisissez au moins une personne que vous suivez."


def when_handed_over(listener: Listener) -> Listener:
    """Have what else belongs to a référent follow: called with the people, from whom, to whom."""
    LISTENERS.append(listener)
    return listener


def colleagues(giver: Account, by: Account) -> list[Account]:
    """List who may take people over: référents of the same operator; all of them for a pilote."""
    found = select(Account).where(
        Account.role == Role.REFERENT, Account.closed_at.is_(None), Account.id != giver.id
    )
    operator = db.session.scalar(select(Post.operator_id).where(Post.account_id == giver.id))
    if by.role != Role.PILOT and operator is not None:
        found = found.join(Post, Post.account_id == Account.id).where(Post.operator_id == operator)
    return list(db.session.scalars(found.order_by(Account.first_name, Account.id)))


def colleague(token: str | None, giver: Account, by: Account) -> Account:
    """Find, among them, the one of this token."""
    found = next((one for one in colleagues(giver, by) if one.token == token), None)
    if found is None:
        raise NotFound
    return found


def own_people(giver: Account, tokens: Collection[str] | None = None) -> list[Account]:
    """List the people this référent follows themselves, among these if any are named."""
    found = (
        select(Account)
        .join(Assignment, Assignment.volunteer_id == Account.id)
        .where(Assignment.referent_id == giver.id, Assignment.until.is_(None))
        .order_by(Assignment.since, Account.id)
    )
    if tokens is not None:
        found = found.where(Account.token.in_(tokens))
    return list(db.session.scalars(found))


def hand_over(people: Sequence[Account], giver: Account, taker: Account, by: Account) -> HandOver:
    """Have a colleague follow these people from today; they and the colleague are told."""
    if by.role != Role.PILOT and by.id != giver.id:
        raise Forbidden
    if not people:
        raise NobodyLeft
    made = HandOver(from_id=giver.id, to_id=taker.id, by_id=by.id)
    db.session.add(made)
    journal.record("hand_over", made, by=by)
    for person in people:
        current = assigning.open_assignment(person.id)
        if current is None or current.referent_id != giver.id:
            raise TakenMeanwhile
        made.moves.append(Move(volunteer_id=person.id))
        assigning.succeed(current, taker.id, assigning.place_of(person, taker.id))
    _move_the_rest(made, giver.id, taker.id)
    _tell(made, people, giver, taker, by)
    return made


def _move_the_rest(made: HandOver, from_id: int, to_id: int) -> None:
    ids = [move.volunteer_id for move in made.moves]
    for listener in LISTENERS:
        listener(ids, from_id, to_id)


def _tell(
    made: HandOver, people: Sequence[Account], giver: Account, taker: Account, by: Account
) -> None:
    later = after_undo()
    for person in people:
        if not person.is_practice:
            write("caseloads/new_referent", to=person, not_before=later, about=made, taker=taker)
    write(
        "caseloads/confided", to=taker, not_before=later, about=made, giver=giver,
        count=len(people),
    )  # fmt: skip
    if by.id != giver.id:
        write("caseloads/taken_over", to=giver, not_before=later, about=made, taker=taker)


def undoable(account: Account) -> list[HandOver]:
    """List what this account handed over a moment ago and may still take back."""
    minutes = current_app.config["SETTINGS"].undo_minutes
    found = select(HandOver).where(
        HandOver.by_id == account.id,
        HandOver.undone_at.is_(None),
        HandOver.at > clock.now() - timedelta(minutes=minutes),
    )
    return list(db.session.scalars(found.order_by(HandOver.at.desc())))


def find(token: str, by: Account) -> HandOver:
    """Find a hand-over by who made it."""
    found = db.session.scalar(
        select(HandOver).where(HandOver.token == token, HandOver.by_id == by.id)
    )
    if found is None:
        raise NotFound
    return found


def undo(made: HandOver, by: Account) -> None:
    """Take a hand-over back, as if it had not been, while none of its letters has left."""
    if made.undone_at:
        raise AlreadyDone
    recall(made, made.at)
    made.undone_at = clock.now()
    journal.record("undo_hand_over", made, by=by)
    for move in made.moves:
        _give_back(move.volunteer_id, made)
    _move_the_rest(made, made.to_id, made.from_id)


def _give_back(volunteer_id: int, made: HandOver) -> None:
    """Open the row of before again, or write the same row back when it began that day."""
    current = assigning.open_assignment(volunteer_id)
    if current is None or current.referent_id != made.to_id:
        raise TakenMeanwhile
    before = db.session.scalar(
        select(Assignment).where(
            Assignment.volunteer_id == volunteer_id,
            Assignment.referent_id == made.from_id,
            Assignment.until == current.since - timedelta(days=1),
        )
    )
    if before is None:
        current.referent_id = made.from_id
    else:
        db.session.delete(current)
        db.session.flush()
        before.until = None
    db.session.flush()
    assigning.settle(db.session.get_one(Account, volunteer_id))
