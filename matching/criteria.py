"""How good a feasible mission is: each criterion from 0 to 1, or nothing without facts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from matching.columns import DOMAINS, OPEN, REMOTE, Columns
from matching.querying import Query, Survivors

Scores: TypeAlias = NDArray[np.float64]
Measure: TypeAlias = Callable[[Query, Columns, Survivors], Scores | None]

USUAL_MINUTES = 60.0
USUAL_KM = 25.0
AT_HOME = 0.3
UNKNOWN = 0.5
ABLE = 0.85  # a skill counts a little less than a wish


def overlap(wanted: NDArray[np.float32], columns: Columns, rows: NDArray[np.intp]) -> Scores:
    """How much of some concepts each mission holds: small clues add up, never past 1."""
    shared = wanted[columns.concepts[rows]]
    shared *= columns.weights[rows]
    shared *= shared
    np.subtract(1, shared, out=shared)
    return np.asarray(1 - shared.prod(axis=1), np.float64)


def wish(query: Query, columns: Columns, found: Survivors) -> Scores | None:
    """What the person says they would like."""
    if not query.wants.want.any():
        return None
    return overlap(query.wants.want, columns, found.rows)


def know(query: Query, columns: Columns, found: Survivors) -> Scores | None:
    """What the person has done and can do."""
    if not query.wants.know.any():
        return None
    return overlap(query.wants.know, columns, found.rows)


def fit(query: Query, columns: Columns, found: Survivors) -> Scores | None:
    """What the person would like or can do: either is enough."""
    liked, able = wish(query, columns, found), know(query, columns, found)
    if liked is None or able is None:
        return liked if able is None else able
    return np.asarray(1 - (1 - liked) * (1 - ABLE * able))


def interest(query: Query, columns: Columns, found: Survivors) -> Scores | None:
    """The domains the person ticked."""
    ticked = [DOMAINS.index(d) for d in query.profile.interests if d in DOMAINS]
    if not ticked:
        return None
    table = np.zeros(len(DOMAINS) + 1)
    table[ticked] = 1
    table[-1] = UNKNOWN
    return table[columns.domain[found.rows]]


def near(query: Query, columns: Columns, found: Survivors) -> Scores | None:
    """How easy it is to come."""
    if query.home is None:
        return None
    if query.modes:
        value = 1 - found.minutes / (query.profile.max_minutes or USUAL_MINUTES) * 0.9
    else:
        value = 1 - found.km / USUAL_KM
    away = (columns.asks[found.rows] & REMOTE) != 0
    home = max(AT_HOME, query.at_home)
    value = np.where(np.isnan(value), np.where(away, home, UNKNOWN), value)
    return np.asarray(np.maximum(value, 0))


def time(query: Query, columns: Columns, found: Survivors) -> Scores | None:
    """How well times and hours fit."""
    if query.profile.slots is None:
        return None
    slots = columns.slots[found.rows]
    asked = np.bitwise_count(slots & np.uint32(OPEN - 1)).astype(np.float64)
    common = np.bitwise_count(slots & np.uint32(query.slots & (OPEN - 1))).astype(np.float64)
    share = np.where(asked > 0, common / np.maximum(asked, 1), 0.6)
    tight = np.where(columns.hours[found.rows] > query.hours / 1.5, 0.5, 1.0)
    return np.asarray(share * tight)


def refusal(query: Query, columns: Columns, found: Survivors) -> Scores | None:
    """What the person does not want, as far as the mission's text tells."""
    if not query.wants.averse.any():
        return None
    return overlap(query.wants.averse, columns, found.rows)


@dataclass(frozen=True)
class Criterion:
    """A measure and its weight."""

    name: str
    weight: float
    measure: Measure


CRITERIA = (
    Criterion("wish", 0.25, wish),
    Criterion("know", 0.15, know),
    Criterion("fit", 0.30, fit),
    Criterion("interest", 0.15, interest),
    Criterion("near", 0.20, near),
    Criterion("time", 0.05, time),
)
PRIOR = 0.1  # one vote of 0.5, so that one known fact never beats five
REFUSAL = 0.9  # what a full refusal takes away


Parts: TypeAlias = list[tuple[Criterion, Scores]]


def parts(query: Query, columns: Columns, found: Survivors, weights: dict[str, float]) -> Parts:
    """Each criterion that has something to say, with its weight in force."""
    said = []
    for criterion in CRITERIA:
        value = criterion.measure(query, columns, found)
        if value is not None:
            weight = weights.get(criterion.name, criterion.weight)
            said.append((Criterion(criterion.name, weight, criterion.measure), value))
    return said


def total(said: Parts, refused: Scores | None, count: int) -> Scores:
    """The score: a weighted mean with one neutral vote, less what is refused."""
    votes = np.full(count, PRIOR * 0.5)
    weight = PRIOR
    for criterion, value in said:
        votes += criterion.weight * value
        weight += criterion.weight
    score = votes / weight
    if refused is not None:
        score *= 1 - REFUSAL * refused
    return np.asarray(np.round(score, 6))
