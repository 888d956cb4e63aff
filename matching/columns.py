"""Missions as columns: what filtering and scoring read, sorted by area, never changed in place."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

from matching.answers import GRAINS, grains
from matching.embedding import Meaning
from matching.reading import WIDTH, Tasks
from matching.words import LEVELS, SLOTS, Mission

DOMAINS = (
    "solidarite_insertion",
    "education",
    "art_culture",
    "sante",
    "sport",
    "nature",
    "memoire_citoyennete",
    "prevention_protection",
    "cooperation_internationale",
    "competences",
)
FULL, DRIVE, LIFT, STAIRS, REMOTE = 1 << 0, 1 << 6, 1 << 7, 1 << 8, 1 << 9
OPEN = 1 << 31  # times to be agreed, or unknown
ANY = 1 << 30  # for people whose times are unknown
TIMES = (1 << 21) - 1
UNSURE = ("slots", "hours_per_week", "french", "driving_licence", "lifting", "step_free", "place")
BAND, COLUMN = 0.1, 0.15  # degrees of a cell
HALF = 32  # bits of the lower half of a gate
ROW = 4096
NOWHERE = -1
KM_DEGREE = 111.0

Ints: TypeAlias = NDArray[np.intp]


class Read(NamedTuple):
    """A mission and its text already read; its meaning too, where a model is given."""

    mission: Mission
    tasks: Tasks
    meaning: Meaning | None = None


def key(mission_id: str) -> int:
    """A mission's id as a number, to find its row."""
    return int.from_bytes(blake2b(mission_id.encode(), digest_size=8).digest(), "big", signed=True)


def french_bits(level: str | None) -> int:
    """The levels someone must reach, one bit each above A1."""
    return 0 if level is None else sum(1 << i for i in range(1, LEVELS.index(level) + 1))


def slot_bits(slots: Iterable[str] | None) -> int:
    """Half-days as bits."""
    return sum(1 << SLOTS.index(slot) for slot in set(slots or ()))


def unit(lat: float, lon: float) -> tuple[float, float, float]:
    """A place as a point of the unit sphere."""
    p, m = math.radians(lat), math.radians(lon)
    return math.cos(p) * math.cos(m), math.cos(p) * math.sin(m), math.sin(p)


def cell(lat: float, lon: float) -> int:
    """The cell of the grid a place falls in."""
    return int((lat + 90) / BAND) * ROW + int((lon + 180) / COLUMN)


def cells_within(lat: float, lon: float, km: float) -> NDArray[np.int32]:
    """The first cell within reach of a place and the one after the last, band after band."""
    reach = km / KM_DEGREE
    wide = reach / max(0.05, math.cos(math.radians(min(89.0, abs(lat) + reach))))
    bands = range(int((lat - reach + 90) / BAND), int((lat + reach + 90) / BAND) + 1)
    first, last = int((lon - wide + 180) / COLUMN), int((lon + wide + 180) / COLUMN)
    ends = [(band * ROW + first, band * ROW + last + 1) for band in bands]
    # of the same type as the cells, or numpy would copy them all at each search
    return np.array([(0, 0), *ends], np.int32).ravel()


def _asks(m: Mission) -> int:
    asked = FULL * (m.places is not None and m.places <= 0) | french_bits(m.french)
    asked |= DRIVE * bool(m.driving_licence) | LIFT * bool(m.lifting) | REMOTE * bool(m.remote)
    return asked | STAIRS * (m.step_free is False and not m.remote)


def _gate(m: Mission) -> int:
    """What a mission asks above, its half-days below, so that one step tests both."""
    times = slot_bits(m.slots) | ANY | OPEN * bool(m.flexible or m.slots is None)
    return _asks(m) << HALF | times


def _unsure(m: Mission) -> int:
    unknown = [getattr(m, name, None) is None for name in UNSURE[:-1]]
    unknown[0] = m.slots is None and not m.flexible
    unknown[2] = False  # no level asked is a known fact
    unknown[5] = m.step_free is None and not m.remote
    return sum(1 << i for i, u in enumerate([*unknown, m.lat is None and not m.remote]) if u)


