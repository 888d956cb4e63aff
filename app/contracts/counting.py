"""How many months someone has used, from the rows: what the rules need, and what pages show."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app import clock
from app.accompaniments.models import Episode, Suspension
from app.contracts import rules
from app.contracts.models import Contract
from app.contracts.policy import policy
from app.contracts.queries import is_counted
from app.contracts.rules import Period, Spell
from app.extensions import db


@dataclass(frozen=True)
class Count:
    """Where someone is: « mois 7 sur 24 »."""

    month: int
    cap: int


def spells_of(volunteer_ids: Iterable[int]) -> dict[int, list[Spell]]:
    """Give, by person, their accompaniments with their terms and pauses, in three statements."""
    ids = list(volunteer_ids)
    periods: dict[int, list[Period]] = defaultdict(list)
    for contract in db.session.scalars(
        select(Contract)
        .where(Contract.volunteer_id.in_(ids), is_counted())
        .order_by(Contract.effective_on)
    ):
        if period := period_of(contract):
            periods[contract.episode_id].append(period)
    episodes = list(
        db.session.scalars(
            select(Episode).where(Episode.volunteer_id.in_(ids)).order_by(Episode.id)
        )
    )
    pauses: dict[int, list[tuple[date, date | None]]] = defaultdict(list)
    for pause in db.session.scalars(
        select(Suspension)
        .where(Suspension.episode_id.in_([e.id for e in episodes]))
        .order_by(Suspension.since)
    ):
        pauses[pause.episode_id].append((pause.since, pause.until))
    found: dict[int, list[Spell]] = defaultdict(list)
    for episode in episodes:
        found[episode.volunteer_id].append(
            Spell(
                since=episode.started_on or episode.referred_on,
                left_on=episode.ended_on,
                periods=tuple(periods[episode.id]),
                pauses=tuple(pauses[episode.id]),
            )
        )
    return found


def period_of(contract: Contract) -> Period | None:
    """Give the days of a signed contract; nothing for one that never ran."""
    anchor, first, planned = contract.anchor_on, contract.effective_on, contract.ends_on
    last = contract.last_on
    if anchor is None or first is None or planned is None or last is None or last < first:
        return None
    return Period(anchor, first, planned, last)


def counts_of(volunteer_ids: Iterable[int], day: date | None = None) -> dict[int, Count]:
    """Say, by person, which month of the cap a day is in: 0 before any signed contract."""
    here, on = policy(), day or clock.today()
    return {
        volunteer_id: Count(rules.month_reached(on, spells, here), here.cap_months)
        for volunteer_id, spells in spells_of(volunteer_ids).items()
    }
