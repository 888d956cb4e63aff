"""The people of the demonstration at work: trials, check-ins, hours, what was hard."""

from datetime import date, datetime, timedelta
from typing import Any

from app.accounts.models import Account
from app.demonstration import sources
from app.demonstration.cast import Cast, token
from app.demonstration.meetings import sides
from app.demonstration.sources import Sheet
from app.extensions import db
from app.placements import schedule
from app.placements.life import AT_WORK
from app.placements.models import CheckIn, Hours, Mood, Placement
from app.threads.models import Difficulty


def follow(cast: Cast) -> None:
    """Write every placement as its story tells it."""
    for slug, sheet in sources.sheets("stories").items():
        if "placement" in sheet:
            placement = _placement(cast, slug, sheet)
            _journal(cast, placement, sheet)
            _check_in(cast, placement, sheet)
            _count_hours(cast, placement, sheet)
            _hardship(cast, placement, sheet)


def _placement(cast: Cast, slug: str, sheet: Sheet) -> Placement:
    work, introduction = sheet["placement"], cast.introductions[slug]
    state, since = _state(work)
    placement = Placement(
        token=token("placement", slug),
        state=state,
        state_since=cast.calendar.moment(since, 16),
        volunteer_id=introduction.volunteer_id,
        mission_id=introduction.mission_id,
        introduction_id=introduction.id,
        thread_id=introduction.thread_id,
        started_on=cast.calendar.day(work["started"]),
        confirmed_on=None if "unconfirmed" in work else cast.calendar.day(work["started"]),
        noticed=["first_day"] if "unconfirmed" in work else [],
        ended_on=_day(cast, work.get("ended")),
        ending=work.get("end_words", ""),
        created_at=introduction.state_since,
    )
    db.session.add(placement)
    db.session.flush()
    if state not in AT_WORK:
        introduction.holds_place = False
        cast.missions[sheet["mission"]].places_left += 1
    return placement


def _state(work: Sheet) -> tuple[str, int]:
    if "ended" in work:
        return work["end"], work["ended"]
    for name, state in (("paused", "paused"), ("activated", "active")):
        if name in work:
            return state, work[name]
    return "trial", work["started"]


def _day(cast: Cast, offset: int | None) -> date | None:
    return None if offset is None else cast.calendar.day(offset)


def _journal(cast: Cast, placement: Placement, sheet: Sheet) -> None:
    work, people = sheet["placement"], sides(cast, sheet)
    acts: list[tuple[str, Account, int | None]] = [
        ("start", people["association"], work["started"]),
        ("continue", people["volunteer"], work.get("activated")),
        ("pause", people["volunteer"], work.get("paused")),
        (_ending(work), people["volunteer"], work.get("ended")),
    ]
    for verb, actor, offset in acts:
        if offset is not None:
            cast.note(verb, placement, actor, cast.calendar.moment(offset, 16))


def _ending(work: Sheet) -> str:
    return "stop" if work.get("end") == "stopped" else "complete"


def _check_in(cast: Cast, placement: Placement, sheet: Sheet) -> None:
    """Answer the check-ins in the order they fell due; those without words wait for theirs."""
    words = iter(sheet["placement"].get("checkins", []))
    until = _day(cast, sheet["placement"].get("paused")) or placement.ended_on
    for due in schedule.due_by(placement.started_on, until or cast.calendar.today):
        said = next(words, None)
        db.session.add(
            CheckIn(
                placement_id=placement.id,
                due_on=due,
                asked_at=_at(cast, due, 8),
                **(_answers(said, _at(cast, due + timedelta(days=1), 18)) if said else {}),
            )
        )


def _at(cast: Cast, day: date, hour: int) -> datetime:
    offset = (day - cast.calendar.today).days
    return cast.calendar.moment(min(offset, 0), hour)


def _answers(said: str | list[str], at: datetime) -> dict[str, Any]:
    mood, association, volunteer = [Mood.WELL.value, said, ""] if isinstance(said, str) else said
    return {
        "volunteer_mood": mood,
        "volunteer_words": volunteer,
        "volunteer_at": at,
        "association_mood": Mood.WELL.value,
        "association_words": association,
        "association_at": at,
        "seen_at": at,
    }


def _count_hours(cast: Cast, placement: Placement, sheet: Sheet) -> None:
    """Gather by month the hours that a story tells."""
    people = sides(cast, sheet)
    months: dict[date, Hours] = {}
    for offset, hours, side, confirmed in sheet["placement"].get("hours", []):
        month = cast.calendar.day(offset).replace(day=1)
        row = months.setdefault(month, Hours(placement_id=placement.id, month=month, hours=0))
        at = cast.calendar.moment(offset, 18)
        other = people["volunteer" if side == "association" else "association"]
        row.hours += hours
        row.declared_by_id, row.declared_side, row.declared_at = people[side].id, side, at
        row.confirmed_by_id = other.id if confirmed else None
        row.confirmed_at = at if confirmed else None
    db.session.add_all(months.values())


def _hardship(cast: Cast, placement: Placement, sheet: Sheet) -> None:
    told = sheet["placement"].get("difficulty")
    if not told:
        return
    people = sides(cast, sheet)
    closed = "closed" in told
    difficulty = Difficulty(
        token=token("difficulty", sheet["mission"]),
        thread_id=placement.thread_id,
        volunteer_id=placement.volunteer_id,
        told_by_id=people[told["by"]].id,
        theme=told["theme"],
        body=told["words"],
        opened_at=cast.calendar.moment(told["opened"], 19),
    )
    if closed:
        difficulty.closed_at = cast.calendar.moment(told["closed"], 15)
        difficulty.closed_by_id = people["referent"].id
        difficulty.outcome, difficulty.outcome_words = told["outcome"], told["outcome_words"]
    db.session.add(difficulty)
    db.session.flush()
    cast.note("tell_difficulty", difficulty, people[told["by"]], difficulty.opened_at)
    if difficulty.closed_at:
        cast.note("close_difficulty", difficulty, people["referent"], difficulty.closed_at)
