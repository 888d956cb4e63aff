"""Places, taken and given back: one conditional update each, with its row count.

Two requests at once cannot take the same place, on either engine: the second update finds its
condition no longer true. The state follows in the same statement.
"""

from typing import Any

from sqlalchemy import CursorResult, Update, case, update
from werkzeug.exceptions import Conflict

from app import clock, journal
from app.extensions import db
from app.missions import life
from app.missions.life import State
from app.missions.models import Mission


class NotEnoughPlaces(Conflict):
    """Fewer places are asked for than are already someone's."""


def take_place(mission: Mission) -> bool:
    """Take one place, and say whether there was one; the last one completes the mission.

    One conditional update, never read-then-write: two requests at once cannot take the same place.
    """
    return _move_places(
        mission, Mission.places_left - 1, Mission.places_left > 0, Mission.places_left == 1
    )


def free_place(mission: Mission) -> bool:
    """Give one place back; a mission that was complete is online again."""
    return _move_places(
        mission, Mission.places_left + 1, Mission.places_left < Mission.places, None
    )


def change_places(mission: Mission, places: int, by: Any) -> None:
    """Offer more or fewer places, never fewer than are taken."""
    before = mission.state
    taken = Mission.places - Mission.places_left
    statement = (
        update(Mission)
        .where(Mission.id == mission.id, taken <= places)
        .values(places=places, places_left=places - taken)
    )
    if not _changes(mission, _following(statement, places - taken == 0)):
        raise NotEnoughPlaces("Des places sont déjà prises : gardez-en au moins autant.")
    journal.record("change_places", mission, by=by)
    _note(mission, before)


def _move_places(mission: Mission, left: Any, possible: Any, completes: Any) -> bool:
    before = mission.state
    statement = update(Mission).where(Mission.id == mission.id, possible).values(places_left=left)
    moved = _changes(mission, _following(statement, completes))
    if moved:
        _note(mission, before)
    return moved


def _following(statement: Update, completes: Any) -> Update:
    """Have the state follow the places, in the same statement."""
    filled, open_ = State.FILLED.value, State.PUBLISHED.value
    becomes = [(Mission.state == filled, open_)]
    if completes is not None:
        becomes = [
            ((Mission.state == open_) & completes, filled),
            ((Mission.state == filled) & ~completes, open_),
        ]
    state = case(*becomes, else_=Mission.state)
    moves = case(*((when, 1) for when, _ in becomes), else_=0)
    since = case(*((when, clock.now()) for when, _ in becomes), else_=Mission.state_since)
    return statement.values(state=state, state_since=since, version=Mission.version + moves)


def _changes(mission: Mission, statement: Update) -> bool:
    outcome = db.session.execute(statement.execution_options(synchronize_session=False))
    assert isinstance(outcome, CursorResult)  # noqa: S101 - an update gives a cursor
    db.session.refresh(mission)
    return outcome.rowcount == 1


def _note(mission: Mission, before: str) -> None:
    """Write in the journal that the places completed or reopened the mission."""
    if mission.state == before:
        return
    step = life.FILL if mission.state == State.FILLED else life.REOPEN
    journal.record(step.name, mission, by=None)
