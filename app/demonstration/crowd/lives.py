"""Accompaniments: interviews, contracts, what is hard, how it ends, and six months after."""

from collections.abc import Iterator
from datetime import date, timedelta

from app.accompaniments.agenda import OPENS
from app.accompaniments.models import (
    ActivityStart,
    Barrier,
    Episode,
    FollowUp,
    Interview,
    Note,
    Review,
    Suspension,
)
from app.accompaniments.words import (
    ActivityKind,
    BarrierTheme,
    ExitType,
    MeetingMode,
    Pathway,
    Situation,
    SuspensionReason,
)
from app.demonstration.crowd.contracts import contract
from app.demonstration.crowd.dice import Dice
from app.demonstration.crowd.people import Office, Person, Stay
from app.terms import months_later

PATHWAYS = ((Pathway.SOCIAL, 5), (Pathway.SOCIO_PROFESSIONAL, 4), (Pathway.PROFESSIONAL, 1))
EXITS = (
    (ExitType.PERMANENT_JOB, 8),
    (ExitType.LONG_JOB, 6),
    (ExitType.SHORT_JOB, 9),
    (ExitType.SHORT_TEMPING, 4),
    (ExitType.SUBSIDISED_JOB, 5),
    (ExitType.QUALIFYING_TRAINING, 9),
    (ExitType.LASTING_MISSION, 10),
    (ExitType.OTHER_SUPPORT, 10),
    (ExitType.RETIREMENT, 4),
    (ExitType.MOVED, 8),
    (ExitType.END_OF_TERM, 9),
    (ExitType.OWN_WISH, 6),
    (ExitType.NO_FOLLOW_UP, 9),
    (ExitType.NEVER_CAME, 3),
)
WORK = (
    (ActivityKind.PERMANENT, 2),
    (ActivityKind.FIXED_TERM, 5),
    (ActivityKind.TEMPING, 3),
    (ActivityKind.HOME_SERVICES, 2),
    (ActivityKind.TRAINING, 3),
)
OUTCOMES = (("held", 0.8), ("no_show", 0.1), ("excused", 0.07), ("cancelled", 0.03))
REACHED = (("reached", 0.55), ("unreachable", 0.3), ("refused", 0.05), ("not_tried", 0.1))
NEEDS = (
    "Un trajet sans voiture",
    "Des horaires d’école",
    "Quelqu’un au premier rendez-vous",
    "Ne pas porter lourd",
    "Parler lentement",
    "Un papier à refaire",
)


def accompany(dice: Dice, person: Person) -> None:
    """Write every accompaniment of someone."""
    for stay in person.episodes:
        pathway = dice.weighed(PATHWAYS)
        agreed = dice.chance(0.8)
        episode = _episode(dice, person, stay, pathway, agreed=agreed)
        _interviews(dice, person, stay, episode)
        _hardships(dice, person, stay, episode)
        if dice.chance(0.2):
            _back_to_work(dice, person, stay, episode)
        if dice.chance(0.038):
            contract(dice, person, stay, episode, pathway)
        if stay.ended_on and agreed:
            _six_months_after(dice, person, stay.ended_on, episode)


def _episode(dice: Dice, person: Person, stay: Stay, pathway: Pathway, *, agreed: bool) -> int:
    over = stay.ended_on is not None
    episode = dice.put(
        Episode,
        state="ended" if over else "started",
        state_since=dice.at(stay.ended_on or stay.started_on),
        volunteer_id=person.account_id,
        programme_id=_office(person).programme_id,
        referred_on=stay.started_on - timedelta(days=dice.randint(0, 20)),
        started_on=stay.started_on,
        pathway=pathway.value,
        next_step="" if over else "Appeler l’association",
        next_step_on=None if over else dice.today + timedelta(days=dice.randint(-10, 40)),
        ended_on=stay.ended_on,
        exit_type=dice.weighed(EXITS).value if over else None,
        exit_noted_at=dice.at(stay.ended_on) if stay.ended_on else None,
        may_contact_after=agreed if over else None,
    )
    if stay.ended_on:
        for side in ("person", "referent"):
            if dice.chance(0.4):
                _review(dice, episode, side, stay.ended_on, _office(person))
    return episode