def _placed(m: Mission) -> bool:
    return not m.remote and m.lat is not None and m.lon is not None


@dataclass(frozen=True, eq=False)
class Columns:
    """One array per fact, one row per mission, rows sorted by cell then by key."""

    cell: NDArray[np.int32]
    key: NDArray[np.int64]
    id: NDArray[np.bytes_]
    gate: NDArray[np.uint64]
    unsure: NDArray[np.uint8]
    hours: NDArray[np.float64]
    places: NDArray[np.int16]
    domain: NDArray[np.int8]
    once: NDArray[np.int8]
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    z: NDArray[np.float64]
    concepts: NDArray[np.int16]
    weights: NDArray[np.uint8]
    meaning: Meaning

    @classmethod
    def of(cls, rows: Sequence[Read]) -> Self:
        """Lay missions out as columns."""
        ms = [row.mission for row in rows]
        points = [unit(m.lat, m.lon) if _placed(m) else (np.nan,) * 3 for m in ms]  # type: ignore[arg-type]
        cells = [cell(m.lat, m.lon) if _placed(m) else NOWHERE for m in ms]  # type: ignore[arg-type]
        known = {name: i for i, name in enumerate(DOMAINS)}
        concepts = [row.tasks.concepts for row in rows]
        weights = [row.tasks.weights**2 for row in rows]
        columns = cls(
            cell=np.array(cells, np.int32),
            key=np.array([key(m.id) for m in ms], np.int64),
            id=np.array([m.id.encode() for m in ms], np.bytes_),
            gate=np.array([_gate(m) for m in ms], np.uint64),
            unsure=np.array([_unsure(m) for m in ms], np.uint8),
            hours=np.array([m.hours_per_week or 0 for m in ms], np.float64),
            places=np.array([1 if m.places is None else m.places for m in ms], np.int16),
            domain=np.array([known.get(m.domain or "", -1) for m in ms], np.int8),
            once=np.array([bool(m.one_off) for m in ms], np.int8),
            x=np.array([p[0] for p in points], np.float64),
            y=np.array([p[1] for p in points], np.float64),
            z=np.array([p[2] for p in points], np.float64),
            concepts=np.array(concepts, np.int16).reshape(-1, WIDTH),
            weights=grains(np.array(weights, np.float32).reshape(-1, WIDTH)),
            meaning=_meanings(rows),
        )
        return columns.take(np.lexsort((columns.key, columns.cell)))

    def __len__(self) -> int:
        return len(self.key)

    def take(self, rows: Ints | NDArray[np.bool_]) -> Self:
        """Some rows, in this order."""
        return replace(self, **{f.name: getattr(self, f.name)[rows] for f in fields(self)})

    @property
    def asks(self) -> NDArray[np.uint32]:
        """What each mission asks, in bits."""
        return self.gate.view("<u4")[1::2]

    @property
    def slots(self) -> NDArray[np.uint32]:
        """The half-days of each mission, in bits."""
        return self.gate.view("<u4")[::2]

    def whole(self, count: int) -> bool:
        """Whether every column has this many rows."""
        return all(len(getattr(self, f.name)) == count for f in fields(self))

    def row(self, mission_id: str) -> int:
        """The row of a mission; KeyError when it is not here."""
        wanted = key(mission_id)
        at = int(np.searchsorted(self.key, wanted, sorter=self._by_key))
        if at == len(self) or self.key[self._by_key[at]] != wanted:
            raise KeyError(mission_id)
        return int(self._by_key[at])

    @cached_property
    def _by_key(self) -> Ints:
        """Rows in order of key, worked out when one is first looked for."""
        return np.argsort(self.key)

    def name(self, row: int) -> str:
        """The id of a row's mission."""
        return bytes(self.id[row]).decode()

    def held(self, row: int) -> tuple[NDArray[np.int16], NDArray[np.float64]]:
        """The concepts of a row's mission, and how much of each (squared) it holds."""
        return self.concepts[row], self.weights[row] / GRAINS

    def changed(self, gone: NDArray[np.int64], new: Self) -> Self:
        """The same without some missions and with others, still sorted by cell then key."""
        kept = self._without(gone)
        if len(kept) == len(self) and not len(new):
            return self
        at = _positions(self.cell[kept], self.key[kept], new)
        order = np.insert(kept, at, np.arange(len(self), len(self) + len(new)))
        arrays = {f.name: (getattr(self, f.name), getattr(new, f.name)) for f in fields(self)}
        return replace(self, **{n: _joined(*both)[order] for n, both in arrays.items()})

    def _without(self, gone: NDArray[np.int64]) -> Ints:
        if not len(gone):
            return np.arange(len(self))
        ordered = np.sort(gone)
        at = np.minimum(np.searchsorted(ordered, self.key), len(ordered) - 1)
        return np.flatnonzero(ordered[at] != self.key)

    def areas(self, cells: NDArray[np.int32]) -> list[slice]:
        """The stretches of rows in some cells, and first those that are nowhere."""
        at = np.searchsorted(self.cell, cells).tolist()
        found = (slice(a, b) for a, b in zip(at[::2], at[1::2], strict=True) if a < b)
        return [slice(0, at[0]), *found]

    def save(self, folder: Path) -> None:
        """Write each column to a file of its own."""
        for f in fields(self):
            np.save(folder / f"{f.name}.npy", getattr(self, f.name))

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Open columns as files shared with other processes, read only when needed."""
        files = {f.name: folder / f"{f.name}.npy" for f in fields(cls)}
        opened = {name: np.load(path, mmap_mode="r") for name, path in files.items()}
        return cls(**{name: np.asarray(column) for name, column in opened.items()})


def _meanings(rows: Sequence[Read]) -> Meaning:
    """One vector per row, of no length at all without a model."""
    found = [row.meaning for row in rows if row.meaning is not None]
    if not found:
        return np.zeros((len(rows), 0), np.float16)
    return np.array(found, np.float16).reshape(len(rows), -1)


def _joined(old: NDArray[Any], new: NDArray[Any]) -> NDArray[Any]:
    """Both, the empty one without a say on how wide rows are."""
    return np.concatenate([part for part in (old, new) if len(part)] or [new])


def _positions(cells: NDArray[np.int32], keys: NDArray[np.int64], new: Columns) -> Ints:
    """Where each new row goes among the old ones."""
    start = np.searchsorted(cells, new.cell, "left")
    stop = np.searchsorted(cells, new.cell, "right")
    within = [
        a + np.searchsorted(keys[a:b], k) for a, b, k in zip(start, stop, new.key, strict=True)
    ]
    return np.array(within, np.intp)


def facts(columns: Columns, row: int) -> Mission:
    """A mission's facts read back from its row, without its text."""
    asks, unsure, bits = int(columns.asks[row]), int(columns.unsure[row]), int(columns.slots[row])
    x, y, z = float(columns.x[row]), float(columns.y[row]), float(columns.z[row])
    placed = not math.isnan(x)
    levels = [LEVELS[i] for i in range(1, len(LEVELS)) if asks & (1 << i)]
    return Mission(
        id=columns.name(row),
        lat=math.degrees(math.asin(z)) if placed else None,
        lon=math.degrees(math.atan2(y, x)) if placed else None,
        remote=bool(asks & REMOTE),
        slots=None if unsure & 1 else tuple(s for i, s in enumerate(SLOTS) if bits & (1 << i)),
        flexible=bool(bits & OPEN),
        hours_per_week=float(columns.hours[row]),
        places=0 if asks & FULL else int(columns.places[row]),
        french=levels[-1] if levels else None,
        driving_licence=bool(asks & DRIVE),
        lifting=bool(asks & LIFT),
        step_free=not asks & STAIRS,
    )
