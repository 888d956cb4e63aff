"""Rankers over invented worlds, for measures to work on."""

import os
import pickle
import random
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

from bench import world
from matching import Mission, Ranker
from matching.columns import Read
from matching.reading import reader

TEXTS = 20_000  # texts read once; larger worlds place them anew
KEPT = "RICOCHET_BENCH_TEXTS"  # the folder where one measure leaves them for the next


def ranker_of(
    count: int, *, wide: bool = False, away: int | None = None
) -> tuple[Ranker, list[Read]]:
    """A ranker over many missions, its texts read in two processes."""
    ranker, dice = Ranker(), random.Random(7)
    rows = _texts(min(count, TEXTS), wide=wide, on_site=away is not None)
    rows = [_placed(rows[i % len(rows)], i, dice, wide=wide) for i in range(count)]
    for i in range(away or 0):
        mission = replace(rows[i].mission, lat=None, lon=None, remote=True)
        rows[i] = Read(mission, rows[i].tasks)
    return ranker.fit(rows), rows


def _texts(count: int, *, wide: bool, on_site: bool) -> list[Read]:
    """Missions read, once for all the measures of a run."""
    folder = os.environ.get(KEPT)
    kept = Path(folder) / f"{count}-{wide}-{on_site}.pickle" if folder else None
    if kept and kept.exists():
        found: list[Read] = pickle.loads(kept.read_bytes())
        return found
    plain = world.missions(count, wide=wide, away=0 if on_site else None)
    with get_context("fork").Pool(2) as pool:
        rows = pool.map(_analyse, plain, chunksize=500)
    if kept:
        kept.write_bytes(pickle.dumps(rows))
    return rows


def _analyse(mission: Mission) -> Read:
    return Read(mission, reader().mission(mission))


def _placed(row: Read, i: int, dice: random.Random, *, wide: bool) -> Read:
    if i < TEXTS:
        return row
    _, lat, lon = world._place(dice, wide=wide)  # noqa: SLF001
    placed = {} if row.mission.remote else {"lat": lat, "lon": lon}
    return Read(replace(row.mission, id=f"m{i:07d}", **placed), row.tasks)
