"""What the dates bring to placements: check-ins, the first day to confirm; each once."""

from datetime import date, timedelta
from typing import Any

from app import clock
from app.extensions import db
from app.introductions.life import Side
from app.introductions.reminders import HOUR, one_by_one
from app.placements import queries, schedule, tidings
from app.placements.models import CheckIn, Placement
from app.worker import duty


@duty("placements remind", every=HOUR)
def remind() -> int:
    """Ask what is due today for each placement, and say how many were asked."""
    return sum(one_by_one(row[0], _look_at) for row in queries.at_work() if _may_be_due(*row))


def _may_be_due(
    _id: int, started: date, confirmed: date | None, noticed: list[str], state: str, last: Any
) -> bool:
    """Tell, without holding the row, whether it is worth looking at: few are, each hour."""
    today = clock.today()
    if confirmed is None and started < today and "first_day" not in noticed:
        return True
    due = schedule.due_by(started, today)
    return bool(due) and state != "paused" and last != due[-1]


def _look_at(placement_id: int) -> bool:
    placement = queries.locked(placement_id)
    if placement is None:
        return False
    return any([_first_day(placement), _check_in(placement)])


def _first_day(placement: Placement) -> bool:
    late = clock.today() >= placement.started_on + timedelta(days=1)
    if placement.confirmed_on is not None or not late or "first_day" in placement.noticed:
        return False
    placement.noticed = [*placement.noticed, "first_day"]
    _ask_both(placement, "first_day")
    return True


def _check_in(placement: Placement) -> bool:
    """Ask for the latest check-in due; those missed while the site was down are not piled up."""
    due = schedule.due_by(placement.started_on, clock.today())
    if not due or placement.state == "paused":
        return False
    known = {check_in.due_on for check_in in queries.check_ins(placement)}
    if due[-1] in known:
        return False
    check_in = CheckIn(placement=placement, due_on=due[-1], asked_at=clock.now())
    db.session.add(check_in)
    _ask_both(placement, "check_in", check_in=check_in)
    return True


def _ask_both(placement: Placement, kind: str, **more: Any) -> None:
    tidings.tell(kind, placement, Side.VOLUNTEER, **more)
    tidings.tell(kind, placement, Side.ASSOCIATION, **more)