def _office(person: Person) -> Office:
    if person.office is None:
        raise ValueError("nobody follows this person")
    return person.office


def _review(dice: Dice, episode: int, side: str, day: date, office: Office) -> None:
    dice.put(
        Review,
        episode_id=episode,
        side=side,
        went_well="J’ai rencontré du monde.",
        written_on=day,
        written_by_id=office.referent_id,
    )


def _months(stay: Stay, last: date) -> Iterator[date]:
    month = 1
    while (day := months_later(stay.started_on, month)) <= last:
        yield day
        month += 1


def _interviews(dice: Dice, person: Person, stay: Stay, episode: int) -> None:
    facts = {
        "volunteer_id": person.account_id,
        "episode_id": episode,
        "referent_id": _office(person).referent_id,
        "mode": MeetingMode.IN_PERSON.value,
    }
    last = min(stay.ended_on or dice.today, dice.today - timedelta(days=1))
    for day in _months(stay, last):
        state = dice.weighed(OUTCOMES)
        at = dice.at(day)
        dice.put(
            Interview, **facts, state=state, state_since=at, on=day, at=at,
            recorded_at=at, notes="Point fait ensemble." if state == "held" else "",
        )  # fmt: skip
    if stay.ended_on is None and dice.chance(0.6):
        day = dice.today + timedelta(days=dice.randint(0, 35))
        dice.put(Interview, **facts, state="planned", state_since=dice.now, on=day, at=dice.at(day))


def _hardships(dice: Dice, person: Person, stay: Stay, episode: int) -> None:
    referent, last = _office(person).referent_id, stay.ended_on or dice.today
    for theme in dice.sample(list(BarrierTheme), dice.choice((0, 1, 1, 2))):
        opened = dice.day_between(stay.started_on, last)
        closed = dice.day_between(opened, last) if dice.chance(0.5) else None
        dice.put(
            Barrier,
            volunteer_id=person.account_id,
            theme=theme.value,
            need=dice.choice(NEEDS),
            status="lifted" if closed else dice.choice(("open", "in_progress")),
            opened_on=opened,
            closed_on=closed,
            opened_by_id=referent,
        )
    if dice.chance(0.5):
        written = dice.at(dice.day_between(stay.started_on, last))
        dice.put(
            Note, volunteer_id=person.account_id, author_id=referent,
            words="Préfère être appelée le matin.", written_at=written,
        )  # fmt: skip
    if dice.chance(0.04):
        since = dice.day_between(stay.started_on, last)
        dice.put(
            Suspension, episode_id=episode, since=since,
            until=dice.day_between(since, last), reason=SuspensionReason.HEALTH.value,
        )  # fmt: skip


def _back_to_work(dice: Dice, person: Person, stay: Stay, episode: int) -> None:
    day = dice.day_between(stay.started_on, stay.ended_on or dice.today)
    dice.put(
        ActivityStart,
        volunteer_id=person.account_id,
        episode_id=episode,
        kind=dice.weighed(WORK).value,
        started_on=day,
        noted_at=dice.at(day),
        noted_by_id=_office(person).referent_id,
    )


def _six_months_after(dice: Dice, person: Person, ended_on: date, episode: int) -> None:
    due = months_later(ended_on, 6)
    outcome = dice.weighed(REACHED) if due < dice.today - timedelta(days=20) else None
    told = outcome == "reached"
    dice.put(
        FollowUp,
        volunteer_id=person.account_id,
        episode_id=episode,
        due_on=due,
        outcome=outcome,
        noticed=["due"] if due <= dice.today + OPENS else [],
        done_on=due + timedelta(days=dice.randint(0, 20)) if outcome else None,
        situation=dice.choice(list(Situation)).value if told else None,
        still_volunteering=dice.chance(0.5) if told else None,
        isolation=dice.randint(1, 5) if told else None,
        confidence=dice.randint(2, 5) if told else None,
        network=dice.randint(1, 5) if told else None,
        french=dice.randint(2, 5) if told else None,
        mobility=dice.randint(1, 5) if told else None,
        filled_by_id=_office(person).referent_id if outcome else None,
    )
