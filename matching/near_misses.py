"""Missions that one movable limit puts out of reach, offered apart with what would help."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from matching.columns import facts
from matching.limits import MOVABLE, objections
from matching.querying import Query, read, survivors
from matching.words import LEVELS, NearMiss, Profile

if TYPE_CHECKING:
    from matching.ranker import Ranker

Bits: TypeAlias = NDArray[np.unsignedinteger[Any]]
FARTHER = 1.6  # a trip a lift could shorten
LOOKED_AT = 200


def near_misses(ranker: "Ranker", query: Query, k: int) -> list[NearMiss]:
    """The best missions that exactly one movable limit rules out."""
    columns = ranker.columns_
    wide = replace(
        read(_freer(query.profile), ranker.reader_), wants=query.wants, meaning=query.meaning
    )
    found = survivors(wide, columns)
    within = _strict(query, columns.asks[found.rows], columns.slots[found.rows])
    limit = query.profile.max_minutes
    late = columns.hours[found.rows] > query.hours
    far = np.zeros(len(late), bool) if limit is None else found.minutes > limit
    once = (within + late + far) == 1
    scores = np.where(once, ranker.scores(wide, columns, found), -1)
    misses: list[NearMiss] = []
    for i in np.argsort(-scores, kind="stable")[:LOOKED_AT]:
        if scores[i] < 0 or len(misses) == k:
            break
        mission = facts(columns, int(found.rows[i]))
        against = objections(query.profile, mission)
        if len(against) == 1 and against[0].limit in MOVABLE:
            misses.append(NearMiss(mission.id, float(scores[i]), against[0]))
    return misses


def _freer(profile: Profile) -> Profile:
    """The same person with what can move, moved."""
    level = profile.french
    higher = LEVELS[min(len(LEVELS) - 1, LEVELS.index(level) + 1)] if level else None
    limit = profile.max_minutes
    return replace(
        profile,
        slots=None,
        hours_per_week=None,
        french=higher,
        max_minutes=None if limit is None else limit * FARTHER,
    )


def _strict(query: Query, asks: Bits, slots: Bits) -> NDArray[np.int64]:
    """How many of level and times stand in the way, mission by mission."""
    free = query.slots
    above = (asks & np.uint32(query.cannot)) != 0
    apart = (slots & np.uint32(free)) == 0
    return np.asarray(above.astype(np.int64) + apart)
