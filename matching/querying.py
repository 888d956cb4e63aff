"""A person's side of the question, and the missions they could do: filter first, score after."""

import math
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from matching.answers import Table, packed
from matching.columns import (
    ANY,
    DRIVE,
    FULL,
    HALF,
    LIFT,
    OPEN,
    REMOTE,
    STAIRS,
    TIMES,
    Columns,
    cells_within,
    slot_bits,
    unit,
)
from matching.embedding import Meaning
from matching.limits import HOURS_MARGIN
from matching.reading import Reader, Wants
from matching.travel import EARTH_KM, PACE, fastest_of, reach_km
from matching.words import LEVELS, Profile

Floats: TypeAlias = NDArray[np.float64]


LOWER = (1 << HALF) - 1
SLACK = 1e-9  # minutes: arithmetic alone never puts a mission out of reach


@dataclass(frozen=True, eq=False)
class Query:
    """A profile once read: what it wants, and what it cannot do, as numbers."""

    profile: Profile
    wants: Wants
    cannot: int
    slots: int
    hours: float
    home: tuple[float, float, float] | None
    cells: NDArray[np.int32] | None
    reach: float  # the square of a straight line through the sphere
    modes: tuple[str, ...]
    at_home: float
    answers: Table
    heard: tuple[int, ...]  # which of wanted, known and refused say something
    meaning: Meaning | None = None


@dataclass(frozen=True, eq=False)
class Survivors:
    """The feasible rows, how far each is, and the minutes to come; NaN when remote or unknown."""

    rows: NDArray[np.intp]
    km: Floats
    minutes: Floats

    def at(self, places: NDArray[np.intp]) -> "Survivors":
        """Some of them, in this order."""
        return Survivors(self.rows[places], self.km[places], self.minutes[places])


def read(profile: Profile, reader: Reader) -> Query:
    """Read a profile once, so that ranking it again costs nothing more."""
    known = profile.lat is not None and profile.lon is not None
    modes = tuple(m for m in PACE if m in (profile.modes or ()))
    limited = known and modes and profile.max_minutes is not None
    reach = reach_km((profile.max_minutes or 0) + SLACK, modes)
    hours = profile.hours_per_week
    wants = reader.profile(profile)
    sides = (wants.want, wants.know, wants.averse)
    return Query(
        profile=profile,
        wants=wants,
        cannot=_cannot(profile),
        slots=OPEN | (ANY | TIMES if profile.slots is None else slot_bits(profile.slots)),
        hours=np.inf if hours is None else HOURS_MARGIN * hours,
        home=unit(profile.lat, profile.lon) if known else None,  # type: ignore[arg-type]
        cells=cells_within(profile.lat, profile.lon, max(0.0, reach)) if limited else None,  # type: ignore[arg-type]
        reach=_squared(reach) if limited else math.inf,
        modes=modes,
        answers=packed(sides),
        heard=tuple(i for i, side in enumerate(sides) if side.any()),
        at_home=float(wants.want[reader.lexicon.index["distance"]]),
    )


def _squared(km: float) -> float:
    """The square of the straight line through the sphere between two places this far apart."""
    if km < 0:
        return -1.0
    return 4 * math.sin(km / (2 * EARTH_KM)) ** 2 if km < math.pi * EARTH_KM else math.inf


def _cannot(profile: Profile) -> int:
    above = 0
    if profile.french is not None:
        above = sum(1 << i for i in range(LEVELS.index(profile.french) + 1, len(LEVELS)))
    return (
        FULL
        | above
        | DRIVE * (profile.driving_licence is False)
        | LIFT * bool(profile.no_lifting)
        | STAIRS * bool(profile.wheelchair)
        | REMOTE * (profile.remote_ok is False)
    )


def survivors(query: Query, columns: Columns) -> Survivors:
    """The missions that no limit rules out."""
    if query.cells is None:
        rows = _admitted(query, columns, slice(0, len(columns)))
    else:
        near = columns.areas(query.cells)
        rows = np.concatenate([_admitted(query, columns, part) for part in near])
    chord = _chord(query, columns, rows)
    ruled_out = chord > query.reach  # never true of what is nowhere
    if math.isfinite(query.hours):
        ruled_out |= columns.hours.take(rows) > query.hours
    kept = (~ruled_out).nonzero()[0]
    return _reached(query, rows.take(kept), chord.take(kept))


def _admitted(query: Query, columns: Columns, part: slice) -> NDArray[np.intp]:
    """Nothing forbidden in the upper half of the gate, something free in the lower one."""
    met = columns.gate[part] & np.uint64(query.cannot << HALF | query.slots)
    met -= np.uint64(1)  # nothing at all becomes the greatest number
    rows = (met < np.uint64(LOWER)).nonzero()[0]
    return rows + part.start if part.start else rows


def measured(query: Query, columns: Columns, rows: NDArray[np.intp]) -> Survivors:
    """How far some rows are, feasible or not."""
    return _reached(query, rows, _chord(query, columns, rows))


def _reached(query: Query, rows: NDArray[np.intp], chord: Floats) -> Survivors:
    km = np.asarray(2 * EARTH_KM * np.arcsin(np.sqrt(chord) / 2))
    return Survivors(rows, km, fastest_of(km, query.modes))


def _chord(query: Query, columns: Columns, rows: NDArray[np.intp]) -> Floats:
    """Squares of straight lines through the sphere: all that telling near from far needs."""
    if query.home is None:
        return np.full(len(rows), np.nan)
    x, y, z = query.home
    chord = np.square(columns.x.take(rows) - x)
    chord += np.square(columns.y.take(rows) - y)
    chord += np.square(columns.z.take(rows) - z)
    return np.asarray(chord)
