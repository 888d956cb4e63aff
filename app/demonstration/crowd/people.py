"""Who works in the crowd's département, and who lives there."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import cast

from sqlalchemy import Table, select

from app.accounts.models import Account, Role
from app.caseloads.models import (
    Assignment,
    FteGrant,
    Holding,
    Operator,
    Post,
    Programme,
    programme_operators,
)
from app.demonstration import sources
from app.demonstration.crowd.dice import Dice
from app.demonstration.crowd.names import FIRST, LAST
from app.extensions import db
from app.profiles.models import Profile
from app.profiles.questions import KEYS
from app.territories.models import Territory, territory_communes

VOLUNTEERS, REFERENTS, OPERATORS, LOAD = 24_000, 400, 24, 48
PROGRAMME = "Engagement citoyen, tout le département"
SHARES = ((Decimal("1.00"), 0.6), (Decimal("0.80"), 0.25), (Decimal("0.50"), 0.15))


@dataclass(frozen=True)
class Office:
    """A référent, where they work, and the communes of the territory they hold."""

    referent_id: int
    operator_id: int
    programme_id: int
    territory_id: int
    communes: tuple[str, ...]


@dataclass
class Stay:
    """One accompaniment of someone: its first day, and its last when it is over."""

    started_on: date
    ended_on: date | None


@dataclass
class Person:
    """Someone, since when, who follows them, and their accompaniments."""

    account_id: int
    commune_code: str
    since: date
    office: Office | None
    episodes: list[Stay] = field(default_factory=list)


def _name(dice: Dice) -> dict[str, str]:
    return {"first_name": dice.choice(FIRST), "last_name": dice.choice(LAST)}


def engage(dice: Dice, password_hash: str) -> list[Office]:
    """Open the operators with their financed time, and their référents by territory."""
    programme = dice.put(Programme, name=PROGRAMME, since=dice.begins, is_yearly=True)
    territories = _territories()
    offices: list[Office] = []
    for number in range(dice.count(OPERATORS)):
        operator = dice.put(Operator, name=f"Opérateur {number + 1}", is_internal=number % 3 == 0)
        dice.link(programme_operators, programme_id=programme, operator_id=operator)
        count = dice.count(REFERENTS) // dice.count(OPERATORS) + 1
        dice.put(FteGrant, operator_id=operator, since=dice.begins, until=None, fte=Decimal(count))
        for seat in range(count):
            territory_id, communes = territories[(number * count + seat) % len(territories)]
            rank = len(offices) + 1
            offices.append(
                _office(dice, rank, (programme, operator), (territory_id, communes), password_hash)
            )
    return offices


def _territories() -> list[tuple[int, tuple[str, ...]]]:
    found: dict[int, list[str]] = {}
    for territory_id, code in db.session.execute(select(territory_communes)):
        found.setdefault(territory_id, []).append(code)
    ids = db.session.scalars(select(Territory.id).order_by(Territory.id))
    return [(territory_id, tuple(sorted(found.get(territory_id, ())))) for territory_id in ids]


def _office(
    dice: Dice,
    rank: int,
    run: tuple[int, int],
    ground: tuple[int, tuple[str, ...]],
    password_hash: str,
) -> Office:
    programme, operator = run
    referent = dice.put(
        Account,
        role=Role.REFERENT,
        **_name(dice),
        email=f"referent{rank}@departement.test",
        email_confirmed_at=dice.at(dice.begins),
        password_hash=password_hash,
        created_at=dice.at(dice.begins),
    )
    fte = dice.weighed(SHARES)
    dice.put(Post, account_id=referent, operator_id=operator, fte=fte)
    dice.link(cast(Table, Holding.__table__), referent_id=referent, territory_id=ground[0])
    return Office(referent, operator, programme, *ground)


def welcome(dice: Dice, offices: list[Office], password_hash: str) -> Iterator[Person]:
    """Open the accounts of the volunteers, five in six of them followed, and their profiles."""
    sheets = list(sources.sheets("volunteers").values())
    for rank in range(1, dice.count(VOLUNTEERS) + 1):
        office = offices[rank % len(offices)]
        since = dice.day_between(dice.begins, dice.today - timedelta(days=1))
        person = Person(
            account_id=_account(dice, rank, since, office, password_hash),
            commune_code=dice.choice(office.communes),
            since=since,
            office=office if dice.chance(5 / 6) else None,
        )
        dice.rows[cast(Table, Account.__table__)][-1]["commune_code"] = person.commune_code
        _profile(dice, person, dice.choice(sheets))
        if person.office:
            _follow(dice, person, person.office, offices)
        yield person


def _account(dice: Dice, rank: int, since: date, office: Office, password_hash: str) -> int:
    email = f"benevole{rank}@departement.test" if dice.chance(0.7) else None
    return dice.put(
        Account,
        role=Role.VOLUNTEER,
        **_name(dice),
        email=email,
        email_confirmed_at=dice.at(since) if email else None,
        password_hash=password_hash if email else None,
        phone=f"+3363998{rank % 100_000:05d}" if dice.chance(0.8) else None,
        created_at=dice.at(since),
        opened_by_id=None if email else office.referent_id,
    )


def _profile(dice: Dice, person: Person, sheet: sources.Sheet) -> None:
    done = dice.at(person.since) if dice.chance(0.9) else None
    dice.put(
        Profile,
        account_id=person.account_id,
        **{name: sheet[name] for name in ("skills", "interests", "wishes", "modes", "slots")},
        max_minutes=dice.choice((15, 30, 45, 60)),
        hours_per_week=dice.choice((None, 2, 4, 6, 8)),
        french=sheet.get("french"),
        answered=list(KEYS),
        confirmed_at=done,
        updated_at=dice.at(person.since),
    )


def _follow(dice: Dice, person: Person, office: Office, offices: list[Office]) -> None:
    """Assign someone from their first day on; one in ten was handed to a colleague since."""
    facts = {"volunteer_id": person.account_id, "territory_id": office.territory_id}
    since = person.since
    if dice.chance(0.1):
        handed = dice.day_between(since + timedelta(days=1), dice.today)
        before = dice.choice(offices)
        dice.put(
            Assignment,
            **facts,
            referent_id=before.referent_id,
            operator_id=before.operator_id,
            since=since,
            until=handed - timedelta(days=1),
        )
        since = handed
    dice.put(
        Assignment,
        **facts,
        referent_id=office.referent_id,
        operator_id=office.operator_id,
        since=since,
        until=None,
    )
    person.episodes = list(_stays(dice, person.since))


def _stays(dice: Dice, since: date) -> Iterator[Stay]:
    """Two years at most each time; over in three cases of four when the time has passed."""
    start = dice.day_between(since, min(dice.today, since + timedelta(days=30)))
    while start <= dice.today:
        last = start + timedelta(days=dice.randint(60, 729))
        if last >= dice.today:
            yield Stay(start, None)
            return
        yield Stay(start, last)
        start = last + timedelta(days=dice.randint(60, 700))
