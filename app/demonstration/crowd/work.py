"""Introductions and placements of the crowd, with their check-ins and hours."""

from datetime import date, timedelta

from app.demonstration.crowd.dice import Dice
from app.demonstration.crowd.offers import Host
from app.demonstration.crowd.people import Person
from app.introductions.models import Introduction
from app.placements.models import CheckIn, Hours, OwnEngagement, Placement
from app.placements.schedule import due_by
from app.threads.models import Message, Thread

ENDINGS = (
    ("asked", 1),
    ("set_aside", 2),
    ("sent", 1),
    ("declined", 3),
    ("unanswered", 3),
    ("meeting_planned", 1),
    ("not_pursued", 3),
    ("withdrawn", 2),
    ("placed", 12),
)
LATELY = timedelta(days=24)
MOODS = (("well", 0.8), ("so_so", 0.15), ("hard", 0.05))


def introduce(dice: Dice, person: Person, hosts: list[Host]) -> None:
    """Write the requests of someone, those of today still open and the others ended."""
    for _ in range(dice.choice((0, 0, 1, 1, 2))):
        state = dice.weighed(ENDINGS)
        fresh = state in {"asked", "sent", "meeting_planned"}
        first = max(person.since, dice.today - LATELY) if fresh else person.since
        _introduction(dice, person, dice.choice(hosts), state, dice.day_between(first, dice.today))
    if dice.chance(0.05):
        _own(dice, person)


def _introduction(dice: Dice, person: Person, host: Host, state: str, day: date) -> None:
    thread, asked = dice.put(Thread), dice.at(day)
    sent = asked + timedelta(days=1) if state not in {"asked", "set_aside"} else None
    met = asked + timedelta(days=9) if state in {"placed", "not_pursued"} else None
    if state == "meeting_planned":
        met = dice.now + timedelta(days=dice.randint(1, 7))
    introduction = dice.put(
        Introduction,
        state=state,
        state_since=min(asked + timedelta(days=12), dice.now),
        volunteer_id=person.account_id,
        mission_id=host.mission_id,
        referent_id=person.office.referent_id if person.office else None,
        thread_id=thread,
        origin="asked",
        words="Bonjour, cette mission me plaît.",
        created_at=asked,
        approved_at=sent,
        sent_at=sent,
        answered_at=asked + timedelta(days=4) if met else None,
        meeting_at=met,
        meeting_place="Au local" if met else "",
        noticed=["meeting_eve", "meeting_after", "sent_14", "asked_5"],
    )
    dice.put(Message, thread_id=thread, author_id=person.account_id, body="Bonjour !", at=asked)
    if state == "placed":
        _placement(dice, person, host, introduction, (thread, day + timedelta(days=12)))


def _placement(
    dice: Dice, person: Person, host: Host, introduction: int, begun: tuple[int, date]
) -> None:
    thread, day = begun
    start = min(day, dice.today)
    end = start + timedelta(days=dice.randint(5, 400))
    over = end < dice.today
    placement = dice.put(
        Placement,
        state=dice.choice(("completed", "completed", "stopped")) if over else "active",
        state_since=dice.at(end if over else start),
        volunteer_id=person.account_id,
        mission_id=host.mission_id,
        introduction_id=introduction,
        thread_id=thread,
        started_on=start,
        confirmed_on=start if dice.chance(0.95) else None,
        ended_on=end if over else None,
        noticed=["first_day"],
        created_at=dice.at(start),
    )
    for on in due_by(start, min(end, dice.today)):
        dice.put(
            CheckIn, placement_id=placement, due_on=on, asked_at=dice.at(on),
            volunteer_mood=dice.weighed(MOODS), volunteer_at=dice.at(on), seen_at=dice.at(on),
        )  # fmt: skip
    for month in _months(start, min(end, dice.today)):
        confirmed = dice.chance(0.8)
        dice.put(
            Hours, placement_id=placement, month=month, hours=float(dice.randint(2, 30)),
            declared_by_id=host.member_id, declared_side="association", declared_at=dice.at(month),
            confirmed_by_id=person.account_id if confirmed else None,
            confirmed_at=dice.at(month) if confirmed else None,
        )  # fmt: skip


def _months(start: date, end: date) -> list[date]:
    first = start.replace(day=1)
    found: list[date] = []
    while first <= end and len(found) < 12:
        found.append(first)
        first = (first + timedelta(days=32)).replace(day=1)
    return found


def _own(dice: Dice, person: Person) -> None:
    start = dice.day_between(person.since, dice.today)
    confirmed = dice.chance(0.8)
    dice.put(
        OwnEngagement,
        state="confirmed" if confirmed else "declared",
        state_since=dice.at(start),
        volunteer_id=person.account_id,
        organisation="Le club du quartier",
        what="J’aide à l’entraînement des petits.",
        started_on=start,
        confirmed_on=start if confirmed else None,
        created_at=dice.at(start),
    )
