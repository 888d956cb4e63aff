"""Each measure runs alone in its process: `python -m bench.measures NAME …` prints one line."""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np

from bench import world
from bench.peers import PEERS
from bench.rankers import ranker_of
from bench.sharing import shares
from matching import Profile, Ranker
from matching.columns import REMOTE, Read
from matching.querying import read, survivors

PEOPLE, SHOWN, TOP = 200, 10, 20


def milliseconds(act: Callable[[Any], Any], over: Iterable[Any]) -> list[float]:
    """How long an act takes for each thing."""
    spent = []
    for thing in over:
        started = time.perf_counter()
        act(thing)
        spent.append((time.perf_counter() - started) * 1e3)
    return spent


def best_of(act: Callable[[Any], Any], over: list[Any], passes: int = 3) -> dict[str, float]:
    """Median and 95th centile over things, each at its best pass: what neighbours take is left."""
    spent = np.min([milliseconds(act, over) for _ in range(passes)], axis=0)
    return {"p50_ms": float(np.median(spent)), "p95_ms": float(np.percentile(spent, 95))}


def one(engine: str, count: int) -> dict[str, Any]:
    """One person at a time, top 20."""
    started = time.perf_counter()
    ranker, rows = ranker_of(count)
    made = time.perf_counter() - started
    people = world.profiles(PEOPLE)
    asked = [read(p, ranker.reader_) for p in people]
    mean = float(np.mean([len(survivors(q, ranker.columns_).rows) for q in asked]))
    if engine == "matching":
        found = best_of(lambda q: ranker.rank(q, TOP), asked)
        told = best_of(lambda q: [m.reasons for m in ranker.rank(q, TOP)[:SHOWN]], asked)
        reading = float(np.median(milliseconds(lambda p: read(p, ranker.reader_), people)))
        extra = {"with_reasons_p50_ms": told["p50_ms"], "read_profile_ms": reading}
        return {**found, **extra, "fit_s": made, "feasible": mean}
    peer = PEERS[engine][0]()
    started = time.perf_counter()
    peer.fit([row.mission for row in rows], ranker)
    made = time.perf_counter() - started
    try:
        passes = 2 if engine == "PostgreSQL" else 3
        some = asked[: 60 if passes == 2 else PEOPLE]
        found = best_of(lambda q: peer.rank(q, TOP), some, passes)
        ours = best_of(lambda q: peer.rank(q, TOP, ours=True), some, passes)
    finally:
        peer.close()
    twice = {f"own_filter_{name}": ms for name, ms in found.items()}
    twice |= {f"our_filter_lent_{name}": ms for name, ms in ours.items()}
    return {**twice, "fit_s": made, "feasible": mean}


def growth(count: int, scope: str) -> dict[str, Any]:
    """The same people, 1,000 remote missions in all: their département alone, or in a country.

    The country is their own département, untouched, among others as full as it is: what is within
    reach stays the same, what is not grows.
    """
    ranker, rows = ranker_of(20_000, away=1000)
    if scope == "country":
        for centre in world.centres():
            left = count - len(ranker.columns_)
            ranker.update(_moved(row, *centre) for row in rows[1000 : 1000 + left])
    columns = ranker.columns_
    asked = [read(p, ranker.reader_) for p in world.profiles(PEOPLE)]
    tested = [s.stop - s.start for q in asked for s in columns.areas(q.cells)]
    answer = {
        "missions": len(columns),
        "remote": int(np.count_nonzero(columns.asks & REMOTE)),
        "tested": sum(tested) / PEOPLE,
        "feasible": float(np.mean([len(survivors(q, columns).rows) for q in asked])),
    }
    return {**best_of(lambda q: ranker.rank(q, TOP), asked, 5), **answer}


def _moved(row: Read, lat: float, lon: float) -> Read:
    m, (from_lat, from_lon) = row.mission, world.CENTRE
    there = {"lat": (m.lat or 0) + lat - from_lat, "lon": (m.lon or 0) + lon - from_lon}
    return Read(replace(m, id=f"{m.id}@{lat:.1f},{lon:.1f}", **there), row.tasks)


def _share(given: tuple[Ranker, list[Profile]]) -> int:
    ranker, people = given
    return sum(len(found) for _, found in ranker.rank_iter(people, TOP))


def batch(people: int, count: int) -> dict[str, Any]:
    """Everyone, in two processes, profiles already read."""
    ranker, _ = ranker_of(count)
    started = time.perf_counter()
    asked: list[Any] = [read(p, ranker.reader_) for p in world.profiles(people)]
    reading = time.perf_counter() - started
    global _GIVEN
    _GIVEN = (ranker, asked)
    started = time.perf_counter()
    with get_context("fork").Pool(2) as pool:
        shown = sum(pool.map(_half, range(2)))
    spent = time.perf_counter() - started
    return {
        "people": people,
        "missions": count,
        "seconds": spent,
        "reading_s": reading,
        "lines": shown,
    }


_GIVEN: Any = None


def _half(which: int) -> int:
    ranker, people = _GIVEN
    return _share((ranker, people[which::2]))


def update(count: int) -> dict[str, Any]:
    """A thousand missions added, changed or removed, their texts already read."""
    ranker, rows = ranker_of(count)
    spent = []
    for turn in range(5):
        add = [
            Read(replace(r.mission, id=f"n{turn}{i}"), r.tasks) for i, r in enumerate(rows[:400])
        ]
        change = [Read(replace(r.mission, hours_per_week=1.0), r.tasks) for r in rows[1000:1300]]
        gone = [r.mission.id for r in rows[2000 + 300 * turn : 2300 + 300 * turn]]
        started = time.perf_counter()
        ranker.update(added=[*add, *change], removed=gone)
        spent.append((time.perf_counter() - started) * 1e3)
    fresh = world.missions(1000, seed=99)
    started = time.perf_counter()
    for mission in fresh:
        ranker.analyse(mission)
    reading = (time.perf_counter() - started) * 1e3
    return {
        "update_ms": min(spent),
        "median_ms": float(np.median(spent)),
        "analyse_1000_ms": reading,
    }


def startup(count: int) -> dict[str, Any]:
    """A saved index opened by a new process, up to its first list."""
    ranker, _ = ranker_of(count)
    with tempfile.TemporaryDirectory() as folder:
        ranker.save(Path(folder) / "index")
        script = (
            "import time; t=time.perf_counter(); from matching import Ranker, Profile;"
            "from pathlib import Path; a=time.perf_counter();"
            f"r=Ranker.load(Path({folder!r})/'index'); b=time.perf_counter();"
            "p=Profile(skills=('couture',), lat=45.2, lon=5.7, modes=('car',), max_minutes=30.0);"
            "r.rank(p);"
            "c=time.perf_counter(); print((a-t)*1e3, (b-a)*1e3, (c-b)*1e3)"
        )
        runs = [
            subprocess.run(
                [sys.executable, "-c", script], capture_output=True, text=True, check=True
            )
            for _ in range(3)
        ]
    spent = [[float(x) for x in run.stdout.split()] for run in runs]
    best = min(spent, key=sum)
    return {"import_ms": best[0], "load_ms": best[1], "first_list_ms": best[2]}


MEASURES: dict[str, Callable[..., dict[str, Any]]] = {
    f.__name__: f for f in (one, growth, batch, update, startup, shares)
}


def main() -> None:
    """Run one measure."""
    name, *given = sys.argv[1:]
    print(json.dumps(MEASURES[name](*(int(g) if g.isdigit() else g for g in given))))


if __name__ == "__main__":
    main()
