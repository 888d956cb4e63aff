"""Measure ranking beside its peers, then pages: `python -m bench` prints and writes its table.

The table goes to bench/results.json.

`python -m bench --full` adds the largest sizes; `--only one,update` runs a part. Set
RICOCHET_SHARED to measure quality on the shared judged set too.
"""

import argparse
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.peers import PEERS
from bench.rankers import KEPT

RESULTS = Path(__file__).parent / "results.json"
SIZES = (2_000, 20_000, 100_000)


def plan(*, full: bool) -> list[list[str]]:
    """Every measure to run, in order."""
    engines = ["matching", *(name for name, (_, needs) in PEERS.items() if installed(name, needs))]
    runs = [["quality"], ["similarity"], ["folds"]]
    runs += [["one", engine, str(size)] for size in SIZES for engine in engines]
    runs += [["growth", "20000", "département"], ["growth", "1000000", "country"]]
    runs += [["batch", "24000", "20000"], ["update", "100000"], ["startup", "100000"]]
    people = ("6000", "24000") if full else ("24000",)
    runs += [["shares", n, "2000", k] for n in people for k in ("3", "10")]
    runs += [["papers", "500"], ["pages", "sqlite"], ["pages", "postgresql"]]
    runs += [["load", "sqlite"], ["load", "postgresql"]]
    return [*runs, ["accessibility"], ["lighthouse"]]


def installed(name: str, needs: str) -> bool:
    """Whether a peer is there to be measured."""
    if importlib.util.find_spec(needs) is None:
        print(f"{name}: not installed, left out")
        return False
    return True


def run(words: list[str]) -> dict[str, Any]:
    """Run one measure in a process of its own."""
    plain = ("pages", "papers", "load", "accessibility", "lighthouse")
    alone = ("quality", "similarity", "folds", *plain)
    apart = {name: f"bench.{name}" for name in alone}
    module = apart.get(words[0], "bench.measures")
    given = words[1:] if words[0] in plain else words
    started = time.perf_counter()
    limits = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, "-m", module, *given],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **limits},
    )
    if done.returncode:
        return {"measure": words, "error": done.stderr.strip().splitlines()[-1:]}
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return {"measure": words, **found, "whole_s": round(time.perf_counter() - started, 1)}


def say(found: dict[str, Any]) -> str:
    """One line of the table."""
    values = [
        f"{k} {v:.3f}" if isinstance(v, float) else f"{k} {v}"
        for k, v in found.items()
        if k != "measure"
    ]
    return f"{' '.join(found['measure']):32s} {'  '.join(values)}"


def main() -> None:
    """Run the plan."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--only", default="")
    asked = parser.parse_args()
    chosen = set(filter(None, asked.only.split(",")))
    results = []
    with tempfile.TemporaryDirectory() as texts:
        os.environ[KEPT] = texts
        for words in plan(full=asked.full):
            if not chosen or words[0] in chosen:
                results.append(run(words))
                print(say(results[-1]), flush=True)
                kept = json.dumps(results, ensure_ascii=False, indent=1)
                RESULTS.write_text(kept, encoding="utf-8")


if __name__ == "__main__":
    main()
