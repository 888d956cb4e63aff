"""Evaluations asked for, claimed by one worker, worked out, and read with their date."""

from datetime import timedelta
from typing import Any

from sqlalchemy import or_, select, update

from app import clock, journal
from app.extensions import db
from app.suggestions import evaluating
from app.suggestions.models import Evaluation

LOST = timedelta(minutes=30)  # a worker that stopped gives its turn back


def last_done() -> Evaluation | None:
    """Give the last evaluation that was worked out."""
    wanted = select(Evaluation).where(Evaluation.done_at.is_not(None))
    return db.session.scalar(wanted.order_by(Evaluation.id.desc()).limit(1))


def is_asked() -> bool:
    """Tell whether one waits for the worker."""
    wanted = select(Evaluation.id).where(Evaluation.done_at.is_(None)).limit(1)
    return db.session.scalar(wanted) is not None


def is_older_than(age: timedelta) -> bool:
    """Tell whether the last one is older than this, and none is on its way."""
    last = last_done()
    return not is_asked() and (last is None or clock.now() - last.asked_at > age)


def ask(by: Any) -> None:
    """Have the worker work one out soon, unless one is on its way."""
    if is_asked():
        return
    asked = Evaluation()
    db.session.add(asked)
    journal.record("ask_evaluation", asked, by=by)


def claim() -> Evaluation | None:
    """Take the evaluation that waits, so that no other worker does it as well."""
    lost = clock.now() - LOST
    free = or_(Evaluation.started_at.is_(None), Evaluation.started_at < lost)
    waiting = select(Evaluation.id).where(Evaluation.done_at.is_(None), free).limit(1)
    found = db.session.scalar(waiting)
    if found is None:
        return None
    taken = db.session.execute(
        update(Evaluation).where(Evaluation.id == found, free).values(started_at=clock.now())
    )
    return db.session.get(Evaluation, found) if taken.rowcount else None  # type: ignore[attr-defined]


def work_out(evaluation: Evaluation) -> None:
    """Fill it in."""
    evaluation.figures = evaluating.figures()
    evaluation.done_at = clock.now()
