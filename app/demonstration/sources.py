"""Reading the files of ``data/``: what was written by hand, in French."""

import csv
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent / "data"
Sheet = dict[str, Any]


@cache
def sheets(name: str) -> dict[str, Sheet]:
    """Read the sheets of a file, by slug, in the order they were written."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def missions() -> dict[str, Sheet]:
    """Read the missions of every area."""
    found: dict[str, Sheet] = {}
    for path in sorted((DATA / "missions").glob("*.toml")):
        found |= sheets(f"missions/{path.stem}")
    return found


def communes() -> list[dict[str, str]]:
    """Read the small gazetteer."""
    with (DATA / "communes.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def lines(name: str) -> list[str]:
    """Read a list written one a line."""
    return (DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines()
