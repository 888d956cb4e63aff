"""How good a feasible mission is: each criterion from 0 to 1, or nothing without facts."""

import math
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

import numpy as np

from matching.columns import DOMAINS, REMOTE, TIMES, Columns
from matching.embedding import nearness
from matching.hearing import Heard, Scores, hear
from matching.limits import HOURS_MARGIN
from matching.querying import Query, Survivors

Measure: TypeAlias = Callable[[Query, Columns, Survivors, Heard], Scores | None]

USUAL_MINUTES = 60.0
USUAL_KM = 25.0
AT_HOME = 0.3
UNKNOWN = 0.5
AGREED = 0.6  # times to be agreed
ABLE = 0.85  # a skill counts a little less than a wish


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
    ticked = query.profile.interests
    if not any(domain in DOMAINS for domain in ticked):
        return None
    table = np.array([*(float(domain in ticked) for domain in DOMAINS), UNKNOWN])
    return table.take(columns.domain.take(found.rows), mode="wrap")


def near(query: Query, columns: Columns, found: Survivors, _heard: Heard) -> Scores | None:
    """How easy it is to come."""
    if query.home is None:
        return None
    if query.modes:
        value = 1 - found.minutes * (0.9 / (query.profile.max_minutes or USUAL_MINUTES))
    else:
        value = 1 - found.km / USUAL_KM
    value = np.maximum(value, 0)
    placeless = np.flatnonzero(np.isnan(value))
    away = (columns.asks[found.rows[placeless]] & REMOTE) != 0
    value[placeless] = np.where(away, max(AT_HOME, query.at_home), UNKNOWN)
    return np.asarray(value)


def time(query: Query, columns: Columns, found: Survivors, _heard: Heard) -> Scores | None:
    """How well times and hours fit."""
    if query.profile.slots is None:
        return None
    gates = columns.gate.take(found.rows)
    asked = np.bitwise_count(gates & np.uint64(TIMES))
    common = np.bitwise_count(gates & np.uint64(query.slots & TIMES))
    share = np.where(asked, common / np.maximum(asked, 1), AGREED)
    if math.isfinite(query.hours):
        share *= 1 - 0.5 * (columns.hours.take(found.rows) > query.hours / HOURS_MARGIN)
    return np.asarray(share)


def meaning(query: Query, columns: Columns, found: Survivors, _heard: Heard) -> Scores | None:
    """How close a deployer's own model finds both texts."""
    if query.meaning is None or not columns.meaning.shape[1]:
        return None
    return nearness(columns.meaning.take(found.rows, axis=0), query.meaning)


class Criterion(NamedTuple):
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
            said.append((criterion._replace(weight=weight) if weights else criterion, value))
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
