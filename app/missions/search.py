"""Searching missions: what is asked, which missions answer, and in which order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from app.extensions import db
from app.missions import queries
from app.missions.index import (
    ANY_TIME,
    BEGINNERS,
    DOMAINS,
    LEVELS,
    LICENCE,
    LIFTING,
    ONCE,
    REMOTE,
    SLOTS,
    STEP_FREE,
    Index,
    Rows,
    current,
)
from app.missions.models import Mission
from app.territories.models import Commune
from app.vocabulary import French
from matching.travel import distances_km, minutes

Mask: TypeAlias = NDArray[np.bool_]
AROUND = 30.0  # km, when one says a town and nothing else
WALKABLE = 30.0  # minutes; farther, the trip is told by car
BANDS = (3.0, 8.0, 15.0, 30.0)  # km: within a band, the most recent first
AWAY_BAND = 3  # where missions done from home come among the near ones
SURE = (0.75, 0.4)
HELD = {"remote": REMOTE, "beginners": BEGINNERS, "one_off": ONCE, "step_free": STEP_FREE}
REFUSED = {"no_licence": LICENCE, "no_lifting": LIFTING}
WISHES = (*HELD, *REFUSED, "little_french")


@dataclass(frozen=True)
class Filters:
    """What someone asks for; what is left out asks nothing. ``wishes`` are names of WISHES."""

    words: str = ""
    place: Commune | None = None
    km: float | None = None
    mode: str | None = None
    minutes: int | None = None
    domains: frozenset[str] = frozenset()
    half_days: frozenset[str] = frozenset()
    wishes: frozenset[str] = frozenset()
    updated_since: float | None = None


@dataclass(frozen=True)
class Hit:
    """A mission that answers, and the trip to it; ``reasons`` and ``cautions`` suit the card."""

    mission: Mission
    minutes: float | None = None
    mode: str | None = None
    reasons: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Answer:
    """Which missions answer, best first, by their keys."""

    filters: Filters
    ids: NDArray[np.int64]
    km: NDArray[np.float64]
    at_home: int = field(default=0)

    def __len__(self) -> int:
        return len(self.ids)

    def page(self, offset: int, limit: int) -> list[Hit]:
        """Load some of the missions, in their order."""
        part = slice(offset, offset + limit)
        trips = dict(zip(self.ids[part].tolist(), self.km[part].tolist(), strict=True))
        return [self._hit(mission, trips[mission.id]) for mission in in_order(list(trips))]

    def _hit(self, mission: Mission, km: float) -> Hit:
        if mission.remote or np.isnan(km):
            return Hit(mission)
        mode = self.filters.mode or ("walk" if minutes(km, "walk") <= WALKABLE else "car")
        return Hit(mission, minutes(km, mode), mode)


def in_order(ids: Sequence[int]) -> list[Mission]:
    """Load missions that are still open, in the order of these keys."""
    if not ids:
        return []
    found = {m.id: m for m in db.session.scalars(queries.published().where(Mission.id.in_(ids)))}
    return [found[i] for i in ids if i in found]


def search(filters: Filters) -> Answer:
    """Find the missions that answer, best first."""
    index = current()
    rows = index.rows
    kept = np.ones(len(rows), bool)
    for test in TESTS:
        kept &= test(filters, rows)
    relevance = _relevance(filters.words, index, rows)
    km = _distances(filters.place, rows)
    kept &= (relevance > 0) & _near(filters, rows, km)
    found = np.flatnonzero(kept)
    found = found[_order(filters, rows[found], km[found], relevance[found])]
    at_home = int(np.count_nonzero(rows["facts"][found] & REMOTE))
    return Answer(filters, rows["id"][found], km[found], at_home)


def _relevance(words: str, index: Index, rows: Rows) -> NDArray[np.float64]:
    """How well each mission answers the words: by name, or else by meaning."""
    if not words:
        return np.ones(len(rows))
    found = index.words.find(words)
    for name, score in index.ranker.search(words, len(rows)):
        found[int(name)] = max(found.get(int(name), 0), score)
    keys = np.array(sorted(found), np.int64)
    scores = np.array([found[i] for i in keys.tolist()])
    given = np.zeros(len(rows))
    here = np.isin(rows["id"], keys)
    given[here] = scores[np.searchsorted(keys, rows["id"][here])]
    return given


def _distances(place: Commune | None, rows: Rows) -> NDArray[np.float64]:
    if place is None:
        return np.full(len(rows), np.nan)
    return distances_km(place.lat, place.lon, rows["lat"], rows["lon"])


def _near(filters: Filters, rows: Rows, km: NDArray[np.float64]) -> Mask:
    """Close enough, or done from home."""
    if filters.place is None:
        return np.ones(len(rows), bool)
    away = (rows["facts"] & REMOTE) != 0
    if filters.mode and filters.minutes:
        fixed, step = minutes(0, filters.mode), minutes(1, filters.mode)
        return np.asarray(away | (fixed + km * (step - fixed) <= filters.minutes + 1e-9))
    return np.asarray(away | (km <= (filters.km or AROUND)))


def _order(
    filters: Filters, rows: Rows, km: NDArray[np.float64], relevance: NDArray[np.float64]
) -> NDArray[np.intp]:
    """Put what answers the words first, then the near, then the recent."""
    sure = np.digitize(-relevance, [-s for s in SURE])
    band = np.digitize(km, BANDS)
    band[(rows["facts"] & REMOTE) != 0] = AWAY_BAND if filters.place else 0
    return np.lexsort((rows["id"], -rows["fresh"], band, sure))


def _domain(filters: Filters, rows: Rows) -> Mask:
    if not filters.domains:
        return np.ones(len(rows), bool)
    return np.isin(rows["domain"], [i for i, d in enumerate(DOMAINS) if d in filters.domains])


def _half_days(filters: Filters, rows: Rows) -> Mask:
    """In one of these half-days, or at times to be agreed."""
    if not filters.half_days:
        return np.ones(len(rows), bool)
    bits = sum(1 << i for i, code in enumerate(SLOTS) if code in filters.half_days)
    return np.asarray((rows["slots"] & np.uint32(bits | ANY_TIME)) != 0)


def _facts(filters: Filters, rows: Rows) -> Mask:
    """With every fact asked for, and without those refused; an unknown one is no refusal."""
    asked = sum(bit for name, bit in HELD.items() if name in filters.wishes)
    refused = sum(bit for name, bit in REFUSED.items() if name in filters.wishes)
    held = rows["facts"]
    return np.asarray(((held & asked) == asked) & ((held & refused) == 0))


def _french(filters: Filters, rows: Rows) -> Mask:
    if "little_french" not in filters.wishes:
        return np.ones(len(rows), bool)
    return np.asarray(rows["french"] <= LEVELS.index(French.A2))


def _since(filters: Filters, rows: Rows) -> Mask:
    if filters.updated_since is None:
        return np.ones(len(rows), bool)
    return np.asarray(rows["touched"] >= filters.updated_since)


TESTS: tuple[Callable[[Filters, Rows], Mask], ...] = (
    _domain,
    _half_days,
    _facts,
    _french,
    _since,
)
