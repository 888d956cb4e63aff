"""The copy in memory kept on disk too, so that a process starts without reading every text again.

All or nothing: everything is written beside, then one link is swapped. A copy that is absent,
damaged, or made with another lexicon is simply made again.
"""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from matching import StaleIndex

if TYPE_CHECKING:
    from app.missions.index import Index

FEW = 1000  # missions that a process reads faster than it is worth keeping
KEPT = "missions-index"


def save(index: "Index", folder: Path) -> None:
    """Keep a copy in a folder of the instance."""
    folder.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f"{KEPT}-", dir=folder))
    index.ranker.save(fresh / "ranker")
    np.save(fresh / "rows.npy", index.rows)
    (fresh / "words.txt").write_text("\n".join(_lines(index)), encoding="utf-8")
    link = folder / f"{fresh.name}.link"
    link.symlink_to(fresh.name)
    link.replace(folder / KEPT)
    _forget_others(folder, fresh.name)


def _lines(index: "Index") -> Iterator[str]:
    """Write a mission a line: its key, what tells that it changed, its words."""
    for mission_id, seen in index.seen.items():
        yield f"{mission_id}\t{seen}\t{' '.join(sorted(index.words.said[mission_id]))}"


def _forget_others(folder: Path, current: str) -> None:
    for path in folder.glob(f"{KEPT}-*"):
        if path.name != current and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)


def load(index: "Index", folder: Path) -> bool:
    """Start from what was kept, if it can be used, and say whether it was."""
    kept = folder / KEPT
    try:
        here = kept.parent / kept.readlink()
        rows = np.load(here / "rows.npy")
        lines = (here / "words.txt").read_text(encoding="utf-8").splitlines()
        ranker = type(index.ranker).load(here / "ranker", embedding=index.ranker.embedding)
    except (OSError, ValueError, StaleIndex):
        return False
    read = [line.split("\t") for line in lines]
    sizes = {len(read), len(rows), len(ranker.columns_)}
    if rows.dtype != index.rows.dtype or len(sizes) > 1 or any(len(line) != 3 for line in read):
        return False
    index.ranker, index.rows = ranker, rows
    for name, seen, words in read:
        index.seen[int(name)] = seen
        index.words.learn(int(name), words.split())
    return True
