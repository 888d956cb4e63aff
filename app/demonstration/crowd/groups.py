"""Workshops, collective actions, who came, and referrals to ambassadors."""

from datetime import date, timedelta

from app.accounts.models import Account, Role
from app.demonstration.crowd.dice import YEARS, Dice
from app.demonstration.crowd.people import Office
from app.workshops.models import (
    AmbassadorReferral,
    Enrolment,
    Session,
    Workshop,
    workshop_operators,
)

WORKSHOPS, ACTIONS, AMBASSADORS, REFERRALS = 1_200, 150, 20, 1_500
CAPACITY = 12
CAME = (("present", 0.75), ("excused", 0.1), ("absent", 0.15))
ANSWERS = (("taken", 0.7), ("declined", 0.1), ("closed", 0.2))


def gather(dice: Dice, offices: list[Office]) -> None:
    """Write workshops of one session and collective actions of three, past and to come."""
    people = _by_referent(dice)
    for rank in range(dice.count(WORKSHOPS)):
        _workshop(
            dice, dice.choice(offices), people, ("workshop", "Écrire à une association", rank)
        )
    for rank in range(dice.count(ACTIONS)):
        act = ("collective_action", "Nettoyer les berges", rank)
        _workshop(dice, dice.choice(offices), people, act, sessions=3)
    _refer(dice, offices, people)


def _by_referent(dice: Dice) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for table, rows in dice.rows.items():
        if table.name == "assignments":
            for row in rows:
                if row["until"] is None:
                    found.setdefault(row["referent_id"], []).append(row["volunteer_id"])
    return found


def _workshop(
    dice: Dice,
    office: Office,
    people: dict[int, list[int]],
    what: tuple[str, str, int],
    sessions: int = 1,
) -> None:
    kind, title, rank = what
    first = dice.day_between(dice.begins, dice.today + timedelta(days=60))
    workshop = dice.put(
        Workshop,
        kind=kind,
        title=f"{title} ({rank + 1})",
        programme_id=office.programme_id,
        territory_id=office.territory_id,
        organiser_id=office.referent_id,
        created_at=dice.at(min(first - timedelta(days=20), dice.today)),
    )
    dice.link(workshop_operators, workshop_id=workshop, operator_id=office.operator_id)
    followed = people.get(office.referent_id, [])
    group = dice.sample(followed, min(len(followed), dice.randint(4, CAPACITY)))
    for week in range(sessions):
        _session(dice, workshop, first + timedelta(days=7 * week), group, office)


def _session(dice: Dice, workshop: int, on: date, group: list[int], office: Office) -> None:
    past = on < dice.today
    starts = dice.at(on, 14)
    session = dice.put(
        Session,
        workshop_id=workshop,
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
        on=on,
        place="Maison du quartier",
        capacity=CAPACITY,
        attendance_at=starts if past else None,
    )
    for volunteer in group:
        dice.put(
            Enrolment,
            session_id=session,
            volunteer_id=volunteer,
            enrolled_at=dice.at(min(on - timedelta(days=7), dice.today)),
            enrolled_by_id=office.referent_id,
            attendance=dice.weighed(CAME) if past else None,
        )


def _refer(dice: Dice, offices: list[Office], people: dict[int, list[int]]) -> None:
    ambassadors = [
        dice.put(
            Account, role=Role.AMBASSADOR, first_name="Ambassadeur", last_name=str(rank + 1),
            email=f"ambassadeur{rank + 1}@departement.test",
            email_confirmed_at=dice.at(dice.begins), created_at=dice.at(dice.begins),
        )
        for rank in range(dice.count(AMBASSADORS))
    ]  # fmt: skip
    first = dice.today - timedelta(days=365 * YEARS)
    for _ in range(dice.count(REFERRALS)):
        office = dice.choice(offices)
        followed = people.get(office.referent_id)
        if followed:
            on = dice.day_between(first, dice.today)
            dice.put(
                AmbassadorReferral,
                state=dice.weighed(ANSWERS),
                state_since=dice.at(on),
                volunteer_id=dice.choice(followed),
                referent_id=office.referent_id,
                ambassador_id=dice.choice(ambassadors),
                referred_on=on,
                answered_on=on,
            )
