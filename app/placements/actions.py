"""What happens while a volunteer is at work: start, pauses, check-ins, hours, end."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import Conflict, Forbidden

from app import clock, journal
from app.extensions import db
from app.introductions.actions import give_place_back, place
from app.introductions.life import Side, side_of
from app.introductions.models import Introduction
from app.languages import _
from app.lifecycle import AlreadyDone, Step, flush_or_conflict
from app.placements import life, queries, tidings
from app.placements.models import CheckIn, Hours, Mood, Placement


@dataclass(frozen=True)
class Beginning:
    """When a placement starts, and whether it is a trial."""

    on: date
    trial: bool


def begin(introduction: Introduction, beginning: Beginning, by: Any) -> Placement:
    """Put the person at work: the introduction leads to a placement, which keeps its place."""
    place(introduction, by=by)
    placement = Placement(
        state="trial" if beginning.trial else "active",
        volunteer=introduction.volunteer,
        mission=introduction.mission,
        introduction=introduction,
        thread_id=introduction.thread_id,
        started_on=beginning.on,
    )
    db.session.add(placement)
    journal.record("start", placement, by=by)
    tidings.others("started", placement, by, side_of(by, placement))
    return placement


def confirm_first_day(placement: Placement, on: date, by: Any) -> None:
    """Say which day was really the first: the person’s word, or the association’s."""
    if side_of(by, placement) not in (Side.VOLUNTEER, Side.ASSOCIATION):
        raise Forbidden
    if placement.confirmed_on is not None:
        raise AlreadyDone
    placement.confirmed_on = on
    journal.record("confirm_first_day", placement, by=by)
    flush_or_conflict()


def move(placement: Placement, step: Step, by: Any) -> None:
    """Continue after a trial, pause or take up again; the two other sides are told."""
    placement.take(step, by=by)
    tidings.others("moved", placement, by, side_of(by, placement), verb=step.name)


def complete(placement: Placement, words: str, by: Any) -> None:
    """End a placement well, with thanks."""
    placement.take(life.COMPLETE, by=by)
    _end(placement)
    placement.ending = words
    for side in Side:
        tidings.tell("completed", placement, side, by=by)


def stop(placement: Placement, by: Any) -> None:
    """Stop at once, without a reason: it changes nothing for the person."""
    placement.take(life.STOP, by=by)
    _end(placement)
    tidings.others("stopped", placement, by, side_of(by, placement))


def _end(placement: Placement) -> None:
    placement.ended_on = clock.today()
    if placement.introduction is not None:
        give_place_back(placement.introduction)


def answer_check_in(check_in: CheckIn, mood: str, words: str, by: Any) -> None:
    """Say how it goes, in one tap and a few words if one likes."""
    side = side_of(by, check_in.placement)
    if side == Side.VOLUNTEER:
        check_in.volunteer_mood, check_in.volunteer_words = mood, words
        check_in.volunteer_at = clock.now()
    elif side == Side.ASSOCIATION:
        check_in.association_mood, check_in.association_words = mood, words
        check_in.association_at = clock.now()
    else:
        raise Forbidden
    check_in.seen_at = None
    journal.record("answer_check_in", check_in, by=by)
    if mood == Mood.HARD:
        tidings.tell("hard", check_in.placement, Side.REFERENT, by=by, who=side.value)


def note_seen(check_in: CheckIn, by: Any) -> None:
    """Say that who mediates has read the answers."""
    if side_of(by, check_in.placement) != Side.REFERENT:
        raise Forbidden
    check_in.seen_at = clock.now()
    journal.record("read_check_in", check_in, by=by)


def declare_hours(placement: Placement, month: date, hours: float, by: Any) -> Hours:
    """Count the hours of a month; the other side is asked to confirm."""
    side = _one_of_the_two(placement, by)
    row = queries.hours_in(placement, month)
    if row is None:
        row = Hours(placement=placement, month=month, hours=hours)
        db.session.add(row)
    elif row.confirmed_at is not None:
        raise Conflict(_("Les heures de ce mois sont déjà confirmées."))
    elif row.declared_side != side.value:
        raise Conflict(_("Un nombre est déjà noté pour ce mois. Dites si c’est juste."))
    row.hours, row.disputed_hours = hours, None
    row.declared_by_id, row.declared_side, row.declared_at = by.id, side.value, clock.now()
    _flush_alone()
    journal.record("declare_hours", row, by=by)
    tidings.tell("hours", placement, _other(side), month=month, hours=hours)
    return row


def _flush_alone() -> None:
    """Let the database refuse a second count of the same month."""
    try:
        flush_or_conflict()
    except IntegrityError as error:
        db.session.rollback()
        raise Conflict(_("Un nombre vient d’être noté pour ce mois.")) from error


def _one_of_the_two(placement: Placement, by: Any) -> Side:
    side = side_of(by, placement)
    if side not in (Side.VOLUNTEER, Side.ASSOCIATION):
        raise Forbidden
    return side


def _other(side: Side) -> Side:
    return Side.VOLUNTEER if side == Side.ASSOCIATION else Side.ASSOCIATION


def confirm_hours(row: Hours, by: Any) -> None:
    """Agree with the other side: with its count, or with its correction of ours."""
    side = _one_of_the_two(row.placement, by)
    if row.confirmed_at is not None:
        raise AlreadyDone
    mine = row.declared_side == side.value
    if mine and row.disputed_hours is None:
        raise Conflict(_("Vous avez compté ces heures. Elles attendent une réponse."))
    if not mine and row.disputed_hours is not None:
        raise Conflict(_("Vous avez déjà donné un autre nombre. Attendons la réponse."))
    if row.disputed_hours is not None:
        row.hours, row.disputed_hours = row.disputed_hours, None
    _confirm(row, by)


def _confirm(row: Hours, by: Any) -> None:
    row.confirmed_by_id, row.confirmed_at = by.id, clock.now()
    journal.record("confirm_hours", row, by=by)
    flush_or_conflict()


def count_otherwise(row: Hours, hours: float, by: Any) -> None:
    """Give another figure than the other side’s; both stay visible until one is agreed."""
    side = _one_of_the_two(row.placement, by)
    if row.confirmed_at is not None or row.declared_side == side.value:
        raise Conflict(_("Ce nombre ne peut plus changer ici."))
    row.disputed_hours = hours
    journal.record("count_hours_otherwise", row, by=by)
    flush_or_conflict()
    tidings.tell("hours_differ", row.placement, _other(side), row=row)
    tidings.tell("hours_differ", row.placement, Side.REFERENT, by=by, row=row)


def settle_hours(row: Hours, hours: float, by: Any) -> None:
    """Agree on a figure after talking with both: who mediates writes it down."""
    if side_of(by, row.placement) != Side.REFERENT:
        raise Forbidden
    if row.confirmed_at is not None:
        raise AlreadyDone
    row.hours, row.disputed_hours = hours, None
    _confirm(row, by)
    for side in (Side.VOLUNTEER, Side.ASSOCIATION):
        tidings.tell("hours_settled", row.placement, side, row=row)
