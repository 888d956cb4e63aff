"""The table of the ASVS: nothing forgotten, and what it names is there."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TABLE = (ROOT / "docs" / "asvs.md").read_text()
ROWS = re.findall(
    r"^\| (\d+\.\d+\.\d+) \| ([12]) \| ([^|]+) \| ([^|]+) \| ([^|]*) \|$", TABLE, re.M
)


def test_every_requirement_of_levels_1_and_2_has_one_answer():
    numbers = [number for number, *_ in ROWS]
    assert len(numbers) == len(set(numbers)) == 253
    assert sum(level == "1" for _, level, *_ in ROWS) == 70


def test_what_holds_a_requirement_exists():
    for number, _, answer, words, where in ROWS:
        paths = re.findall(r"`([^`]+)`", where)
        assert words.strip(), number
        assert paths or answer.strip() != "tenue", f"{number}: nothing is named"
        assert [path for path in paths if not (ROOT / path).exists()] == [], number
