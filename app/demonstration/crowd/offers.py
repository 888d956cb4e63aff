"""Associations and missions of the crowd, copied from the demonstration's with other places."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from app.accounts.models import Account, Role
from app.associations.models import Association, Membership
from app.demonstration import sources
from app.demonstration.crowd.dice import Dice
from app.demonstration.crowd.names import FIRST, LAST
from app.extensions import db
from app.missions.models import Mission
from app.territories.models import Commune
from app.territories.queries import simplified

ASSOCIATIONS, MISSIONS, PLACES = 600, 2_000, 40


@dataclass(frozen=True)
class Host:
    """A mission, its association’s member, and where it is."""

    mission_id: int
    member_id: int
    commune_code: str


def publish(dice: Dice) -> list[Host]:
    """Register the associations and publish their missions."""
    communes = list(db.session.scalars(select(Commune).order_by(Commune.code)))
    sheets = list(sources.missions().values())
    seats = [_association(dice, rank, communes) for rank in range(dice.count(ASSOCIATIONS))]
    return [
        _mission(dice, dice.choice(seats), dice.choice(communes), dice.choice(sheets))
        for _ in range(dice.count(MISSIONS))
    ]


def _association(dice: Dice, rank: int, communes: list[Commune]) -> tuple[int, int]:
    since = dice.day_between(dice.begins, dice.today - timedelta(days=30))
    name = f"Association {rank + 1}"
    body = dice.put(
        Association,
        state="verified",
        state_since=dice.at(since),
        name=name,
        search_name=simplified(name),
        rna=f"W381{rank:06d}",
        description="Des habitants qui s’entraident.",
        commune_code=dice.choice(communes).code,
        insurer="Mutuelle",
        insurance_until=dice.today + timedelta(days=200),
        created_at=dice.at(since),
    )
    member = dice.put(
        Account,
        role=Role.ASSOCIATION,
        first_name=dice.choice(FIRST),
        last_name=dice.choice(LAST),
        email=f"association{rank + 1}@departement.test",
        email_confirmed_at=dice.at(since),
        created_at=dice.at(since),
    )
    dice.put(Membership, association_id=body, account_id=member)
    return body, member


def _mission(dice: Dice, seat: tuple[int, int], commune: Commune, sheet: sources.Sheet) -> Host:
    since = dice.at(dice.day_between(dice.begins, dice.today - timedelta(days=2)))
    remote = "remote" in sheet["flags"]
    mission = dice.put(
        Mission,
        state="published",
        state_since=since,
        association_id=seat[0],
        **{name: sheet[name] for name in ("title", "description", "domain", "skills", "publics")},
        commune_code=commune.code,
        remote=remote,
        lat=None if remote else commune.lat + dice.uniform(-0.01, 0.01),
        lon=None if remote else commune.lon + dice.uniform(-0.014, 0.014),
        slots=sheet["slots"],
        hours_per_week=sheet["hours"],
        places=PLACES,
        places_left=PLACES,
        french=sheet.get("french"),
        welcome=sheet.get("welcome", ""),
        not_a_job=True,
        created_at=since,
        updated_at=since,
        published_at=since,
        confirmed_on=dice.today - timedelta(days=dice.randint(1, 25)),
    )
    return Host(mission, seat[1], commune.code)
