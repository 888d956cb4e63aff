"""How good a feasible mission is: each criterion from 0 to 1, or nothing without facts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from matching.columns import DOMAINS, REMOTE, TIMES, Columns
from matching.embedding import nearness
from matching.querying import Query, Survivors

Scores: TypeAlias = NDArray[np.float64]
Squares: TypeAlias = NDArray[np.float32]
Ints: TypeAlias = NDArray[np.intp]
Measure: TypeAlias = Callable[[Query, Columns, Survivors, "Heard"], Scores | None]

FIRM = 1.7  # one clear word is worth four fifths
USUAL_MINUTES = 60.0
USUAL_KM = 25.0
AT_HOME = 0.3
UNKNOWN = 0.5
ABLE = 0.85  # a skill counts a little less than a wish


class Heard(NamedTuple):
    """How much of each mission answers what a person wants, knows and refuses."""

    liked: Scores | None
    able: Scores | None
    refused: Scores | None


def overlap(wanted: Squares, concepts: Ints, weights: Squares) -> Scores:
    """How much of some concepts each mission holds: small clues add up, never past 1.

    Squares, so that two half clues are worth less than one clear word. Concepts are never out of
    range: "wrap" only spares numpy the check.
    """
    shared = np.einsum("ij,ij->i", weights, wanted.take(concepts, mode="wrap"))
    return np.asarray(1 - np.exp(-FIRM * shared.astype(np.float64)))


def hear(query: Query, columns: Columns, found: Survivors) -> Heard:
    """Compare a person's words with each mission's, once for all criteria."""
    concepts = columns.concepts.take(found.rows, axis=0).astype(np.intp)
    weights = columns.weights.take(found.rows, axis=0)
    return Heard(*(overlap(v, concepts, weights) if v is not None else None for v in query.squares))


def wish(_query: Query, _columns: Columns, _found: Survivors, heard: Heard) -> Scores | None:
    """What the person says they would like."""
    return heard.liked


def know(_query: Query, _columns: Columns, _found: Survivors, heard: Heard) -> Scores | None:
    """What the person has done and can do."""
    return heard.able


def fit(_query: Query, _columns: Columns, _found: Survivors, heard: Heard) -> Scores | None:
    """What the person would like or can do: either is enough."""
    if heard.liked is None or heard.able is None:
        return heard.liked if heard.able is None else heard.able
    return np.asarray(1 - (1 - heard.liked) * (1 - ABLE * heard.able))


def interest(query: Query, columns: Columns, found: Survivors, _heard: Heard) -> Scores | None:
    """The domains the person ticked."""
    ticked = [DOMAINS.index(d) for d in query.profile.interests if d in DOMAINS]
    if not ticked:
        return None
    table = np.zeros(len(DOMAINS) + 1)
    table[ticked] = 1
    table[-1] = UNKNOWN
    return table[columns.domain[found.rows]]


def near(query: Query, columns: Columns, found: Survivors, _heard: Heard) -> Scores | None:
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


def time(query: Query, columns: Columns, found: Survivors, _heard: Heard) -> Scores | None:
    """How well times and hours fit."""
    if query.profile.slots is None:
        return None
    slots = columns.slots[found.rows]
    asked = np.bitwise_count(slots & np.uint32(TIMES)).astype(np.float64)
    common = np.bitwise_count(slots & np.uint32(query.slots & (TIMES))).astype(np.float64)
    share = np.where(asked > 0, common / np.maximum(asked, 1), 0.6)
    tight = np.where(columns.hours[found.rows] > query.hours / 1.5, 0.5, 1.0)
    return np.asarray(share * tight)


def meaning(query: Query, columns: Columns, found: Survivors, _heard: Heard) -> Scores | None:
    """How close a deployer's own model finds both texts."""
    if query.meaning is None or not columns.meaning.shape[1]:
        return None
    return nearness(columns.meaning.take(found.rows, axis=0), query.meaning)


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
WITH_A_MODEL = (*CRITERIA, Criterion("meaning", 0.20, meaning))
PRIOR = 0.1  # one vote of 0.5, so that one known fact never beats five
REFUSAL = 0.9  # what a full refusal takes away


Parts: TypeAlias = list[tuple[Criterion, Scores]]


def parts(
    query: Query, columns: Columns, found: Survivors, weights: dict[str, float]
) -> tuple[Parts, Scores | None]:
    """Each criterion that has something to say, with its weight in force; and what is refused."""
    heard = hear(query, columns, found)
    said = []
    for criterion in CRITERIA if query.meaning is None else WITH_A_MODEL:
        value = criterion.measure(query, columns, found, heard)
        if value is not None:
            weight = weights.get(criterion.name, criterion.weight)
            said.append((Criterion(criterion.name, weight, criterion.measure), value))
    return said, heard.refused


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
